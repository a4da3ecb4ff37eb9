//! Whom a poll asks, and who else has a seat and could be asked.

use super::words::{Pill, person_pill};
use crate::{
    entities::{date_polls, poll_people},
    ids::PollPersonId,
    scheduling::polls::{
        asking::rules::is_silent,
        store::{self, Facts, Seated},
    },
    search::words,
    values::{Attendance, PollPersonState, TimeZone, wall_time},
    web::{
        Desk, FieldErrors, Paging, Result, address,
        views::{Choice, PagerView},
    },
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
    /// The page of the list that it was typed on.
    pub(super) people: String,
}

/// Which pages of the two lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists<'a> {
    pub(super) people: &'a str,
    pub(super) guests: &'a str,
    /// Words that whoever is shown has in their name, organization or address.
    pub(super) find: &'a str,
}

/// Somebody who is asked.
pub(super) struct Line {
    pub(super) id: String,
    /// They were asked and are not heard of.
    pub(super) silent: bool,
    /// What is wrong with what was typed in this line.
    pub(super) errors: FieldErrors,
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
    pub(super) pager: PagerView,
    /// Which page of them it is.
    pub(super) page: String,
    /// What was looked for among them.
    pub(super) find: String,
    /// Whether there are so many that one looks for somebody.
    pub(super) many: bool,
    /// How many of all are silent.
    pub(super) silent: usize,
    pub(super) seats: Vec<SeatLine>,
    pub(super) seats_pager: PagerView,
    /// Seats for which we know exactly one address.
    pub(super) certain: usize,
    pub(super) unasked: usize,
    pub(super) form: PersonForm,
    pub(super) attendances: Vec<Choice>,
    pub(super) errors: FieldErrors,
}

/// How many of each list are on one page.
const PER_PAGE: u64 = 50;

/// What was typed to add somebody, and in the line of somebody who is asked.
pub(super) type Typed = (
    (PersonForm, FieldErrors),
    Option<(PollPersonId, PersonForm, FieldErrors)>,
);

pub(super) async fn people(
    desk: &Desk,
    (poll, path): (&date_polls::Model, &str),
    (facts, lists): (&Facts, Lists<'_>),
    ((form, errors), row): Typed,
) -> Result<People> {
    let seats = store::seated(desk.db(), poll.convening_id, poll.id).await?;
    let zone = desk.user.time_zone.clone();
    let zone = zone.unwrap_or_else(|| poll.time_zone.clone());
    let found = found(facts, lists.find);
    // The line in which something is wrong is on the page, whichever was asked for.
    let wrong = row.as_ref().and_then(|(id, _, _)| {
        let mut all = found.iter();
        all.position(|(_, person)| person.id == *id)
    });
    let here = match wrong {
        Some(at) => Paging::holding(at, PER_PAGE),
        None => Paging::within(lists.people, PER_PAGE, found.len()),
    };
    let there = Paging::within(lists.guests, PER_PAGE, seats.len());
    let page = here.page.to_string();
    let line = |(at, person): (usize, &poll_people::Model)| {
        let line = line((facts, at, person), path, &zone);
        match &row {
            Some((id, form, errors)) if *id == person.id => line.with_typed(form, errors),
            _ => line,
        }
    };
    let rows = facts.people.iter();
    let total = found.len() as u64;
    let lines = here.part(found.into_iter()).map(line).collect();
    let guests = address(path, &[("guests", lists.guests), ("find", lists.find)]);
    let asked = address(path, &[("people", lists.people), ("find", lists.find)]);
    Ok(People {
        lines,
        pager: here
            .pager_of("people", total, &guests, "people asked")
            .at("#people"),
        page,
        find: lists.find.to_owned(),
        many: facts.people.len() as u64 > PER_PAGE,
        silent: rows.clone().filter(|person| is_silent(person)).count(),
        certain: seats.iter().filter(|seat| certain(seat).is_some()).count(),
        seats_pager: there
            .pager_of("guests", seats.len() as u64, &asked, "guests")
            .at("#seats"),
        seats: there.part(seats.iter()).map(seat_line).collect(),
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

/// Those whose name, organization or address has words that begin so, with their place among all.
fn found<'a>(facts: &'a Facts, looked_for: &str) -> Vec<(usize, &'a poll_people::Model)> {
    let wanted = words(looked_for);
    let has = |(at, person): &(usize, &poll_people::Model)| {
        let text = format!(
            "{} {} {}",
            person.name,
            facts.organization_of(*at),
            person.address
        );
        let theirs = if wanted.is_empty() {
            Vec::new()
        } else {
            words(&text)
        };
        let mut all = wanted.iter();
        all.all(|word| theirs.iter().any(|own| own.starts_with(word)))
    };
    facts.people.iter().enumerate().filter(has).collect()
}

impl Line {
    /// The same with what was typed and refused.
    fn with_typed(self, form: &PersonForm, errors: &FieldErrors) -> Self {
        Self {
            attendances: attendances(&form.attendance),
            any_of: form.any_of.clone(),
            errors: errors.clone(),
            ..self
        }
    }
}

fn line(
    (facts, at, row): (&Facts, usize, &poll_people::Model),
    path: &str,
    zone: &TimeZone,
) -> Line {
    let answered = row.answered_at.map(|at| wall_time::moment(at, zone));
    let source = row.answer_source.map(|source| source.label().to_owned());
    let organization = row
        .organization_id
        .and_then(|id| facts.organizations.get(&id));
    Line {
        id: row.id.to_string(),
        silent: is_silent(row),
        errors: FieldErrors::default(),
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
            .map_or_else(String::new, TimeZone::label),
        attendances: attendances(row.attendance.as_str()),
        any_of: row.any_of.map_or_else(String::new, |it| it.to_string()),
        version: row.version,
        action: format!("{path}/asked/{}", row.id),
        record: format!("{path}/people/{}", row.id),
    }
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
