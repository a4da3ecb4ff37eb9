//! The page that asks which of two changes to keep, when somebody else saved first (409). Its form
//! sends the same fields to the same address again, with the version that is saved now.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    accounts::rules::Clash,
    web::{Desk, Result, Shell, page},
};

#[derive(Template)]
#[template(path = "accounts/conflict.html")]
struct ConflictPage {
    shell: Shell,
    action: String,
    version: i32,
    clashes: Vec<Clash>,
    kept: Vec<(&'static str, String)>,
}

/// Both answers, field by field. `action` is where the form goes and where giving up leads.
pub(super) fn conflict(
    desk: &Desk,
    action: String,
    version: i32,
    (clashes, kept): (Vec<Clash>, Vec<(&'static str, String)>),
) -> Result<Response> {
    let shown = page(&ConflictPage {
        shell: desk.shell("settings", "Someone else changed this"),
        action,
        version,
        clashes,
        kept,
    })?;
    Ok((StatusCode::CONFLICT, shown).into_response())
}
