//! The page on which a guest list is composed, what makes it the list of a convening, and what is kept confidential.
//!
//! For editors only: it shows who is kept apart from whom.

mod add;
mod asked;
mod check;
mod fields;
mod find;
mod held;
mod limits;
mod list;
mod rows;
mod seats;
mod show;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

/// For people who are signed in; every page asks for an editor.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/goals/{id}/compose", get(show::show))
        .route("/goals/{id}/compose/add", get(add::ask))
        .route("/convenings/{id}/lacks", get(check::show))
        .route("/goals/{id}/compose/seats", post(seats::seat))
        .route("/goals/{id}/compose/pairs", post(limits::keep_apart))
        .route(
            "/goals/{id}/compose/pairs/{pair}/removal",
            post(limits::bring_together),
        )
        .route("/goals/{id}/compose/recusals", post(limits::recuse))
        .route(
            "/goals/{id}/compose/recusals/{recusal}/removal",
            post(limits::end_recusal),
        )
}
