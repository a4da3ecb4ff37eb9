//! How evenly the plan treats people: the least, the middle and the most, and everybody's count.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::load;
use crate::{
    ids::MeetingPartyId,
    meetings::rules::{Party, Spread, breaks, spread},
    values::{MeetingSide, MeetingWish},
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{Link, PagerView, Tab},
    },
};

/// One side's spread.
struct Side {
    label: &'static str,
    what: &'static str,
    least: usize,
    median: String,
    most: usize,
}

/// One party's count.
struct Line {
    name: String,
    side: &'static str,
    wished: usize,
    held: usize,
    breaks: usize,
}

#[derive(Template)]
#[template(path = "meetings/fairness.html")]
struct FairnessPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    planned: bool,
    sides: Vec<Side>,
    lines: Vec<Line>,
    pager: PagerView,
}

/// How many parties are on a page.
const PER_PAGE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

/// GET /convenings/{id}/meetings/fairness
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let mut wished: BTreeMap<MeetingPartyId, usize> = BTreeMap::new();
    for ((from, _), wish) in &of.wishes {
        *wished.entry(*from).or_default() += usize::from(*wish != MeetingWish::No);
    }
    let line = |party: &Party| Line {
        name: party.name.clone(),
        side: party.side.label(),
        wished: wished.get(&party.id).copied().unwrap_or_default(),
        held: held.iter().filter(|it| it.has(party.id)).count(),
        breaks: breaks(&held, party.id),
    };
    let lines: Vec<Line> = of.taking_part.iter().map(line).collect();
    let mut sides = Vec::new();
    for (side, label) in [
        (MeetingSide::Team, "Teams"),
        (MeetingSide::Funder, "Funders"),
    ] {
        let of_side = || lines.iter().filter(|it| it.side == side.label());
        let meetings: Vec<usize> = of_side().map(|it| it.held).collect();
        let breaks: Vec<usize> = of_side().map(|it| it.breaks).collect();
        let told = |what, spread: Spread| Side {
            label,
            what,
            least: spread.least,
            median: spread.median(),
            most: spread.most,
        };
        sides.extend(spread(&meetings).map(|it| told("Meetings", it)));
        sides.extend(spread(&breaks).map(|it| told("Breaks", it)));
    }
    let paging = Paging::within(&asked.page, PER_PAGE, lines.len());
    let path = format!("{}/fairness", meetings.path());
    let pager = paging.pager(lines.len() as u64, &path, "parties");
    web::page(&FairnessPage {
        shell: desk.shell(
            "convenings",
            format!("Fairness: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs(&desk, "Fairness"),
        planned: of.room.plan_id.is_some(),
        sides,
        pager: pager.at("#parties"),
        lines: paging.part(lines.into_iter()).collect(),
    })
}
