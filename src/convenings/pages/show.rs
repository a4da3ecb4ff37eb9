//! One convening: what it is for, who sits at it, when it is on everyone's clocks, and how it gets
//! into calendars.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    activity::{Event, events},
    asks::{Ask, asks},
    clocks::{Clock, ClockGuest, clocks, unknown},
    door::{Door, door},
    steps::steps,
    then_now::{ThenNow, then_now},
    words::{Pill, day_sentence, days_hit, moment, status_pill},
};
use crate::{
    audit,
    auth::accounts,
    convenings::{
        rules::{CalendarEntry, calendar_entry, google_link, outlook_link},
        store::{self, ClockQuestion, Convening, Goal, Guest},
    },
    entities::convenings,
    ids::ConveningId,
    places,
    values::{Attendance, ConveningStatus},
    web::{
        self, Desk, FieldErrors, Result, Shell, TableDesk,
        views::{Link, StepView},
    },
};

/// How many lines of activity the page itself shows.
const RECENT: u64 = 10;

#[derive(Template)]
#[template(path = "convenings/show.html")]
struct ShowPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    title: String,
    sample: bool,
    can_change: bool,
    status: Pill,
    steps: Vec<StepView>,
    host: String,
    facts: Facts,
    days: Vec<String>,
    past: bool,
    cancelled_on: String,
    clocks: Vec<Clock>,
    unknown: Vec<ClockGuest>,
    guests: Vec<GuestLine>,
    /// Where a guest list is composed for it; empty once it has begun.
    compose_href: String,
    asks: Vec<Ask>,
    then_now: Vec<ThenNow>,
    links: CalendarLinks,
    events: Vec<Event>,
    /// Where the rest of the activity is; empty where there is none.
    all_events: String,
    reason: String,
    errors: FieldErrors,
    door: Door,
    /// Where its zone changed its clocks: what to keep.
    clock_change: Option<ClockQuestion>,
}

/// The plan in words.
struct Facts {
    goals: Vec<Link>,
    purpose: &'static str,
    mode: &'static str,
    summary: Vec<String>,
    when: String,
    zone: &'static str,
    tzdb: String,
    format: &'static str,
    city: String,
    venue: String,
    online_link: String,
}

/// One row of the guest table.
struct GuestLine {
    name: String,
    /// Empty where there is no organization.
    href: String,
    organization: String,
    role: &'static str,
    attendance: Pill,
    sample: bool,
    do_not_contact: bool,
}

/// The ways into a calendar.
struct CalendarLinks {
    file: String,
    google: String,
    outlook_work: String,
    outlook_home: String,
}

/// GET /convenings/{id}
pub(super) async fn show(TableDesk(desk): TableDesk, Path(id): Path<String>) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    if let Some(partnership) = desk.leads {
        return super::table::show(&desk, &convening, partnership).await;
    }
    web::page(&page(&desk, convening, String::new(), FieldErrors::default()).await?)
}

/// The page again, because the reason for cancelling was refused.
pub(super) async fn refused(
    desk: &Desk,
    convening: Convening,
    reason: String,
    errors: FieldErrors,
) -> Result<Response> {
    let mut page = page(desk, convening, reason, errors).await?;
    page.shell = page.shell.with_errors();
    web::page_invalid(&page)
}

async fn page(
    desk: &Desk,
    convening: Convening,
    reason: String,
    errors: FieldErrors,
) -> Result<ShowPage> {
    let (db, row, plan) = (desk.db(), &convening.row, &convening.plan);
    let path = super::path_of(row.id);
    let goals = store::goals_of(db, row.id).await?;
    let guests = store::guests(db, row.id).await?;
    let city = places::names(db, plan.place.clone())
        .await?
        .into_values()
        .next();
    let host = host(desk, row).await?;
    let entry = calendar_entry(
        plan,
        city.as_deref(),
        &desk.app.settings.url(&path),
        row.illustrative,
    );
    let (entries, total) = audit::history(db, "convening", &row.id.to_string(), 0, RECENT).await?;
    let zone = desk
        .user
        .time_zone
        .clone()
        .unwrap_or_else(|| row.time_zone.clone());
    let days = days_hit(db, plan).await?;
    let asks = asks(db, &goals).await?;
    let begun = row.starts_at <= desk.app.now() && row.cancelled_at.is_none();
    let then_now = then_now(db, row.id, &goals, begun).await?;
    Ok(ShowPage {
        shell: desk.shell("convenings", &row.title),
        crumbs: vec![Link::new("Convenings", "/convenings")],
        title: row.title.clone(),
        sample: row.illustrative,
        can_change: desk.may_edit() && row.status != ConveningStatus::Cancelled,
        status: status_pill(plan.status),
        steps: steps(&convening, &guests, desk.may_edit()),
        host: host.unwrap_or_default(),
        facts: facts(&convening, &goals, city.unwrap_or_default()),
        days: days.iter().map(day_sentence).collect(),
        past: row.ends_at < desk.app.now(),
        cancelled_on: row
            .cancelled_at
            .map(|at| moment(at, &zone))
            .unwrap_or_default(),
        clocks: clocks(&plan.when, &guests),
        unknown: unknown(&guests),
        guests: guests.iter().map(guest_line).collect(),
        compose_href: if row.starts_at > desk.app.now() {
            compose_href(row.id, &goals)
        } else {
            String::new()
        },
        asks,
        then_now,
        links: links(&convening, &entry, &path),
        events: events(entries, &zone),
        all_events: if total > RECENT {
            format!("{path}/activity")
        } else {
            String::new()
        },
        door: door(db, row, desk.app.now()).await?,
        clock_change: store::clock_questions(db, Some(row.id), desk.app.now(), 1)
            .await?
            .pop(),
        path,
        reason,
        errors,
    })
}

/// The name of the host.
async fn host(desk: &Desk, row: &convenings::Model) -> Result<Option<String>> {
    Ok(match row.host_id {
        Some(host) => accounts::by_id(desk.db(), host)
            .await?
            .map(|host| host.name),
        None => None,
    })
}

/// The page on which a guest list for this convening and all its goals is composed.
fn compose_href(id: ConveningId, goals: &[Goal]) -> String {
    let Some((first, others)) = goals.split_first() else {
        return String::new();
    };
    let others: Vec<String> = others
        .iter()
        .map(|goal| format!("&goal={}", goal.id))
        .collect();
    let others = others.concat();
    format!("/goals/{}/compose?convening={id}{others}", first.id)
}

fn facts(convening: &Convening, goals: &[Goal], city: String) -> Facts {
    let plan = &convening.plan;
    Facts {
        goals: goals
            .iter()
            .map(|goal| Link::new(&goal.title, format!("/goals/{}", goal.id)))
            .collect(),
        purpose: plan.purpose.label(),
        mode: plan.mode.label(),
        summary: plan
            .summary
            .lines()
            .map(str::to_owned)
            .filter(|line| !line.is_empty())
            .collect(),
        when: plan.when.words(),
        zone: plan.when.zone.name(),
        tzdb: convening.row.tzdb_version.clone(),
        format: plan.format.label(),
        city,
        venue: plan.meeting_place().to_owned(),
        online_link: plan.join_link().to_owned(),
    }
}

fn guest_line(guest: &Guest) -> GuestLine {
    let organization = guest.organization.as_ref();
    let named = !guest.seat.guest_name.is_empty() || guest.seat.person_id.is_some();
    let (kind, icon) = match guest.seat.attendance {
        Attendance::Must => ("info", "check"),
        Attendance::Optional => ("quiet", "dots"),
    };
    GuestLine {
        name: if named {
            guest.name.clone()
        } else {
            String::new()
        },
        href: organization
            .map(|known| format!("/funders/{}", known.id))
            .unwrap_or_default(),
        organization: organization
            .map(|known| known.name.clone())
            .unwrap_or_default(),
        role: guest.seat.role.label(),
        attendance: Pill {
            kind,
            icon,
            word: guest.seat.attendance.label(),
        },
        sample: organization.is_some_and(|known| known.illustrative),
        do_not_contact: organization.is_some_and(|known| known.do_not_contact),
    }
}

fn links(convening: &Convening, entry: &CalendarEntry, path: &str) -> CalendarLinks {
    CalendarLinks {
        file: format!("{path}/calendar.ics"),
        google: google_link(&convening.plan, entry),
        outlook_work: outlook_link("outlook.office.com", &convening.plan, entry),
        outlook_home: outlook_link("outlook.live.com", &convening.plan, entry),
    }
}
