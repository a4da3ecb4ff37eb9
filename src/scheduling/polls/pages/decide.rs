//! Choosing a time: what it means first, then the deed. Somebody who must attend and said no has to be passed over knowingly.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    Dates,
    compare::{Comparison, compare},
    load,
    ranked::{Line, line, unmet},
    times_acts::past,
    words::some,
};
use crate::{
    entities::date_polls,
    ids::PollOptionId,
    scheduling::{
        polls::{
            rules::{Compared, Slot},
            store::{self, Chosen, Decision, Wrote},
        },
        times::Told,
    },
    values::{ConveningStatus, PollState, typed, wall_time},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell, flash_to,
        views::{Choice, Link},
    },
};

const LONGEST_REASON: usize = 500;

/// Which time, and what is said of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    option: String,
    /// The moment it starts, where any time will do.
    start: String,
    status: String,
    reason: String,
    /// Ticked: it is chosen although somebody who must attend said no.
    anyway: String,
    version: i32,
    convening_version: i32,
}

#[derive(Template)]
#[template(path = "scheduling/decide.html")]
struct DecidePage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    form: DecisionForm,
    line: Line,
    unmet: Vec<String>,
    /// Those who must attend and said no.
    refuse: String,
    statuses: Vec<Choice>,
    /// The time on every zone's clocks.
    clocks: Vec<(String, String)>,
    errors: FieldErrors,
    /// What was decided meanwhile; empty where nothing was.
    theirs: String,
    conflict: bool,
}

/// A time that was found again.
struct Found {
    option: Option<PollOptionId>,
    slot: Slot,
    told: Told,
}

/// GET /convenings/{id}/dates/decision
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(mut form): Query<DecisionForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if !matches!(poll.state, PollState::Open | PollState::Closed) {
        return Ok(past(&dates));
    }
    form.version = poll.version;
    form.convening_version = dates.convening.row.version;
    form.status = ConveningStatus::Confirmed.to_string();
    let of = compare(&desk, poll, BTreeSet::new()).await?;
    let found = AppError::found(found(&of, poll, &form))?;
    web::page(&page(
        &desk,
        &dates,
        (&of, &found),
        (form, FieldErrors::default()),
    ))
}

/// The time that a form names, among those that are offered or can be found.
fn found(of: &Comparison, poll: &date_polls::Model, form: &DecisionForm) -> Option<Found> {
    let compared = of.compared.as_ref().ok()?;
    let (start, option, slot) = if form.option.is_empty() {
        let at: Timestamp = form.start.parse().ok()?;
        let start = start_at(compared, at)?;
        (
            start,
            None,
            Slot::from(at, poll.minutes, &poll.time_zone).ok()?,
        )
    } else {
        let id: PollOptionId = form.option.parse().ok()?;
        let mut shown = compared.shown.iter();
        let (start, _, slot) = shown.find(|(_, option, _)| *option == Some(id))?;
        (*start, Some(id), slot.clone())
    };
    let told = compared.times.tell(start)?;
    Some(Found { option, slot, told })
}

/// Which start of a poll where any time will do begins at this moment.
fn start_at(compared: &Compared, at: Timestamp) -> Option<usize> {
    let mut shown = compared.shown.iter();
    shown
        .find(|(_, _, slot)| slot.starts == at)
        .map(|(start, _, _)| *start)
}

/// Who must attend and said no to a time.
fn refuse(of: &Comparison, told: &Told) -> Vec<String> {
    let said_no = |id: u128| told.missed.iter().any(|missed| missed.person == id);
    let asked = of.facts.asked.iter();
    let refuse = asked.filter(|one| one.must && said_no(one.id.as_u128()));
    refuse.map(|one| one.name.clone()).collect()
}

fn page(
    desk: &Desk,
    dates: &Dates,
    (of, found): (&Comparison, &Found),
    (form, errors): (DecisionForm, FieldErrors),
) -> DecidePage {
    let title = format!("Choose a time: {}", dates.convening.row.title);
    let shell = desk.shell("convenings", title);
    let status = |status: ConveningStatus, hint: &str| Choice {
        hint: hint.to_owned(),
        ..Choice::new(
            status.as_str(),
            status.label(),
            status.as_str() == form.status,
        )
    };
    let (line, unmet) = match (&of.compared, dates.poll.as_ref()) {
        (Ok(compared), Some(poll)) => (
            line(of, compared, poll, (&found.slot, &found.told)),
            unmet(of, compared, &found.told),
        ),
        _ => (Line::nothing(), Vec::new()),
    };
    DecidePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: dates.crumbs_below(),
        path: dates.path(),
        statuses: vec![
            status(
                ConveningStatus::Confirmed,
                "Calendars show it as confirmed.",
            ),
            status(
                ConveningStatus::Hold,
                "Calendars show it as tentative: a save-the-date, confirmed later.",
            ),
        ],
        line,
        unmet,
        refuse: some(&refuse(of, &found.told)),
        clocks: clocks(of, &found.slot),
        form,
        errors,
        theirs: String::new(),
        conflict: false,
    }
}

/// The time on the clocks of everybody who is asked, one line a zone.
fn clocks(of: &Comparison, slot: &Slot) -> Vec<(String, String)> {
    let mut zones: std::collections::BTreeMap<_, Vec<String>> = std::collections::BTreeMap::new();
    for one in &of.facts.asked {
        if let Some(zone) = &one.zone {
            zones
                .entry(zone.clone())
                .or_default()
                .push(one.name.clone());
        }
    }
    let zone = |(zone, names): (crate::values::TimeZone, Vec<String>)| {
        (
            wall_time::range(slot.starts, slot.ends, &zone),
            some(&names),
        )
    };
    zones.into_iter().map(zone).collect()
}

/// POST /convenings/{id}/dates/decision
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let of = compare(&desk, poll, BTreeSet::new()).await?;
    let stale =
        poll.version != form.version || dates.convening.row.version != form.convening_version;
    let found = found(&of, poll, &form);
    let (Some(found), false) = (found, stale) else {
        return conflict(&desk, &id, form).await;
    };
    let mut errors = FieldErrors::default();
    let reason = errors.keep(
        "reason",
        typed::one_line(&form.reason, "the reason", LONGEST_REASON),
    );
    let status = form.status.parse::<ConveningStatus>().ok();
    let status =
        status.filter(|it| matches!(it, ConveningStatus::Hold | ConveningStatus::Confirmed));
    let status = errors.keep("status", status.ok_or("Choose how firm the date is"));
    let refuse = refuse(&of, &found.told);
    if !refuse.is_empty() && form.anyway != "yes" {
        let wrong = format!(
            "{} must attend and said no. Tick this to choose the time anyway",
            some(&refuse)
        );
        errors.add("anyway", wrong);
    }
    let (Some(reason), Some(status), true) = (reason, status, errors.is_empty()) else {
        return web::page_invalid(&page(&desk, &dates, (&of, &found), (form, errors)));
    };
    let decision = Decision {
        poll: poll.id,
        version: form.version,
        convening_version: form.convening_version,
        chosen: match found.option {
            Some(id) => Chosen::Offered(id),
            None => Chosen::Found(found.slot.clone()),
        },
        status,
        reason,
    };
    decide(&desk, &id, &decision, form).await
}

async fn decide(
    desk: &Desk,
    id: &str,
    decision: &Decision,
    form: DecisionForm,
) -> Result<Response> {
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::decide(txn, decision, &actor, now).await)
        .await;
    match wrote {
        Ok(Wrote::Done(_)) => {
            let path = format!("/convenings/{id}/dates");
            Ok(flash_to(
                &path,
                "The time is chosen, and the convening has it. Review and send the invitations.",
            ))
        }
        Ok(Wrote::Stale | Wrote::Over) | Err(sea_orm::DbErr::RecordNotUpdated) => {
            conflict(desk, id, form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody else wrote first: what is there now, and what was to be chosen (409).
async fn conflict(desk: &Desk, id: &str, mut form: DecisionForm) -> Result<Response> {
    let dates = load(desk, id).await?;
    let poll = dates.poll()?;
    let of = compare(desk, poll, BTreeSet::new()).await?;
    let Some(found) = found(&of, poll, &form) else {
        return super::times_acts::stale(desk, id).await;
    };
    form.version = poll.version;
    form.convening_version = dates.convening.row.version;
    let mut page = page(desk, &dates, (&of, &found), (form, FieldErrors::default()));
    page.shell = page.shell.with_errors();
    page.conflict = true;
    page.theirs = match poll.state {
        PollState::Decided => format!(
            "{} chose {}",
            poll.decided_by,
            dates.convening.plan.when.words()
        ),
        _ => String::new(),
    };
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
