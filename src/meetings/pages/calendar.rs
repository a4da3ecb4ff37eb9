//! One person's meetings as a calendar file: an event for each, with the same UID for as long as two meet. It names nobody
//! but those who are met, and lists no attendee.

use axum::{extract::Path, response::Response};
use jiff::Timestamp;

use super::{
    day::{of, own},
    load,
    words::with,
};
use crate::{
    auth::tokens,
    convenings::Convening,
    entities::{meeting_people, meeting_plans},
    invitations::calendar::{self, CalendarEvent, EventStatus, FeedInfo, ProdId},
    meetings::{
        rules::Held,
        store::{self, Gathered},
    },
    values::{MeetingPhase, Slug, time_convert::to_timestamp},
    web::{self, AppError, Desk, Result, Settings},
};

/// GET /convenings/{id}/meetings/people/{person}/calendar.ics
pub(super) async fn download(
    desk: Desk,
    Path((id, person)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let person = of(&meetings, &person)?;
    let plan = AppError::found(meetings.of.room.plan_id)?;
    let plan = AppError::found(store::plan_by_id(desk.db(), plan).await?)?;
    let held = meetings.held(&desk).await?;
    let from = (&meetings.convening, &meetings.of, &plan);
    file(&desk.app.settings, from, (person, &held))
}

/// What a file is written from.
type From<'a> = (&'a Convening, &'a Gathered, &'a meeting_plans::Model);

/// The file of one person.
pub(super) fn file(
    settings: &Settings,
    (convening, of, plan): From<'_>,
    (person, held): (&meeting_people::Model, &[Held]),
) -> Result<Response> {
    let own = own(held, person, of.away(person));
    let stamp = plan.finished_at.unwrap_or(plan.asked_at);
    let stamp = to_timestamp(stamp).map_err(anyhow::Error::from)?;
    let events: Vec<CalendarEvent> = own
        .iter()
        .filter_map(|it| event(settings, (convening, of), (plan, stamp), (person, it)))
        .collect();
    let info = FeedInfo {
        name: format!("Meetings: {}", convening.row.title),
        prod_id: ProdId::default(),
    };
    let text = calendar::feed(&info, &events).map_err(anyhow::Error::from)?;
    let name = format!("{}-meetings.ics", Slug::of(&convening.row.title).as_str());
    Ok(web::download(text, "text/calendar; charset=utf-8", &name))
}

fn event(
    settings: &Settings,
    (convening, of): (&Convening, &Gathered),
    (plan, stamp): (&meeting_plans::Model, Timestamp),
    (person, held): (&meeting_people::Model, &Held),
) -> Option<CalendarEvent> {
    let party = person.party_id?;
    let round = of.rounds.get(held.round)?;
    let zone = convening.row.time_zone.clone();
    let local = |at: Timestamp| zone.rules().to_datetime(at);
    let firm = of.room.phase == MeetingPhase::Published;
    let sample = if of.room.illustrative {
        "Sample data: this meeting is made up."
    } else {
        ""
    };
    let place = [of.table(held.table), convening.row.venue.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
    Some(CalendarEvent {
        uid: uid(settings, (party, person), held),
        sequence: u32::try_from(plan.number).unwrap_or(0),
        dtstamp: stamp,
        last_modified: stamp,
        start_utc: round.starts,
        end_utc: round.ends,
        local_start: local(round.starts),
        local_end: local(round.ends),
        zone: zone.clone(),
        summary: format!("Meeting with {}", with(of, held, party)),
        description: [convening.row.title.as_str(), sample]
            .join("\n\n")
            .trim()
            .to_owned(),
        location: Some(place.join(", ")),
        url: None,
        online_link: None,
        status: if firm {
            EventStatus::Confirmed
        } else {
            EventStatus::Tentative
        },
    })
}

/// The same for as long as a person meets the same team or funder, whatever the round and the table.
fn uid(
    settings: &Settings,
    (party, person): (crate::ids::MeetingPartyId, &meeting_people::Model),
    held: &Held,
) -> String {
    let funder = if held.team == party {
        held.funders.iter().min().copied()
    } else {
        Some(party)
    };
    let funder = funder.map_or_else(String::new, |it| it.to_string());
    let key = format!("{}\n{funder}\n{}", held.team, person.id);
    // Letters and digits, dash and underscore: all fit into a UID.
    format!("meeting-{}@{}", tokens::hash(&key), settings.host())
}
