//! The pages of cities: the list, and one city with what is known of it.

mod city;
mod list;

use axum::{Router, routing::get};

use crate::web::AppState;

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/cities", get(list::show))
        .route("/cities/{geoid}", get(city::show))
}
