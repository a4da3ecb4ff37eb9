//! The pages of partnerships: the list, the forms that change one and its members, its activity, its private
//! self-check; and the public facts of initiatives.

mod activity;
mod at;
mod conflict;
mod edit;
mod head;
mod initiatives;
mod learning;
mod list;
mod members;
mod new;
mod self_check;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

pub use at::AtPartnership;
pub use head::{PartnershipHead, PartnershipTab};
pub use words::stage_pill;

/// For staff.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/partnerships", get(list::list))
        .route("/partnerships/new", get(new::blank).post(new::create))
        .route(
            "/initiatives/{code}/rounds/{round}/dates/new",
            get(learning::blank).post(learning::add),
        )
        .route(
            "/initiatives/{code}/rounds/{round}/dates/{date}/edit",
            get(learning::open).post(learning::change),
        )
        .route(
            "/initiatives/{code}/rounds/{round}/dates/{date}/remove",
            post(learning::remove),
        )
}

/// For staff, and for those who lead the partnership: `AtPartnership` lets a lead in only at their own.
pub fn table_routes() -> Router<AppState> {
    Router::new()
        .route("/partnerships/{id}/edit", get(edit::open).post(edit::keep))
        .route("/partnerships/{id}/activity", get(activity::activity))
        .route(
            "/partnerships/{id}/members/new",
            get(members::blank).post(members::add),
        )
        .route(
            "/partnerships/{id}/members/{member}/edit",
            get(members::open).post(members::change),
        )
        .route(
            "/partnerships/{id}/self-check",
            get(self_check::show).post(self_check::add),
        )
        .route(
            "/partnerships/{id}/self-check/sharing",
            post(self_check::share),
        )
        .route("/initiatives", get(initiatives::list))
        .route("/initiatives/{code}", get(initiatives::show))
}
