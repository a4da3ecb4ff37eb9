//! The pages that look into every room: search, and one city with all that is known of it.

mod city;
mod partnership;
mod search;
mod seats;

use axum::{Router, routing::get};

use crate::web::AppState;

pub use partnership::table_routes;

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/search", get(search::show))
        .route("/cities/{geoid}", get(city::show))
}
