//! How evenly the plan treats people: the least, the middle and the most, and everybody's count.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::load;
use crate::{
    meetings::rules::{Party, Spread, breaks, spread},
    values::MeetingSide,
    web::{
        self, Desk, Result, Shell,
        views::{Link, Tab},
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
}

/// GET /convenings/{id}/meetings/fairness
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let line = |party: &Party| {
        let wished = of.wishes.iter().filter(|((from, _), wish)| {
            *from == party.id && **wish != crate::values::MeetingWish::No
        });
        Line {
            name: party.name.clone(),
            side: party.side.label(),
            wished: wished.count(),
            held: held.iter().filter(|it| it.has(party.id)).count(),
            breaks: breaks(&held, party.id),
        }
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
    web::page(&FairnessPage {
        shell: desk.shell(
            "convenings",
            format!("Fairness: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs("Fairness"),
        planned: of.room.plan_id.is_some(),
        sides,
        lines,
    })
}
