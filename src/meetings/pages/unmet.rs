//! Wishes the plan does not fulfil: why, and what holding one anyway would cost. Only staff see it.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    load,
    unmet_lines::{Line, line},
};
use crate::{
    meetings::rules,
    values::MeetingOrder,
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{Link, PagerView, Tab},
    },
};

/// How many are on a page.
const PER_PAGE: u64 = 50;

/// A meeting staff decided about.
struct Ordered {
    team: String,
    funder: String,
    team_id: String,
    funder_id: String,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "meetings/unmet.html")]
struct UnmetPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    may_edit: bool,
    planned: bool,
    lines: Vec<Line>,
    ordered: Vec<Ordered>,
    pager: PagerView,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

/// GET /convenings/{id}/meetings/unmet
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let planned = of.room.plan_id.is_some();
    let all = if planned {
        rules::unmet(&of.question(), &held)
    } else {
        Vec::new()
    };
    let paging = Paging::read(&asked.page, PER_PAGE);
    let from = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let shown = all.iter().skip(from).take(50);
    let path = format!("{}/unmet", meetings.path());
    let ordered = of.pairs.iter().map(|((team, funder), order)| Ordered {
        team: of.name(*team).to_owned(),
        funder: of.name(*funder).to_owned(),
        team_id: team.to_string(),
        funder_id: funder.to_string(),
        what: match order {
            MeetingOrder::Hold => "Held in any case",
            MeetingOrder::Off => "Called off",
        },
    });
    web::page(&UnmetPage {
        shell: desk.shell(
            "convenings",
            format!("Not met: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs("Not met"),
        may_edit: desk.may_edit(),
        planned,
        lines: shown.map(|it| line(&meetings, it)).collect(),
        ordered: ordered.collect(),
        pager: paging.pager(
            u64::try_from(all.len()).unwrap_or(u64::MAX),
            &path,
            "wishes",
        ),
    })
}
