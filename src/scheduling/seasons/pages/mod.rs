//! The pages of seasons: the list, the dates that are proposed, convenings, places and journeys, and each guest's way.
//!
//! Anybody on the staff reads; editors change. What is in an address is loaded by [`load`], which answers 404 for what is
//! not there.

mod acts;
mod calendar;
mod conflict;
mod edit;
mod file;
mod funders;
mod head;
mod list;
mod map;
mod meeting;
mod meetings;
mod places;
mod rows;
mod show;
pub(super) mod shown;
mod travel;
mod venue;

use axum::{
    Router,
    routing::{get, post},
};

use super::{api, store};
use crate::{
    entities::seasons,
    ids::SeasonId,
    web::{AppError, AppState, Desk, Result},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/seasons", get(list::list).post(edit::create))
        .route("/seasons/new", get(edit::blank))
        .route("/seasons/{id}", get(show::show))
        .route("/seasons/{id}/dates.csv", get(file::dates))
        .route("/seasons/{id}/edit", get(edit::open).post(edit::keep))
        .route("/seasons/{id}/removal", post(edit::remove))
        .route(
            "/seasons/{id}/convenings",
            get(meetings::list).post(meetings::add),
        )
        .route(
            "/seasons/{id}/convenings/{convening}",
            get(meeting::open).post(meeting::keep),
        )
        .route(
            "/seasons/{id}/convenings/{convening}/removal",
            post(meeting::remove),
        )
        .route("/seasons/{id}/places", get(places::show))
        .route("/seasons/{id}/travel", post(travel::keep))
        .route("/seasons/{id}/venues", post(places::add))
        .route(
            "/seasons/{id}/venues/{venue}",
            get(venue::open).post(venue::keep),
        )
        .route("/seasons/{id}/venues/{venue}/removal", post(venue::remove))
        .route("/seasons/{id}/funders", get(funders::list))
        .route("/seasons/{id}/plan", post(acts::propose))
        .route("/seasons/{id}/dates", post(acts::dates))
        .merge(api::routes())
}

/// The season an address names, or 404.
pub(super) async fn load(desk: &Desk, id: &str) -> Result<seasons::Model> {
    let id: SeasonId = id.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::by_id(desk.db(), id).await?)
}

fn path_of(id: SeasonId) -> String {
    format!("/seasons/{id}")
}
