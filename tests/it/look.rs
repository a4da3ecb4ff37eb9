//! House rules of templates and style sheets, checked by reading them: one file holds the colours, nothing is inline,
//! nothing is unescaped, every icon named exists, every asset named exists.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no {ending} files under {folder}");
    found
}

/// A hash followed by three to eight hex digits and no more letters: a colour, not an id such as "#f-name".
fn names_a_hex_colour(line: &str) -> bool {
    line.split('#').skip(1).any(|rest| {
        let run: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
            .collect();
        matches!(run.len(), 3 | 4 | 6 | 8) && run.chars().all(|c| c.is_ascii_hexdigit())
    })
}

#[test]
fn only_the_tokens_hold_raw_colours() {
    for (path, text) in files("assets/css", ".css") {
        if path.ends_with("tokens.css") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let raw = ["rgb(", "rgba(", "hsl(", "oklch(", "lab("]
                .iter()
                .any(|name| line.replace("in oklch", "").contains(name));
            assert!(
                !raw && !names_a_hex_colour(line),
                "{}:{}: a raw colour; use a token",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn templates_hold_nothing_inline_and_nothing_unescaped() {
    for (path, text) in files("templates", ".html") {
        if path.components().any(|part| part.as_os_str() == "mail") {
            continue; // mail readers know no style sheets
        }
        for (number, line) in text.lines().enumerate() {
            let at = format!("{}:{}", path.display(), number + 1);
            assert!(
                !line.contains("|safe") && !line.contains("| safe"),
                "{at}: unescaped output"
            );
            assert!(
                !line.contains(" style="),
                "{at}: the content policy blocks style attributes; use a class"
            );
            assert!(
                !line.contains("<style"),
                "{at}: the content policy blocks style elements"
            );
            for script in line.split("<script").skip(1) {
                // JSON-LD is data: browsers do not run it, and `web::LinkedData` escapes it.
                let tag = script.split('>').next().unwrap();
                assert!(
                    tag.contains("src=") || tag.contains("type=\"application/ld+json\""),
                    "{at}: inline script"
                );
            }
            assert!(!has_event_attribute(line), "{at}: inline event handler");
            assert!(!names_a_hex_colour(line), "{at}: a raw colour; use a class");
        }
    }
}

/// ` onclick=`, ` onsubmit=` and so on, but not ` only=` in words.
fn has_event_attribute(line: &str) -> bool {
    line.split(" on").skip(1).any(|rest| {
        let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        name.len() > 2 && rest[name.len()..].starts_with("=\"")
    })
}

#[test]
fn every_icon_named_in_a_template_exists() {
    let icons = include_str!("../../templates/components/icon_drawn.html");
    for (path, text) in files("templates", ".html") {
        for used in text.split("icon::icon(\"").skip(1) {
            let name = used.split('"').next().unwrap();
            assert!(
                icons.contains(&format!("when \"{name}\"")),
                "{}: no icon called {name}",
                path.display()
            );
        }
    }
}

#[test]
fn every_asset_named_in_a_template_exists() {
    for (path, text) in files("templates", ".html") {
        for used in text.split("assets.url(\"").skip(1) {
            let name = used.split('"').next().unwrap();
            let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("assets")
                .join(name.trim_start_matches('/'));
            assert!(file.is_file(), "{}: no asset {name}", path.display());
        }
    }
}

/// The template puts the last part of these names together, so nobody finds them by searching.
#[test]
fn every_amount_on_a_bar_has_its_colours() {
    let css = include_str!("../../assets/css/charts.css");
    for part in ["s1", "s2", "gap"] {
        assert!(css.contains(&format!(".lab.on-{part} {{")), "{part}");
    }
}
