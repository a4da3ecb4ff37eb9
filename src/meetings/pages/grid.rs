//! Rounds by tables: who meets where, on one page and as a file.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{Meetings, load, words::round_time};
use crate::{
    meetings::rules::Held,
    values::Slug,
    web::{
        self, Desk, Result, Shell,
        views::{Link, Tab},
    },
};

/// A meeting in its cell.
struct Cell {
    team: String,
    funders: Vec<Funder>,
}

/// A funder at a meeting, which can be called off.
struct Funder {
    name: String,
    team_id: String,
    id: String,
}

/// One round.
struct Line {
    round: usize,
    time: String,
    cells: Vec<Option<Cell>>,
}

#[derive(Template)]
#[template(path = "meetings/grid.html")]
struct GridPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    may_edit: bool,
    zone: String,
    tables: Vec<(String, String, bool)>,
    lines: Vec<Line>,
    planned: bool,
}

/// GET /convenings/{id}/meetings/grid
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let tables = of.tables.iter().map(|table| {
        let href = format!("{}/tables/{}", meetings.path(), table.id);
        (table.name.clone(), href, table.closed_at.is_some())
    });
    let zone = &meetings.convening.row.time_zone;
    let line = |round: usize| Line {
        round: round + 1,
        time: round_time(&of.rounds, round, zone),
        cells: of
            .tables
            .iter()
            .map(|table| {
                let here = |it: &&Held| it.round == round && it.table == table.id;
                held.iter().find(here).map(|it| cell(&meetings, it))
            })
            .collect(),
    };
    web::page(&GridPage {
        shell: desk.shell(
            "convenings",
            format!("Grid of meetings: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs(&desk, "Grid"),
        may_edit: desk.may_edit(),
        zone: zone.label(),
        tables: tables.collect(),
        lines: (0..of.rounds.len()).map(line).collect(),
        planned: of.room.plan_id.is_some(),
    })
}

fn cell(meetings: &Meetings, held: &Held) -> Cell {
    let funder = |id: &crate::ids::MeetingPartyId| Funder {
        name: meetings.of.name(*id).to_owned(),
        team_id: held.team.to_string(),
        id: id.to_string(),
    };
    Cell {
        team: meetings.of.name(held.team).to_owned(),
        funders: held.funders.iter().map(funder).collect(),
    }
}

/// GET /convenings/{id}/meetings/grid.csv: who meets whom, where and when. What anybody wished is not in it.
pub(super) async fn export(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let zone = &meetings.convening.row.time_zone;
    let titles = ["Round", "Starts", "Ends", "Time", "Table", "Team", "Funder"];
    let mut rows = vec![titles.map(str::to_owned)];
    for it in &held {
        let at = |pick: fn(&crate::meetings::rules::Round) -> jiff::Timestamp| {
            let round = of.rounds.get(it.round);
            round.map_or_else(String::new, |round| {
                let local = zone.rules().to_datetime(pick(round));
                local.strftime("%Y-%m-%d %H:%M").to_string()
            })
        };
        for funder in &it.funders {
            rows.push([
                (it.round + 1).to_string(),
                at(|round| round.starts),
                at(|round| round.ends),
                round_time(&of.rounds, it.round, zone),
                of.table(it.table).to_owned(),
                of.name(it.team).to_owned(),
                of.name(*funder).to_owned(),
            ]);
        }
    }
    let title = &meetings.convening.row.title;
    let name = format!("{}-meetings.csv", Slug::of(title).as_str());
    Ok(web::download(
        web::sheet(rows),
        "text/csv; charset=utf-8",
        &name,
    ))
}
