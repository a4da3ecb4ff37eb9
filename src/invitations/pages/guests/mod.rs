//! The guests of a convening as invitations: the board, the addresses they are invited at, the review before sending, and
//! how this convening invites.

mod addresses;
mod board;
mod how;
mod preview;
mod review;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    ids::ConveningId,
    invitations::sending::Meeting,
    web::{
        AppError, AppState, Desk, Result,
        views::{Link, Tab},
    },
};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/invitations", get(board::show))
        .route("/convenings/{id}/invitations.csv", get(board::export))
        .route(
            "/convenings/{id}/invitations/addresses",
            get(addresses::show).post(addresses::save),
        )
        .route(
            "/convenings/{id}/invitations/settings",
            get(how::show).post(how::save),
        )
        .route(
            "/convenings/{id}/outbox",
            get(review::show).post(review::send),
        )
        .route(
            "/convenings/{id}/outbox/text",
            get(review::text).post(review::keep_text),
        )
        .route("/convenings/{id}/outbox/{guest}", get(preview::show))
        .route(
            "/convenings/{id}/invitations/{guest}/withdrawal",
            post(board::withdraw),
        )
}

/// The convening an address names, or 404.
async fn load(desk: &Desk, id: &str) -> Result<Meeting> {
    let id: ConveningId = AppError::found(id.parse().ok())?;
    AppError::found(Meeting::load(desk.db(), id).await?)
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}")
}

/// The links above the title.
fn crumbs(meeting: &Meeting) -> Vec<Link> {
    vec![
        Link::new("Convenings", "/convenings"),
        Link::new(&meeting.of.convening.row.title, path_of(meeting.id())),
    ]
}

/// The pages about the guests of one convening.
fn tabs(meeting: &Meeting, here: &str) -> Vec<Tab> {
    let path = path_of(meeting.id());
    let tab = |label, end: &str| Tab {
        label,
        href: format!("{path}/{end}"),
        count: None,
        current: end == here,
    };
    vec![
        tab("Answers", "invitations"),
        tab("Addresses", "invitations/addresses"),
        tab("Review and send", "outbox"),
        tab("How guests are invited", "invitations/settings"),
    ]
}
