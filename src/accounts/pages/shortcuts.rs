//! The list of shortcuts as a page of its own: `?` opens the same list over any page.

use askama::Template;
use axum::response::Response;

use crate::web::{Result, Shell, TableDesk, page};

#[derive(Template)]
#[template(path = "accounts/shortcuts.html")]
struct ShortcutsPage {
    shell: Shell,
    on: bool,
    rows: &'static [(&'static str, &'static [&'static str])],
}

/// What each does, and its keys in order; several rows of keys are alternatives.
const SHORTCUTS: &[(&str, &[&str])] = &[
    ("Find anything", &["Ctrl K", "/"]),
    ("This list", &["?"]),
    ("Today", &["g t"]),
    ("Goals", &["g g"]),
    ("Partnerships", &["g p"]),
    ("Funders", &["g f"]),
    ("Convenings", &["g c"]),
    ("Interest to review", &["g i"]),
    ("Cities", &["g y"]),
    ("Next row", &["j"]),
    ("Previous row", &["k"]),
    ("Tick the row", &["x"]),
    ("Open the row", &["Enter"]),
    ("Filter a list", &["f"]),
];

pub(super) async fn show(TableDesk(desk): TableDesk) -> Result<Response> {
    page(&ShortcutsPage {
        shell: desk.shell("", "Keyboard shortcuts"),
        on: desk.user.shortcuts,
        rows: SHORTCUTS,
    })
}
