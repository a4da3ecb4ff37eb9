//! The pages of a date poll that staff see: times, people, answers, the choice.
//!
//! Anybody signed in reads; editors change. What is in an address is loaded by [`load`], which answers 404 for what is not
//! there.

mod against;
mod back;
mod compare;
mod decide;
mod export;
mod fields;
mod found;
mod grid;
mod hours;
mod lead;
mod mailing;
mod moving;
mod nothing;
mod people;
mod people_acts;
mod preview;
mod ranked;
mod reminders;
mod results;
mod settings;
mod show;
mod times;
mod times_acts;
mod turns;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use super::store;
use crate::{
    convenings::{self, Convening},
    entities::date_polls,
    ids::ConveningId,
    web::{AppError, AppState, Desk, Result, views::Link},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route(
            "/convenings/{id}/dates",
            get(show::show).post(settings::create),
        )
        .route("/convenings/{id}/dates.csv", get(export::export))
        .route(
            "/convenings/{id}/dates/settings",
            get(settings::form).post(settings::save),
        )
        .route("/convenings/{id}/dates/options", post(times_acts::add))
        .route(
            "/convenings/{id}/dates/options/shift",
            post(times_acts::shift),
        )
        .route(
            "/convenings/{id}/dates/options/{option}/withdrawal",
            post(times_acts::withdraw),
        )
        .route("/convenings/{id}/dates/asked", post(people_acts::add))
        .route(
            "/convenings/{id}/dates/asked/guests",
            post(people_acts::add_guests),
        )
        .route(
            "/convenings/{id}/dates/asked/{person}",
            post(people_acts::change),
        )
        .route(
            "/convenings/{id}/dates/asked/{person}/removal",
            post(people_acts::remove),
        )
        .route(
            "/convenings/{id}/dates/opening",
            get(mailing::opening).post(turns::open),
        )
        .route(
            "/convenings/{id}/dates/asking",
            get(mailing::asking).post(turns::ask),
        )
        .route(
            "/convenings/{id}/dates/reminders",
            get(mailing::reminding).post(reminders::remind),
        )
        .route("/convenings/{id}/dates/preview", get(preview::preview))
        .route("/convenings/{id}/dates/closing", post(turns::close))
        .route(
            "/convenings/{id}/dates/withdrawal",
            get(mailing::withdrawal).post(turns::withdraw),
        )
        .route(
            "/convenings/{id}/dates/decision",
            get(decide::form).post(decide::save),
        )
        .route(
            "/convenings/{id}/dates/taking-back",
            get(back::form).post(back::save),
        )
        .merge(super::guest::staff_routes())
}

/// For whoever has a personal link.
pub fn public_routes() -> Router<AppState> {
    super::guest::public_routes()
}

/// A convening and its newest poll.
struct Dates {
    convening: Convening,
    poll: Option<date_polls::Model>,
}

impl Dates {
    /// The poll, or 404.
    fn poll(&self) -> Result<&date_polls::Model> {
        AppError::found(self.poll.as_ref())
    }

    fn path(&self) -> String {
        path_of(self.convening.row.id)
    }

    fn crumbs(&self) -> Vec<Link> {
        let row = &self.convening.row;
        vec![
            Link::new("Convenings", "/convenings"),
            Link::new(&row.title, format!("/convenings/{}", row.id)),
        ]
    }

    /// The links above the title of a page below the poll's.
    fn crumbs_below(&self) -> Vec<Link> {
        let mut crumbs = self.crumbs();
        crumbs.push(Link::new("Dates", self.path()));
        crumbs
    }
}

/// What an address names, or 404.
async fn load(desk: &Desk, id: &str) -> Result<Dates> {
    let id: ConveningId = AppError::found(id.parse().ok())?;
    let convening = AppError::found(convenings::by_id(desk.db(), id).await?)?;
    Ok(Dates {
        poll: store::newest(desk.db(), id).await?,
        convening,
    })
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}/dates")
}
