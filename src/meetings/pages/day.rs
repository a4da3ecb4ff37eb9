//! One person's day.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    Meetings, load,
    words::{Line, Pill, lines, phase_pill},
};
use crate::{
    entities::meeting_people,
    ids::MeetingPersonId,
    meetings::rules::{Held, day, own},
    web::{self, AppError, Desk, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "meetings/day.html")]
struct DayPage {
    shell: Shell,
    crumbs: Vec<Link>,
    here: String,
    name: String,
    party: String,
    state: Pill,
    planned: bool,
    zone: String,
    lines: Vec<Line>,
}

/// Somebody of these meetings, or 404.
pub(super) fn of<'a>(meetings: &'a Meetings, person: &str) -> Result<&'a meeting_people::Model> {
    let id: MeetingPersonId = AppError::found(person.parse().ok())?;
    AppError::found(meetings.of.people.iter().find(|it| it.id == id))
}

/// A person's day in words.
pub(in crate::meetings) fn told(
    of: &crate::meetings::store::Gathered,
    held: &[Held],
    (person, zone): (&meeting_people::Model, &crate::values::TimeZone),
) -> Vec<Line> {
    let Some(party) = person.party_id else {
        return Vec::new();
    };
    let away = of.away(person);
    let own = own(held, Some(party), away);
    let rounds = day(&own, party, (of.rounds.len(), away));
    lines(of, &rounds, (party, zone))
}

/// GET /convenings/{id}/meetings/people/{person}/day
pub(super) async fn person(
    desk: Desk,
    Path((id, person)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let person = of(&meetings, &person)?;
    let held = meetings.held(&desk).await?;
    let zone = &meetings.convening.row.time_zone;
    let path = format!("{}/people", meetings.path());
    let mut crumbs = meetings.crumbs();
    crumbs.push(Link::new("Who meets", &path));
    web::page(&DayPage {
        shell: desk.shell("convenings", format!("The day of {}", person.name)),
        crumbs,
        here: format!("{path}/{}", person.id),
        name: person.name.clone(),
        party: person
            .party_id
            .map_or_else(String::new, |party| meetings.of.name(party).to_owned()),
        state: phase_pill(meetings.of.room.phase),
        planned: meetings.of.room.plan_id.is_some(),
        zone: zone.label(),
        lines: told(&meetings.of, &held, (person, zone)),
    })
}
