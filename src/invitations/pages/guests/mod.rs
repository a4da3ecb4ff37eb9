//! The guests of a convening as invitations: the board, the addresses they are invited at, the review before sending, and
//! how this convening invites.

mod addresses;
mod addresses_form;
mod board;
mod guest_answers;
mod how;
mod incoming;
mod incoming_acts;
mod line;
mod line_acts;
mod line_rows;
mod preview;
mod questions;
mod questions_acts;
mod review;
mod review_acts;
mod text;
mod withdraw;

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
            get(review::show).post(review_acts::send),
        )
        .route(
            "/convenings/{id}/outbox/text",
            get(text::text).post(text::keep_text),
        )
        .route("/convenings/{id}/outbox/{guest}", get(preview::show))
        .route(
            "/convenings/{id}/invitations/{guest}/withdrawal",
            post(withdraw::withdraw),
        )
        .merge(one_guest())
        .merge(what_came_in())
        .merge(about_guests())
}

/// One guest: the line of the ledger, and what staff do with it.
fn one_guest() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/invitations/{guest}", get(line::show))
        .route(
            "/convenings/{id}/invitations/{guest}/answer",
            post(line_acts::answer),
        )
        .route(
            "/convenings/{id}/invitations/{guest}/answers/{answer}/kept",
            post(line_acts::keep),
        )
        .route(
            "/convenings/{id}/invitations/{guest}/waiting",
            post(line_acts::wait),
        )
        .route(
            "/convenings/{id}/invitations/{guest}/offer",
            post(line_acts::offer),
        )
}

/// What came in and waits for the host.
fn what_came_in() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/incoming", get(incoming::show))
        .route(
            "/convenings/{id}/incoming/door/{request}/admission",
            post(incoming_acts::let_in),
        )
        .route(
            "/convenings/{id}/incoming/door/{request}/guest",
            post(incoming_acts::is_guest),
        )
        .route(
            "/convenings/{id}/incoming/door/{request}/refusal",
            post(incoming_acts::turn_away),
        )
        .route(
            "/convenings/{id}/incoming/proposals/{proposal}/acceptance",
            post(incoming_acts::accept),
        )
        .route(
            "/convenings/{id}/incoming/proposals/{proposal}/refusal",
            post(incoming_acts::refuse),
        )
}

/// What guests are asked and told, and what they said.
fn about_guests() -> Router<AppState> {
    Router::new()
        .route(
            "/convenings/{id}/questions",
            get(questions::list).post(questions_acts::add),
        )
        .route(
            "/convenings/{id}/questions/{question}",
            get(questions::form).post(questions_acts::change),
        )
        .route(
            "/convenings/{id}/questions/{question}/removal",
            post(questions_acts::stop),
        )
        .route(
            "/convenings/{id}/arrangements",
            post(questions_acts::arrange),
        )
        .route("/convenings/{id}/guest-answers", get(guest_answers::show))
        .route(
            "/convenings/{id}/guest-answers.csv",
            get(guest_answers::export),
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
pub(in crate::invitations) fn tabs(id: ConveningId, here: &str) -> Vec<Tab> {
    let path = path_of(id);
    let tab = |label, end: &str| Tab {
        label,
        href: format!("{path}/{end}"),
        count: None,
        current: end == here,
    };
    vec![
        tab("Answers", "invitations"),
        tab("Addresses", "invitations/addresses"),
        tab("Incoming", "incoming"),
        tab("Review and send", "outbox"),
        tab("Reminders", "reminders"),
        tab("Questions", "questions"),
        tab("How guests are invited", "invitations/settings"),
    ]
}
