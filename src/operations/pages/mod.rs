//! The administrators' pages, the demo's mailbox, health, and the public pages of no room.

mod audit;
mod health;
mod home;
mod jobs;
mod mailbox;
mod public;
mod sample;
mod suppressions;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

/// For anybody.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/", get(public::start))
        .route("/about", get(public::about))
        .route("/privacy", get(public::privacy))
        .route("/credits", get(public::credits))
        .route("/favicon.ico", get(public::favicon))
        .route("/robots.txt", get(public::robots))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
}

/// For people who are signed in. Outside the demo the mailbox is not there.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/demo/mailbox", get(mailbox::list))
        .route("/demo/mailbox/{name}", get(mailbox::show))
}

/// For administrators.
pub fn admin_routes() -> Router<AppState> {
    Router::new()
        .route("/admin", get(home::show))
        .route("/admin/jobs", get(jobs::list))
        .route("/admin/jobs/{id}/retry", post(jobs::retry))
        .route("/admin/audit", get(audit::list))
        .route(
            "/admin/suppressions",
            get(suppressions::list).post(suppressions::add),
        )
        .route("/admin/suppressions/lift", post(suppressions::lift))
        .route(
            "/admin/sample-data/removal",
            get(sample::ask).post(sample::remove),
        )
}
