//! One person's meetings as a calendar file: an event for each, with the same UID for as long as two meet. What was told and
//! is not held any more is in it as cancelled. It names nobody but those who are met, and lists no attendee.

use axum::{extract::Path, response::Response};
use jiff::Timestamp;

use super::{day::of, load};
use crate::{
    convenings::Convening,
    entities::{meeting_events, meeting_people, meeting_plans},
    invitations::calendar::{self, CalendarEvent, EventStatus, FeedInfo, ProdId},
    meetings::{
        rules::{Held, listed, own},
        store::{self, Gathered},
    },
    values::{ConveningStatus, Slug, time_convert::to_timestamp},
    web::{self, AppError, Desk, Result, Settings},
};

/// GET /convenings/{id}/meetings/people/{person}/calendar.ics: what guests are told, or the draft while they are told nothing.
pub(super) async fn download(
    desk: Desk,
    Path((id, person)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let person = of(&meetings, &person)?;
    let told = store::events_of(desk.db(), person.id, desk.app.now()).await?;
    if !told.is_empty() {
        let from = (&*desk.app.settings, &meetings.convening);
        return file(from, meetings.of.room.illustrative, &told);
    }
    let plan = AppError::found(meetings.of.room.plan_id)?;
    let plan = AppError::found(store::plan_by_id(desk.db(), plan).await?)?;
    let held = meetings.held(&desk).await?;
    let from = (&*desk.app.settings, &meetings.convening);
    draft(from, (&meetings.of, &plan), (person, &held))
}

/// What both kinds of file are written from.
type From<'a> = (&'a Settings, &'a Convening);

fn answer(convening: &Convening, events: &[CalendarEvent]) -> Result<Response> {
    let info = FeedInfo {
        name: format!("Meetings: {}", convening.row.title),
        prod_id: ProdId::default(),
    };
    let text = calendar::feed(&info, events).map_err(anyhow::Error::from)?;
    let name = format!("{}-meetings.ics", Slug::of(&convening.row.title).as_str());
    Ok(web::download(text, "text/calendar; charset=utf-8", &name))
}

/// What all events of a file share.
fn event(
    (settings, convening): From<'_>,
    (starts, ends, stamp): (Timestamp, Timestamp, Timestamp),
    (uid, sample): (&str, bool),
) -> CalendarEvent {
    let zone = convening.row.time_zone.clone();
    let sample = if sample {
        "Sample data: this meeting is made up."
    } else {
        ""
    };
    let title = convening.row.title.as_str();
    CalendarEvent {
        uid: format!("{uid}@{}", settings.host()),
        sequence: 0,
        dtstamp: stamp,
        last_modified: stamp,
        start_utc: starts,
        end_utc: ends,
        local_start: zone.rules().to_datetime(starts),
        local_end: zone.rules().to_datetime(ends),
        zone,
        summary: String::new(),
        description: [title, sample].join("\n\n").trim().to_owned(),
        location: None,
        url: None,
        online_link: None,
        status: EventStatus::Tentative,
    }
}

/// The file of what somebody was told.
pub(super) fn file(
    from: From<'_>,
    sample: bool,
    told: &[meeting_events::Model],
) -> Result<Response> {
    let off = from.1.row.status == ConveningStatus::Cancelled;
    let told = told.iter().map(|row| -> Result<CalendarEvent> {
        let at = |at| to_timestamp(at).map_err(anyhow::Error::from);
        let times = (at(row.starts_at)?, at(row.ends_at)?, at(row.stamped_at)?);
        // A convening that was cancelled a moment ago: the rows follow it with the next job.
        let just_off = off && row.gone_at.is_none();
        let status = match (row.gone_at.is_some() || off, row.firm) {
            (true, _) => EventStatus::Cancelled,
            (false, true) => EventStatus::Confirmed,
            (false, false) => EventStatus::Tentative,
        };
        Ok(CalendarEvent {
            sequence: u32::try_from(row.sequence + i32::from(just_off)).unwrap_or(0),
            summary: row.summary.clone(),
            location: Some(row.place.clone()),
            status,
            ..event(from, times, (&row.uid, sample))
        })
    });
    let events: Vec<CalendarEvent> = told.collect::<Result<_>>()?;
    answer(from.1, &events)
}

/// The file of a plan that guests were not told yet.
fn draft(
    from: From<'_>,
    (of, plan): (&Gathered, &meeting_plans::Model),
    (person, held): (&meeting_people::Model, &[Held]),
) -> Result<Response> {
    let stamp = plan.finished_at.unwrap_or(plan.asked_at);
    let stamp = to_timestamp(stamp).map_err(anyhow::Error::from)?;
    let own = own(held, person.party_id, of.away(person));
    let told = |it: &Held| {
        let party = person.party_id?;
        let round = of.rounds.get(it.round)?;
        let names: Vec<&str> = it.others(party).map(|id| of.name(id)).collect();
        let uid = store::uid(person, it);
        let times = (round.starts, round.ends, stamp);
        Some(CalendarEvent {
            summary: format!("Meeting with {}", listed(&names)),
            location: Some(of.table(it.table).to_owned()),
            ..event(from, times, (&uid, of.room.illustrative))
        })
    };
    let events: Vec<CalendarEvent> = own.iter().filter_map(told).collect();
    answer(from.1, &events)
}
