//! The review queue as a table. What nobody has confirmed is shown without names: anybody can type
//! anybody's name.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    interest::{
        rules,
        store::{self, Counts, Line, Tab as Part},
    },
    values::{RegistrationStatus, TimeZone, wall_time},
    web::{
        Desk, Paging, Query, Result, Shell, page,
        views::{PagerView, Tab},
    },
};

const PAGE: u64 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    tab: String,
    page: String,
}

#[derive(Template)]
#[template(path = "interest/queue.html")]
struct QueuePage {
    shell: Shell,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    pager: PagerView,
    /// `review`, `waiting` or `done`.
    part: &'static str,
    when: &'static str,
}

struct Row {
    /// Empty where there is nothing to open.
    href: String,
    organization: String,
    person: String,
    goal: String,
    kind: &'static str,
    amount: String,
    when: String,
    /// Kind, icon and word of the pill.
    status: (&'static str, &'static str, &'static str),
}

pub(super) async fn show(desk: Desk, Query(wanted): Query<Wanted>) -> Result<Response> {
    let (part, code) = match wanted.tab.as_str() {
        "waiting" => (Part::Waiting, "waiting"),
        "done" => (Part::Done, "done"),
        _ => (Part::Review, "review"),
    };
    let counts = store::counts(desk.db()).await?;
    let total = match part {
        Part::Review => counts.review,
        Part::Waiting => counts.waiting,
        Part::Done => counts.done,
    };
    let paging = Paging::read(&wanted.page, PAGE);
    let found = store::page(desk.db(), part, paging).await?;
    let zone = desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    page(&QueuePage {
        shell: desk.shell("interest", "Interest to review"),
        tabs: tabs(counts, code),
        rows: found.iter().map(|line| row(line, part, &zone)).collect(),
        pager: paging.pager(total, &format!("/interest?tab={code}"), "registrations"),
        part: code,
        when: match part {
            Part::Review => "Confirmed",
            Part::Waiting => "Confirm by",
            Part::Done => "Reviewed",
        },
    })
}

fn tabs(counts: Counts, current: &str) -> Vec<Tab> {
    [
        ("To review", "review", counts.review),
        ("Waiting for confirmation", "waiting", counts.waiting),
        ("Done", "done", counts.done),
    ]
    .into_iter()
    .map(|(label, code, count)| Tab {
        label,
        href: format!("/interest?tab={code}"),
        count: Some(count),
        current: code == current,
    })
    .collect()
}

fn row(line: &Line, part: Part, zone: &TimeZone) -> Row {
    let interest = &line.interest;
    let known = part != Part::Waiting;
    let when = match part {
        Part::Review => interest.confirmed_at,
        Part::Waiting => Some(interest.confirm_by),
        Part::Done => interest.reviewed_at,
    };
    Row {
        href: if known {
            format!("/interest/{}", interest.id)
        } else {
            String::new()
        },
        organization: interest.organization_name.clone(),
        person: if known {
            interest.name.clone()
        } else {
            String::new()
        },
        goal: line.goal.clone(),
        kind: interest.kind.label(),
        amount: rules::amounts(interest.amount_low_usd, interest.amount_high_usd),
        when: when.map_or_else(String::new, |at| wall_time::moment(at, zone)),
        status: pill(interest.status),
    }
}

pub(super) const fn pill(status: RegistrationStatus) -> (&'static str, &'static str, &'static str) {
    match status {
        RegistrationStatus::Confirmed => ("wait", "clock", "To review"),
        RegistrationStatus::Accepted => ("ok", "check", "Accepted"),
        RegistrationStatus::Linked => ("ok", "link", "Linked"),
        RegistrationStatus::Declined => ("bad", "cross", "Declined"),
        RegistrationStatus::Unconfirmed => ("quiet", "dots", "Not confirmed"),
        RegistrationStatus::Expired => ("quiet", "dots", "Never confirmed"),
    }
}
