//! The pages of convenings: the list, one convening, planning, changing, guests, cancelling.
//!
//! Anybody signed in reads; editors change. What is in an address is loaded by [`load`], which
//! answers 404 for what is not there.

mod activity;
mod asks;
mod clocks;
mod directory;
mod door;
mod edit;
mod extras;
mod form;
mod guests;
mod list;
mod new;
mod quorum;
mod seat;
mod show;
mod steps;
mod table;
mod then_now;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use super::store::{self, Convening};
use crate::{
    ids::ConveningId,
    web::{AppError, AppState, Desk, Result},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/convenings", get(list::list).post(new::create))
        .route("/convenings/new", get(new::blank))
        .route("/convenings/{id}/edit", get(edit::form).post(edit::save))
        .route("/convenings/{id}/cancellation", post(edit::cancel))
        .route("/convenings/{id}/activity", get(activity::list))
        .route("/convenings/{id}/guests", get(guests::list))
        .route("/convenings/{id}/quorum", post(quorum::ask))
        .route(
            "/convenings/{id}/quorum/{kind}/removal",
            post(quorum::remove),
        )
        .route("/convenings/{id}/seats", post(guests::add))
        .route("/convenings/{id}/seats/{seat}", post(guests::change))
        .route(
            "/convenings/{id}/seats/{seat}/removal",
            post(guests::remove),
        )
}

/// For staff, and for those who lead the partnership of one of its goals: they read a page of their own.
pub fn table_routes() -> Router<AppState> {
    Router::new().route("/convenings/{id}", get(show::show))
}

/// The convening an address names, or 404.
async fn load(desk: &Desk, id: &str) -> Result<Convening> {
    let id: ConveningId = id.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::by_id(desk.db(), id).await?)
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}")
}
