//! The pages of a date poll that staff see: times, people, answers, the choice.

use axum::Router;

use crate::web::AppState;

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
}
