//! One table's day, and taking a table out of use.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    load,
    words::{count, list, round_time},
};
use crate::{
    ids::MeetingTableId,
    meetings::store,
    web::{self, AppError, Desk, EditorsDesk, Form, Result, Shell, flash_to, views::Link},
};

#[derive(Template)]
#[template(path = "meetings/table.html")]
struct TablePage {
    shell: Shell,
    crumbs: Vec<Link>,
    here: String,
    name: String,
    closed: bool,
    may_edit: bool,
    zone: String,
    /// Time, team, funders; no team where nobody meets.
    lines: Vec<(String, String, String)>,
}

/// GET /convenings/{id}/meetings/tables/{table}
pub(super) async fn day(desk: Desk, Path((id, table)): Path<(String, String)>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let table: MeetingTableId = AppError::found(table.parse().ok())?;
    let of = &meetings.of;
    let row = AppError::found(of.tables.iter().find(|it| it.id == table))?;
    let held = meetings.held(&desk).await?;
    let zone = &meetings.convening.row.time_zone;
    let line = |round: usize| {
        let time = round_time(&of.rounds, round, zone);
        let here = held
            .iter()
            .find(|it| it.round == round && it.table == table);
        here.map_or_else(
            || (time.clone(), String::new(), String::new()),
            |it| {
                let funders: Vec<&str> = it.funders.iter().map(|id| of.name(*id)).collect();
                (time.clone(), of.name(it.team).to_owned(), list(&funders))
            },
        )
    };
    let mut crumbs = meetings.crumbs();
    crumbs.push(Link::new("Grid", format!("{}/grid", meetings.path())));
    web::page(&TablePage {
        shell: desk.shell("convenings", format!("The day at {}", row.name)),
        crumbs,
        here: format!("{}/tables/{table}", meetings.path()),
        name: row.name.clone(),
        closed: row.closed_at.is_some(),
        may_edit: desk.may_edit(),
        zone: zone.label(),
        lines: (0..of.rounds.len()).map(line).collect(),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CloseForm {
    closed: String,
}

/// POST /convenings/{id}/meetings/tables/{table}
pub(super) async fn close(
    EditorsDesk(desk): EditorsDesk,
    Path((id, table)): Path<(String, String)>,
    Form(form): Form<CloseForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let table: MeetingTableId = AppError::found(table.parse().ok())?;
    let held = meetings.held(&desk).await?;
    let here = held.iter().filter(|it| it.table == table).count();
    let closed = form.closed == "yes";
    let (room, now, actor) = (meetings.of.room.id, desk.app.now(), desk.actor());
    let name = desk
        .app
        .db
        .write(async |txn| store::close_table(txn, (room, table), closed, &actor, now).await)
        .await?;
    let name = AppError::found(name)?;
    let told = match (closed, here) {
        (true, 0) => format!("{name} is out of use."),
        (true, here) => format!(
            "{name} is out of use. {} planned there: plan again to find other places.",
            count(here, "meeting was", "meetings were")
        ),
        (false, _) => format!("{name} is back in use."),
    };
    Ok(flash_to(&meetings.path(), &told))
}
