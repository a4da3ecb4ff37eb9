//! Every route of the house, read from the source, so that a new one is tested the day it is made.
//! A route is public if it is declared in a function whose name says so.

use std::{
    fs,
    path::{Path, PathBuf},
};

pub struct Route {
    /// The address, with something harmless for each parameter.
    pub path: String,
    pub public: bool,
    pub declared: String,
}

/// Stands for every id in a path: one that no row has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

pub fn all() -> Vec<Route> {
    let src = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut routes = Vec::new();
    visit(&src, &mut routes);
    assert!(routes.len() > 20, "the routes were not found");
    routes
}

fn visit(folder: &Path, routes: &mut Vec<Route>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(&path, routes);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            read(&path, routes);
        }
    }
}

fn read(file: &Path, routes: &mut Vec<Route>) {
    // The gallery stands only in debug builds and shows nothing of anybody's.
    if file.components().any(|part| part.as_os_str() == "gallery") || file.ends_with("gallery.rs") {
        return;
    }
    let text = fs::read_to_string(file).unwrap();
    for function in text.split("fn ").skip(1) {
        let name = function.split('(').next().unwrap();
        for after in function.split(".route(").skip(1) {
            let Some(path) = after.trim_start().strip_prefix('"') else {
                continue;
            };
            let path = path.split('"').next().unwrap();
            let filled: Vec<&str> = path
                .split('/')
                .map(|part| if part.starts_with('{') { NOBODY } else { part })
                .collect();
            routes.push(Route {
                path: filled.join("/"),
                public: name.contains("public") || path == "/csp-reports",
                declared: format!("{path} in {}", file.display()),
            });
        }
    }
}
