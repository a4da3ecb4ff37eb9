//! Whom a poll asks, and who else has a seat and could be asked.

use super::words::{Pill, person_pill};
use crate::{
    entities::{date_polls, poll_people},
    scheduling::polls::store::{self, Facts, Seated},
    values::{Attendance, PollPersonState, wall_time},
    web::{Desk, FieldErrors, Result, views::Choice},
};

/// What was typed to ask somebody.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct PersonForm {
    pub(super) seat: String,
    /// The address of somebody we know for the seat.
    pub(super) reach: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) attendance: String,
    pub(super) any_of: String,
    pub(super) version: i32,
}

/// Somebody who is asked.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) organization: String,
    pub(super) address: String,
    pub(super) sample: bool,
    pub(super) do_not_contact: bool,
    pub(super) state: Pill,
    /// "Their page, Thu 12 Nov 2026, 9:14 am Eastern (UTC-5)".
    pub(super) answered: String,
    pub(super) zone: String,
    pub(super) attendances: Vec<Choice>,
    pub(super) any_of: String,
    pub(super) version: i32,
    pub(super) action: String,
    /// Where staff write down what they said.
    pub(super) record: String,
}

/// A seat that nobody is asked for yet.
pub(super) struct SeatLine {
    pub(super) seat: String,
    pub(super) whose: String,
    pub(super) role: &'static str,
    pub(super) attendance: &'static str,
    pub(super) sample: bool,
    pub(super) silent: bool,
    pub(super) reach: Vec<Choice>,
    pub(super) name: String,
}

/// All of it.
pub(super) struct People {
    pub(super) lines: Vec<Line>,
    /// How many more there are than are shown.
    pub(super) more: usize,
    pub(super) seats: Vec<SeatLine>,
    /// Seats for which we know exactly one address.
    pub(super) certain: usize,
    pub(super) unasked: usize,
    pub(super) form: PersonForm,
    pub(super) attendances: Vec<Choice>,
    pub(super) errors: FieldErrors,
}

/// The most people on the page: the grid has the others.
const MOST: usize = 100;

pub(super) async fn people(
    desk: &Desk,
    (poll, path): (&date_polls::Model, &str),
    facts: &Facts,
    (form, errors): (PersonForm, FieldErrors),
) -> Result<People> {
    let seats = store::seated(desk.db(), poll.convening_id, poll.id).await?;
    let zone = desk.user.time_zone.clone();
    let zone = zone.unwrap_or_else(|| poll.time_zone.clone());
    let line = |(at, row): (usize, &poll_people::Model)| {
        let answered = row.answered_at.map(|at| wall_time::moment(at, &zone));
        let source = row.answer_source.map(|source| source.label().to_owned());
        let organization = row
            .organization_id
            .and_then(|id| facts.organizations.get(&id));
        Line {
            name: row.name.clone(),
            organization: facts.organization_of(at).to_owned(),
            address: row.address.to_string(),
            sample: row.illustrative,
            do_not_contact: organization.is_some_and(|known| known.do_not_contact),
            state: person_pill(row.state),
            answered: source
                .into_iter()
                .chain(answered)
                .collect::<Vec<_>>()
                .join(", "),
            zone: facts.asked[at]
                .zone
                .as_ref()
                .map_or_else(String::new, crate::values::TimeZone::label),
            attendances: attendances(row.attendance.as_str()),
            any_of: row.any_of.map_or_else(String::new, |it| it.to_string()),
            version: row.version,
            action: format!("{path}/asked/{}", row.id),
            record: format!("{path}/people/{}", row.id),
        }
    };
    let rows = facts.people.iter();
    Ok(People {
        lines: rows.clone().enumerate().take(MOST).map(line).collect(),
        more: facts.people.len().saturating_sub(MOST),
        certain: seats.iter().filter(|seat| certain(seat).is_some()).count(),
        seats: seats.iter().map(seat_line).collect(),
        unasked: rows
            .filter(|row| row.state == PollPersonState::Listed)
            .count(),
        attendances: attendances(if form.attendance.is_empty() {
            Attendance::Optional.as_str()
        } else {
            &form.attendance
        }),
        form,
        errors,
    })
}

/// The one who can be reached for a seat, where there is no choice.
pub(super) fn certain(seat: &Seated) -> Option<&store::Reach> {
    match seat.reach.as_slice() {
        [one] if !seat.is_silent() => Some(one),
        _ => None,
    }
}

fn seat_line(seat: &Seated) -> SeatLine {
    let organization = seat.guest.organization.as_ref();
    let choice = |reach: &store::Reach| {
        let address = reach.address.to_string();
        let label = format!("{}, {address}", reach.name);
        let chosen =
            seat.guest.seat.person_id.is_some() && seat.guest.seat.person_id == reach.person;
        Choice::new(address, label, chosen)
    };
    SeatLine {
        seat: seat.guest.seat.id.to_string(),
        whose: organization.map_or_else(
            || seat.guest.name.clone(),
            |known| match seat.guest.seat.guest_name.as_str() {
                "" => known.name.clone(),
                guest => format!("{guest}, {}", known.name),
            },
        ),
        role: seat.guest.seat.role.label(),
        attendance: seat.guest.seat.attendance.label(),
        sample: organization.is_some_and(|known| known.illustrative),
        silent: seat.is_silent(),
        reach: seat.reach.iter().map(choice).collect(),
        name: seat.guest.seat.guest_name.clone(),
    }
}

pub(super) fn attendances(chosen: &str) -> Vec<Choice> {
    let choice =
        |each: &Attendance| Choice::new(each.as_str(), each.label(), each.as_str() == chosen);
    Attendance::ALL.iter().map(choice).collect()
}
