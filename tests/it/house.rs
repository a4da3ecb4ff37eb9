//! The rules of the house, checked: who may name whom, how long files may be, and that the map
//! names only what exists.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The rooms, in order: each may name only those before it.
const ROOMS: &[&str] = &[
    "accounts",
    "places",
    "issues",
    "people",
    "funders",
    "absorbers",
    "partnerships",
    "goals",
    "relationships",
    "interest",
    "convenings",
    "matching",
    "composing",
    "invitations",
    "scheduling",
    "meetings",
    "finding",
    "operations",
    "loading",
    "today",
];
const FLOORS: &[&str] = &[
    "audit",
    "auth",
    "clock",
    "db",
    "entities",
    "ids",
    "jobs",
    "mail",
    "search",
    "telemetry",
    "tls",
    "values",
    "web",
];
const PAGE_WORDS: &[&str] = &["axum", "askama"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Each file's path below `src/` and its code without comments and tests.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    rust_files(&src)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code: String = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap()
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (path.strip_prefix(&src).unwrap().display().to_string(), code)
        })
        .filter(|(path, _)| !path.ends_with("tests.rs"))
        .collect()
}

/// The first-level modules of this crate that the code names.
fn named(code: &str) -> Vec<String> {
    let joined = code.replace('\n', " ");
    let mut names = Vec::new();
    for piece in joined.split("crate::").skip(1) {
        if let Some(group) = piece.strip_prefix('{') {
            let mut depth = 0_i32;
            let mut item = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut item)),
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            names.push(item);
        } else {
            names.push(piece.to_owned());
        }
    }
    names
        .iter()
        .map(|name| {
            name.trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|name: &String| !name.is_empty())
        .collect()
}

fn home(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn floors_never_name_a_room_and_rooms_only_earlier_rooms() {
    let order: BTreeMap<&str, usize> = ROOMS
        .iter()
        .enumerate()
        .map(|(at, room)| (*room, at))
        .collect();
    for (path, code) in sources() {
        let here = home(&path);
        for name in named(&code) {
            let Some(there) = order.get(name.as_str()) else {
                continue;
            };
            assert!(
                !FLOORS.contains(&here),
                "{path}: the floor {here} names the room {name}"
            );
            if let Some(at) = order.get(here) {
                assert!(
                    there <= at,
                    "{path}: {here} names {name}, which comes after it"
                );
            }
        }
    }
}

#[test]
fn only_pages_know_of_http_and_html() {
    for (path, code) in sources() {
        let file = path.rsplit('/').next().unwrap();
        let allowed = path.starts_with("web/")
            || path == "app.rs"
            || path
                .split('/')
                .any(|part| matches!(part, "pages" | "api" | "mails"))
            || matches!(file, "pages.rs" | "api.rs" | "mails.rs");
        for word in PAGE_WORDS {
            let names =
                code.contains(&format!("{word}::")) || code.contains(&format!("use {word}"));
            assert!(
                allowed || !names,
                "{path} names {word}; only pages, api, web and app may"
            );
        }
    }
}

#[test]
fn rules_are_pure() {
    for (path, code) in sources() {
        if path
            .split('/')
            .any(|part| part == "rules" || part == "rules.rs")
        {
            for word in ["sea_orm", "tokio", "axum"] {
                assert!(!code.contains(word), "{path} names {word}; rules are pure");
            }
        }
    }
}

#[test]
fn only_stores_write() {
    for (path, code) in sources() {
        let floor = FLOORS.contains(&home(&path));
        let store = path
            .split('/')
            .any(|part| part == "store" || part == "store.rs");
        assert!(
            floor || store || !code.contains("ActiveModel"),
            "{path} writes; only store.rs may"
        );
    }
}

#[test]
fn only_three_files_read_the_environment() {
    for (path, code) in sources() {
        let allowed = matches!(path.as_str(), "config.rs" | "app.rs" | "main.rs");
        assert!(
            allowed || !code.contains("env::var"),
            "{path} reads the environment"
        );
    }
}

#[test]
fn entities_name_only_ids_values_and_each_other() {
    for (path, code) in sources()
        .into_iter()
        .filter(|(path, _)| path.starts_with("entities/"))
    {
        for name in named(&code) {
            assert!(
                matches!(name.as_str(), "ids" | "values"),
                "{path} names {name}"
            );
        }
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> = rust_files(&root().join("src"))
        .into_iter()
        .map(|path| {
            (
                fs::read_to_string(&path).unwrap().lines().count(),
                path.display().to_string(),
            )
        })
        .collect();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(
        *longest <= 400,
        "{path} has {longest} lines; 400 is the most"
    );
    let median = lengths[lengths.len() / 2].0;
    assert!(
        median <= 100,
        "the median file has {median} lines; 100 is the most"
    );
}

#[test]
fn the_map_names_only_what_exists() {
    for document in ["ARCHITECTURE.md", "README.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = [
                "src/",
                "tests/",
                "templates/",
                "assets/",
                "data/",
                "deploy/",
                "docs/",
                "migrations/",
                "benches/",
                "crates/",
            ]
            .iter()
            .any(|start| quoted.starts_with(start));
            if is_path && !quoted.contains(['*', '<', ' ']) {
                assert!(
                    root().join(quoted).exists(),
                    "{document} names {quoted}, which does not exist"
                );
            }
        }
    }
}

/// The packages' lists, the lowest first: each may name only what stands in those before it.
#[test]
fn the_rooms_stand_in_order() {
    let listed: Vec<String> = ["records.rs", "guests.rs", "dates.rs", "lib.rs"]
        .iter()
        .flat_map(|list| modules(list))
        .filter(|name| ROOMS.contains(&name.as_str()))
        .collect();
    assert_eq!(listed, ROOMS, "the packages list the rooms in their order");
    let floors = modules("floors.rs");
    for floor in FLOORS {
        assert!(floors.iter().any(|name| name == floor), "{floor}");
    }
    assert!(floors.iter().all(|name| !ROOMS.contains(&name.as_str())));
}

/// The modules that a list of `src/` names.
fn modules(list: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("src").join(list)).unwrap();
    let names = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "));
    names
        .map(|name| name.trim_end_matches(';').to_owned())
        .collect()
}
