//! The pages: a form for anybody, a confirmation for whoever holds the link, a queue for staff.

mod confirm;
mod decisions;
mod queue;
mod register;
mod review;
mod sent;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

/// The routes for anybody.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route(
            "/g/{slug}/interest",
            get(register::show).post(register::send),
        )
        .route("/g/{slug}/interest/thanks", get(register::thanks))
        .route(
            "/interest/confirm/{token}",
            get(confirm::show).post(confirm::confirm),
        )
        .route(
            "/interest/confirm/{token}/withdrawal",
            post(confirm::withdraw),
        )
        .route("/interest/withdrawn", get(confirm::withdrawn))
}

/// The routes for staff.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/interest", get(queue::show))
        .route("/interest/{id}", get(review::show))
        .route("/interest/{id}/accept", post(decisions::accept))
        .route("/interest/{id}/link", post(decisions::link))
        .route("/interest/{id}/decline", post(decisions::decline))
        .route("/interest/{id}/reopen", post(decisions::reopen))
}
