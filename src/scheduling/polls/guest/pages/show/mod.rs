//! The page itself.

mod preview;

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::{DateTime, Utc};

use super::{
    AtPoll, Opened, Wanted,
    hours::{self, Row},
    open, private,
    times::Time,
    unlisted,
};
use crate::{
    scheduling::polls::{
        asking::what_follows,
        guest::{
            form::{Sent, field},
            is_open,
        },
    },
    values::{
        PollManner, PollState, TimeZone,
        time_convert::to_timestamp,
        wall_time::{moment, range},
    },
    web::{self, FieldErrors, FrontDesk, Query, Result, Shell, views::Choice},
};

#[derive(Template)]
#[template(path = "scheduling/guest/poll.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact the page shows"
)]
struct PollPage {
    shell: Shell,
    path: String,
    title: String,
    sample: bool,
    name: String,
    host: String,
    message: Vec<String>,
    facts: Vec<(&'static str, String)>,
    zones: Vec<Choice>,
    zone: String,
    there: String,
    /// Times are not on the convening's clocks.
    elsewhere: bool,
    open: bool,
    /// What came of it, where no answers are taken.
    outcome: String,
    until: String,
    answered: bool,
    fields: Fields,
    calendar: Calendar,
    errors: FieldErrors,
    /// Where staff came from who look at it; empty for the guest.
    preview: String,
}

/// Looking into one's own calendar.
#[derive(Default)]
struct Calendar {
    /// As it was typed and refused.
    address: String,
    /// It was looked into, and something of it is kept.
    known: bool,
}

/// What there is to fill in; staff fill in the same.
pub(super) struct Fields {
    pub(super) any_time: bool,
    pub(super) times: Vec<Time>,
    pub(super) week: Vec<Row>,
    pub(super) note: String,
    /// What the note and the week were when the page was loaded.
    pub(super) was_note: String,
    pub(super) was_week: String,
}

impl Fields {
    /// With what is kept, or what was just sent.
    pub(super) fn of(at: &AtPoll, sent: Option<&Sent>, now: DateTime<Utc>) -> Self {
        let typed = |name: &str| sent.map(|sent| field(sent, name).to_owned());
        Self {
            any_time: at.about.poll.manner == PollManner::AnyTime,
            times: at.times(typed, now),
            week: sent.map_or_else(|| at.week(), hours::typed),
            note: typed("note").unwrap_or_else(|| at.person.note.clone()),
            was_note: typed("was-note").unwrap_or_else(|| at.person.note.clone()),
            was_week: typed("was-hours").unwrap_or_else(|| at.stored_week()),
        }
    }

    /// How many times were answered.
    pub(super) fn answered(&self) -> usize {
        let given = |time: &&Time| time.answers.iter().any(|answer| answer.3);
        self.times.iter().filter(given).count()
    }
}

/// GET and HEAD /polls/{secret}
pub(super) async fn show(
    front: FrontDesk,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let page = page(&front, &at, &secret, (None, FieldErrors::default()));
    Ok(unlisted(web::page(&page)?))
}

/// The page again, with what is wrong.
pub(super) fn refused(
    front: &FrontDesk,
    at: &AtPoll,
    secret: &str,
    (sent, errors): (&Sent, FieldErrors),
) -> Result<Response> {
    let mut page = page(front, at, secret, (Some(sent), errors));
    page.shell = page.shell.with_errors();
    Ok(unlisted(web::page_invalid(&page)?))
}

/// The page again, because a calendar could not be looked into.
pub(super) fn refused_calendar(
    front: &FrontDesk,
    at: &AtPoll,
    secret: &str,
    (address, errors): (String, FieldErrors),
) -> Result<Response> {
    let mut page = page(front, at, secret, (None, errors));
    page.shell = page.shell.with_errors();
    page.calendar.address = address;
    Ok(unlisted(web::page_invalid(&page)?))
}

fn page(
    front: &FrontDesk,
    at: &AtPoll,
    secret: &str,
    (sent, errors): (Option<&Sent>, FieldErrors),
) -> PollPage {
    let (poll, now) = (&at.about.poll, front.app.now());
    let message = poll.message.split("\n\n").map(str::trim);
    let mut facts = vec![
        ("Length", format!("{} minutes", poll.minutes)),
        ("Where", at.about.place()),
    ];
    if let Some((first, last)) = poll.first_day.zip(poll.last_day) {
        let day = |day: chrono::NaiveDate| day.format("%a %-d %b %Y").to_string();
        facts.push(("Between", format!("{} and {}", day(first), day(last))));
    }
    PollPage {
        shell: private(front, "When can you join?"),
        path: format!("/polls/{secret}"),
        title: at.about.title().to_owned(),
        sample: poll.illustrative,
        name: at.person.name.clone(),
        host: at.about.host_name().to_owned(),
        message: message
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect(),
        facts,
        zones: zones(&at.zone),
        zone: at.zone.name().to_owned(),
        there: poll.time_zone.name().to_owned(),
        elsewhere: poll.time_zone != at.zone,
        open: is_open(poll, now),
        outcome: outcome(at),
        until: poll
            .closes_at
            .map(|at_| moment(at_, &at.zone))
            .unwrap_or_default(),
        answered: at.person.answered_at.is_some(),
        fields: Fields::of(at, sent, now),
        calendar: Calendar {
            address: String::new(),
            known: !at.busy.is_empty(),
        },
        errors,
        preview: String::new(),
    }
}

/// What became of the poll, in words.
fn outcome(at: &AtPoll) -> String {
    let poll = &at.about.poll;
    let host = at.about.host_name();
    match poll.state {
        PollState::Decided => {
            let when = &at.about.of.convening.plan.when;
            let chosen = at
                .options
                .iter()
                .find(|each| Some(each.id) == poll.decided_option_id);
            let times = chosen.and_then(|each| {
                let starts = to_timestamp(each.starts_at).ok()?;
                Some((starts, to_timestamp(each.ends_at).ok()?))
            });
            let (starts, ends) = times.unwrap_or((when.starts, when.ends));
            let time = range(starts, ends, &at.zone);
            let follows = what_follows(&at.about, &at.person);
            format!("{host} has chosen a time: {time}. {follows}")
        }
        PollState::Withdrawn => format!("{host} no longer looks for a time in this way."),
        PollState::Draft => format!("{host} is still preparing this. Look again later."),
        PollState::Open | PollState::Closed => format!(
            "This poll is closed, and {host} is choosing a time. To change what you said, answer the mail that brought you here."
        ),
    }
}

/// Zones to choose from: those of the United States first.
fn zones(chosen: &TimeZone) -> Vec<Choice> {
    let us = TimeZone::us_choices();
    let others = TimeZone::all().into_iter();
    let others = others.filter(|zone| !us.iter().any(|(known, _)| known == zone));
    let named = us
        .iter()
        .map(|(zone, words)| Choice::new(zone.name(), *words, zone == chosen));
    let mut all: Vec<Choice> = named.collect();
    all.extend(
        others.map(|zone| Choice::new(zone.name(), zone.name().replace('_', " "), zone == *chosen)),
    );
    if !all.iter().any(|choice| choice.chosen) {
        all.push(Choice::new(chosen.name(), chosen.name(), true));
    }
    all
}
