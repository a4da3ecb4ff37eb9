//! The pages of goals: the board, one goal and its tabs, the forms that change it, and what the public sees.

mod activity;
mod adopting;
mod as_project;
mod at;
mod board;
mod carriers;
mod compare;
mod conflict;
mod convenings;
mod edit;
mod fields;
mod filters;
mod findings;
mod forms;
mod head;
mod indicators;
mod line_page;
mod lines;
mod linked_data;
mod map;
mod new;
mod open;
mod overview;
mod pieces;
mod public_number;
mod reach;
mod sheet;
mod stack;
mod standing;
mod turn;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

pub use at::AtGoal;
pub use head::{GoalHead, GoalTab};
pub use stack::gap_words;

/// For staff.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/goals/new", get(new::blank).post(new::draft))
        .route("/goals/check", get(new::blank).post(new::check))
        .route("/goals/as-project", post(as_project::keep))
        .route("/funders/{id}/goals", get(reach::show))
}

/// For staff, and for those who lead a goal's partnership: `AtGoal` lets a lead in only there.
pub fn table_routes() -> Router<AppState> {
    Router::new()
        .route("/goals", get(board::board))
        .route("/goals/map", get(map::map))
        .route("/goals/{id}", get(overview::overview))
        .route("/goals/{id}/activity", get(activity::activity))
        .route("/goals/{id}/convenings", get(convenings::convenings))
        .route("/goals/{id}/edit", get(edit::open).post(edit::keep))
        .route("/goals/{id}/check", get(edit::open).post(edit::check))
        .route("/goals/{id}/status", post(standing::stand))
        .route(
            "/goals/{id}/adopt",
            get(adopting::before).post(adopting::adopt),
        )
        .route("/goals/{id}/turn", get(turn::open).post(turn::keep))
        .merge(pieces::routes())
        .route("/goals/{id}/lines/new", get(lines::blank).post(lines::add))
        .route(
            "/goals/{id}/lines/{line}/edit",
            get(lines::open).post(lines::change),
        )
        .route("/goals/{id}/stack", get(stack::show))
        .route("/goals/{id}/stack/compare", get(stack::compare))
        .route("/goals/{id}/stack/print", get(stack::print))
        .route("/goals/{id}/stack/export", get(stack::export))
        .route("/goals/{id}/stack/snapshots", post(stack::take))
        .route("/goals/{id}/sheet", get(sheet::staff))
        .merge(indicators::table_routes())
}

/// For anybody.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/open", get(open::list))
        .route("/g/{slug}", get(open::goal))
        .route("/g/{slug}/sheet", get(sheet::open))
}
