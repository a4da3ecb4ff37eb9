//! The pages of goals: the board, one goal and its tabs, the forms that change it, and what the public sees.

mod activity;
mod at;
mod board;
mod conflict;
mod convenings;
mod edit;
mod filters;
mod forms;
mod head;
mod lines;
mod linked_data;
mod map;
mod new;
mod open;
mod overview;
mod points;
mod sheet;
mod words;

use axum::{Router, routing::get};

use crate::web::AppState;

pub use at::AtGoal;
pub use head::{GoalHead, GoalTab};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/goals", get(board::board))
        .route("/goals/map", get(map::map))
        .route("/goals/new", get(new::blank).post(new::draft))
        .route("/goals/{id}", get(overview::overview))
        .route("/goals/{id}/activity", get(activity::activity))
        .route("/goals/{id}/convenings", get(convenings::convenings))
        .route("/goals/{id}/edit", get(edit::open).post(edit::keep))
        .route("/goals/{id}/lines/new", get(lines::blank).post(lines::add))
        .route(
            "/goals/{id}/lines/{line}/edit",
            get(lines::open).post(lines::change),
        )
        .route("/goals/{id}/sheet", get(sheet::staff))
        .route(
            "/goals/{id}/points/new",
            get(points::blank).post(points::report),
        )
}

/// For anybody.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/open", get(open::list))
        .route("/g/{slug}", get(open::goal))
        .route("/g/{slug}/sheet", get(sheet::open))
}
