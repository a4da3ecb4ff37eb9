//! The pages of meetings in the room: for staff below a convening, for guests behind their own link.
//!
//! Anybody signed in reads; editors change. What is in an address is loaded by [`load`], which answers 404 for what is not
//! there.

mod begin;
mod calendar;
mod compare;
mod day;
mod facts;
mod fairness;
mod grid;
mod guest;
mod overview;
mod parties;
mod party_acts;
mod person;
mod person_link;
mod plan_acts;
mod plan_view;
mod print;
mod prove;
mod setup;
mod sides;
mod tables;
mod turns;
mod unmet;
mod unmet_lines;
mod wish;
mod wish_form;
mod wish_read;
mod wishes;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use super::{
    rules::Held,
    store::{self, Gathered},
};
use crate::{
    convenings::{self, Convening},
    ids::ConveningId,
    web::{
        AppError, AppState, Desk, Result,
        views::{Link, Tab},
    },
};

pub use guest::public_routes;

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    reading_routes()
        .route(
            "/convenings/{id}/meetings/setup",
            get(setup::form).post(setup::save),
        )
        .route("/convenings/{id}/meetings/phase", post(turns::turn))
        .route(
            "/convenings/{id}/meetings/seats",
            post(party_acts::bring_in),
        )
        .route(
            "/convenings/{id}/meetings/teams",
            post(party_acts::add_team),
        )
        .route(
            "/convenings/{id}/meetings/people/{person}/link",
            post(person_link::send),
        )
        .route(
            "/convenings/{id}/meetings/parties/{party}",
            post(party_acts::change),
        )
        .route("/convenings/{id}/meetings/pairs", post(plan_acts::pair))
        .route("/convenings/{id}/meetings/plans", post(plan_acts::ask))
        .route(
            "/convenings/{id}/meetings/plans/{plan}/stop",
            post(plan_acts::stop),
        )
        .route(
            "/convenings/{id}/meetings/plans/{plan}/proof",
            post(prove::ask),
        )
        .route(
            "/convenings/{id}/meetings/plans/{plan}/acceptance",
            post(plan_acts::accept),
        )
        .route(
            "/convenings/{id}/meetings/plans/{plan}/removal",
            post(plan_acts::discard),
        )
}

fn reading_routes() -> Router<AppState> {
    Router::new()
        .route(
            "/convenings/{id}/meetings",
            get(overview::show).post(begin::create),
        )
        .route("/convenings/{id}/meetings/people", get(parties::list))
        .route(
            "/convenings/{id}/meetings/people/{person}",
            get(person::form).post(person::save),
        )
        .route(
            "/convenings/{id}/meetings/people/{person}/day",
            get(day::person),
        )
        .route(
            "/convenings/{id}/meetings/people/{person}/calendar.ics",
            get(calendar::download),
        )
        .route("/convenings/{id}/meetings/wishes", get(wishes::list))
        .route(
            "/convenings/{id}/meetings/wishes/{party}",
            get(wish::form).post(wish::save),
        )
        .route("/convenings/{id}/meetings/grid", get(grid::show))
        .route("/convenings/{id}/meetings/grid.csv", get(grid::export))
        .route(
            "/convenings/{id}/meetings/tables/{table}",
            get(tables::day).post(tables::close),
        )
        .route("/convenings/{id}/meetings/fairness", get(fairness::show))
        .route("/convenings/{id}/meetings/unmet", get(unmet::show))
        .route("/convenings/{id}/meetings/plans/{plan}", get(compare::show))
        .route("/convenings/{id}/meetings/print/people", get(print::people))
        .route("/convenings/{id}/meetings/print/tables", get(print::tables))
}

/// A convening and the meetings in its room.
struct Meetings {
    convening: Convening,
    of: Gathered,
}

impl Meetings {
    fn path(&self) -> String {
        path_of(self.convening.row.id)
    }

    /// The links above the title of a page below the overview.
    fn crumbs(&self) -> Vec<Link> {
        let mut crumbs = crumbs(&self.convening);
        crumbs.push(Link::new("Meetings", self.path()));
        crumbs
    }

    /// The meetings of the plan in force.
    async fn held(&self, desk: &Desk) -> Result<Vec<Held>> {
        Ok(store::held_in(desk.db(), &self.of, self.of.room.plan_id).await?)
    }

    /// The pages of the meetings; the one of these words is open. Who said no thanks to whom is for editors alone.
    fn tabs(&self, desk: &Desk, open: &str) -> Vec<Tab> {
        let path = self.path();
        let tab = |label: &'static str, below: &str| Tab {
            label,
            href: format!("{path}{below}"),
            count: None,
            current: label == open,
        };
        let mut tabs = vec![
            tab("Overview", ""),
            tab("Who meets", "/people"),
            tab("Wishes", "/wishes"),
            tab("Grid", "/grid"),
            tab("Fairness", "/fairness"),
        ];
        if desk.may_edit() {
            tabs.push(tab("Not met", "/unmet"));
        }
        tabs
    }
}

fn crumbs(convening: &Convening) -> Vec<Link> {
    let row = &convening.row;
    vec![
        Link::new("Convenings", "/convenings"),
        Link::new(&row.title, format!("/convenings/{}", row.id)),
    ]
}

/// The convening an address names, or 404.
async fn convening(desk: &Desk, id: &str) -> Result<Convening> {
    let id: ConveningId = AppError::found(id.parse().ok())?;
    AppError::found(convenings::by_id(desk.db(), id).await?)
}

/// What an address names, or 404.
async fn load(desk: &Desk, id: &str) -> Result<Meetings> {
    let convening = convening(desk, id).await?;
    let room = store::by_convening(desk.db(), convening.row.id).await?;
    let room = AppError::found(room)?;
    Ok(Meetings {
        convening,
        of: store::gathered(desk.db(), room).await?,
    })
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}/meetings")
}
