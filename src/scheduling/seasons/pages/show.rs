//! The dates of a season: a calendar, a map, and for each convening who comes and who is lost to what.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{
    calendar::MonthView,
    head::Head,
    load,
    rows::Row,
    shown::{Shown, dollars},
};
use crate::{
    accounts,
    entities::seasons,
    scheduling::seasons::{propose, rules::Dates},
    web::{self, Desk, Result, Shell, maps::MapView},
};

#[derive(Template)]
#[template(path = "scheduling/season/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    head: Head,
    /// A convening that has no day left, a sentence each.
    emptied: Vec<String>,
    convenings: usize,
    working: String,
    plan: Option<PlanView>,
    /// Dates that were not accepted because somebody changed a convening meanwhile.
    clashes: Vec<Clash>,
    /// What else was ticked, with its version: it goes along with the next press.
    also: Vec<(String, i32)>,
    /// Whether anything is left that could be accepted.
    again: bool,
}

/// What was proposed.
struct PlanView {
    id: String,
    made: String,
    trouble: String,
    since: Vec<String>,
    value: String,
    ceiling: String,
    share: String,
    rows: Vec<Row>,
    months: Vec<MonthView>,
    map: Option<MapView>,
    lost: usize,
}

/// A date that was not accepted: what the convening says now, and what was proposed.
pub(super) struct Clash {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) now: String,
    pub(super) proposed: String,
    pub(super) why: String,
    /// The version now in force; nothing where it cannot be accepted.
    pub(super) version: Option<i32>,
}

/// GET /seasons/{id}
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let season = load(&desk, &id).await?;
    web::page(&page(&desk, season, Vec::new(), Vec::new()).await?)
}

/// The page with dates that were not accepted (409).
pub(super) async fn refused(
    desk: &Desk,
    season: seasons::Model,
    (clashes, also): (Vec<Clash>, Vec<(String, i32)>),
) -> Result<Response> {
    let mut response = web::page(&page(desk, season, clashes, also).await?)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

async fn page(
    desk: &Desk,
    season: seasons::Model,
    clashes: Vec<Clash>,
    also: Vec<(String, i32)>,
) -> Result<ShowPage> {
    let shown = Shown::load(desk.db(), season, propose::today(&desk.app)).await?;
    let season = &shown.scene.season;
    let meetings = shown.asked.meetings.iter();
    let working = season.working_since;
    let shell = desk.shell("convenings", &season.title);
    Ok(ShowPage {
        shell: if clashes.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        head: Head::of(season, "", desk.may_edit()),
        emptied: meetings
            .filter_map(|meeting| shown.asked.emptied(meeting))
            .collect(),
        convenings: shown.asked.meetings.len(),
        working: working
            .map(|at| accounts::when(&desk.user, at))
            .unwrap_or_default(),
        plan: plan(desk, &shown),
        again: !also.is_empty() || clashes.iter().any(|clash| clash.version.is_some()),
        clashes,
        also,
    })
}

fn plan(desk: &Desk, shown: &Shown) -> Option<PlanView> {
    let kept = shown.kept.as_ref()?;
    let rows = shown.rows();
    let dates = kept.dates.as_ref();
    Some(PlanView {
        id: kept.row.plan_id.to_string(),
        made: format!(
            "{}, {}",
            kept.row.made_by,
            accounts::when(&desk.user, kept.row.made_at)
        ),
        trouble: kept.row.trouble.clone(),
        since: shown.since.clone(),
        value: dates.map(|dates| dollars(dates.value)).unwrap_or_default(),
        ceiling: dates
            .map(|dates| dollars(dates.ceiling))
            .unwrap_or_default(),
        share: dates
            .and_then(Dates::share)
            .map(|share| format!("{share} %"))
            .unwrap_or_default(),
        lost: rows.iter().map(|row| row.lost.len() + row.more_lost).sum(),
        months: shown.months(&rows),
        map: shown.map(),
        rows,
    })
}
