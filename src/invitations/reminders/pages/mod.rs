//! The pages of reminders: the list with what is due when, one reminder, whom it would reach now, and one to the silent.

mod form;
mod list;
mod now;
mod preview;
mod unsubscribe;

use axum::{
    Router,
    routing::{get, post},
};

use super::rules::Dates;
use crate::{
    convenings::{self, Convening},
    ids::ConveningId,
    invitations::ledger,
    values::ConveningStatus,
    web::{AppError, AppState, Desk, Result, views::Link},
};

/// For people who are signed in.
pub(in crate::invitations) fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/reminders", get(list::list))
        .route(
            "/convenings/{id}/reminders/new",
            get(form::new).post(form::add),
        )
        .route("/convenings/{id}/reminders/usual", post(form::usual))
        .route("/convenings/{id}/reminders/limit", post(form::limit))
        .route(
            "/convenings/{id}/reminders/now",
            get(now::ask).post(now::send),
        )
        .route(
            "/convenings/{id}/reminders/{reminder}/edit",
            get(form::edit).post(form::save),
        )
        .route(
            "/convenings/{id}/reminders/{reminder}/removal",
            post(form::remove),
        )
        .route(
            "/convenings/{id}/reminders/{reminder}/preview",
            get(preview::show),
        )
}

/// For whoever holds the link of a mail.
pub(in crate::invitations) fn public_routes() -> Router<AppState> {
    Router::new().route(
        "/unsubscribe/{secret}",
        get(unsubscribe::ask).post(unsubscribe::stop),
    )
}

/// The convening an address names, with its dates, or 404.
async fn load(desk: &Desk, id: &str) -> Result<(Convening, Dates)> {
    let id: ConveningId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = AppError::found(convenings::by_id(desk.db(), id).await?)?;
    let settings = ledger::settings(desk.db(), id).await?;
    let dates = Dates {
        answer_by: settings.and_then(|settings| settings.answer_by),
        starts_at: found.row.starts_at,
        ends_at: found.row.ends_at,
    };
    Ok((found, dates))
}

/// Whether reminders of it may still be changed by who is asking.
fn may_change(desk: &Desk, of: &Convening) -> bool {
    desk.may_edit() && of.row.status != ConveningStatus::Cancelled
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}/reminders")
}

/// The links above the title; those of a page below the list end with the list.
fn crumbs(of: &Convening, below: bool) -> Vec<Link> {
    let mut crumbs = vec![
        Link::new("Convenings", "/convenings"),
        Link::new(&of.row.title, format!("/convenings/{}", of.row.id)),
    ];
    if below {
        crumbs.push(Link::new("Reminders", path_of(of.row.id)));
    }
    crumbs
}
