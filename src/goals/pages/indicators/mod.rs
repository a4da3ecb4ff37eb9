//! The pages of one indicator: its curve and its values, the forms that describe it and report values, and a series as a
//! file, in and out.

mod at;
mod edit;
mod export;
mod import;
mod lists;
mod points;
mod show;
mod upload;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{
    entities::{goals, indicators},
    web::{AppState, views::Link},
};

pub(super) use lists::IndicatorLists;
pub(super) use show::{ended, lag_in_words};

/// A file of a series may be this large, with a little room for the rest of the form.
const LARGEST_UPLOAD: usize = (1 << 20) + 8_192;

/// All below `/goals/{id}/indicators`.
pub(super) fn table_routes() -> Router<AppState> {
    Router::new()
        .route(
            "/goals/{id}/indicators/new",
            get(edit::blank).post(edit::add),
        )
        .route("/goals/{id}/indicators/{indicator}", get(show::show))
        .route(
            "/goals/{id}/indicators/{indicator}/edit",
            get(edit::open).post(edit::keep),
        )
        .route(
            "/goals/{id}/indicators/{indicator}/headline",
            post(edit::headline),
        )
        .route(
            "/goals/{id}/indicators/{indicator}/points/new",
            get(points::blank).post(points::report),
        )
        .route(
            "/goals/{id}/indicators/{indicator}/import",
            get(import::blank)
                .post(import::take)
                .layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route(
            "/goals/{id}/indicators/{indicator}/series.csv",
            get(export::series),
        )
        .route("/goals/{id}/points/new", get(points::of_the_headline))
}

/// Where an indicator is.
fn address(indicator: &indicators::Model) -> String {
    format!("/goals/{}/indicators/{}", indicator.goal_id, indicator.id)
}

/// The way to a page of the goal, or of this indicator of it.
fn crumbs(goal: &goals::Model, indicator: Option<&indicators::Model>) -> Vec<Link> {
    let mut crumbs = vec![
        Link::new("Goals", "/goals"),
        Link::new(&goal.title, format!("/goals/{}", goal.id)),
    ];
    if let Some(indicator) = indicator {
        crumbs.push(Link::new(&indicator.name, address(indicator)));
    }
    crumbs
}
