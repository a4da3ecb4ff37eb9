//! The form of a convening, new or changed: its choices, its errors, and the questions it may ask
//! back (which of two times, which of clock and moment, whether to hold it on such a day).

use askama::Template;

use super::{
    extras::Extras,
    words::{day_sentence, days_key},
};
use crate::{
    convenings::{
        rules::{ConveningForm, Difference, OFFERED_STATUSES, ZoneQuestion, fold_choices},
        store::Place,
    },
    entities::organizations,
    places::BlackoutDay,
    values::{
        Attendance, ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus,
        ParticipantRole, TimeZone,
    },
    web::{
        FieldErrors, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "convenings/form.html")]
pub(super) struct FormPage {
    pub(super) shell: Shell,
    pub(super) crumbs: Vec<Link>,
    pub(super) heading: String,
    /// Where the form posts to, and where "Cancel" leads.
    pub(super) action: String,
    pub(super) back: String,
    /// The goal's title, on a new convening only.
    pub(super) goal_title: String,
    pub(super) goal_sample: bool,
    /// What its guest list brings beside guests, on a new convening only.
    pub(super) extras: Extras,
    pub(super) form: ConveningForm,
    pub(super) choices: Choices,
    /// Rows of guests, on a new convening only.
    pub(super) seats: Vec<SeatRow>,
    pub(super) errors: FieldErrors,
    pub(super) days: Vec<String>,
    pub(super) conflict: Option<Conflict>,
}

/// Everything there is to choose from.
pub(super) struct Choices {
    modes: Vec<Choice>,
    purposes: Vec<Choice>,
    places: Vec<Choice>,
    zones: Vec<Choice>,
    formats: Vec<Choice>,
    statuses: Vec<Choice>,
    start_folds: Vec<Choice>,
    end_folds: Vec<Choice>,
    zone_changes: Vec<Choice>,
    /// Whether guests are being asked for the date, which another status ends.
    asks: bool,
}

/// One row of guests.
pub(super) struct SeatRow {
    pub(super) organization: String,
    pub(super) organization_name: String,
    pub(super) sample: bool,
    pub(super) name: String,
    pub(super) roles: Vec<Choice>,
    pub(super) attendances: Vec<Choice>,
}

/// Two people saved at once.
pub(super) struct Conflict {
    pub(super) who: String,
    pub(super) differences: Vec<Difference>,
}

impl Choices {
    pub(super) fn new(
        form: &ConveningForm,
        places: &[Place],
        status: Option<ConveningStatus>,
    ) -> Self {
        let codes = |list: &[(&str, &str)], chosen: &str| {
            let choice = |(code, label): &(&str, &str)| Choice::new(*code, *label, *code == chosen);
            list.iter().map(choice).collect::<Vec<Choice>>()
        };
        let purposes: Vec<_> = ConveningPurpose::ALL
            .iter()
            .map(|it| (it.as_str(), it.label()))
            .collect();
        let formats: Vec<_> = ConveningFormat::ALL
            .iter()
            .map(|it| (it.as_str(), it.label()))
            .collect();
        let own = status.filter(|status| !OFFERED_STATUSES.contains(status));
        let statuses: Vec<_> = OFFERED_STATUSES
            .into_iter()
            .chain(own)
            .map(|it| (it.as_str(), it.label()))
            .collect();
        let place = |place: &Place| {
            Choice::new(
                place.id.as_str(),
                &place.name,
                place.id.as_str() == form.place,
            )
        };
        Self {
            modes: ConveningMode::ALL
                .iter()
                .map(|mode| mode_choice(*mode, &form.mode))
                .collect(),
            purposes: codes(&purposes, &form.purpose),
            places: places.iter().map(place).collect(),
            zones: zones(&form.time_zone),
            formats: codes(&formats, &form.format),
            statuses: codes(&statuses, &form.status),
            start_folds: folds(&form.local_start, &form.time_zone, &form.start_fold),
            end_folds: folds(&form.local_end, &form.time_zone, &form.end_fold),
            zone_changes: Vec::new(),
            asks: status == Some(ConveningStatus::DatePoll),
        }
    }

    /// Asks what to keep when only the zone changed.
    pub(super) fn asking(mut self, question: ZoneQuestion) -> Self {
        self.zone_changes = vec![
            Choice::new("clock", question.clock, false),
            Choice::new("instant", question.instant, false),
        ];
        self
    }
}

fn mode_choice(mode: ConveningMode, chosen: &str) -> Choice {
    let hint = match mode {
        ConveningMode::IssueFocused => "Funders who work on this issue, around one result.",
        ConveningMode::SystemsChange => {
            "Every funder with a stake in the place, around the barriers its results share."
        }
    };
    Choice {
        hint: hint.to_owned(),
        ..Choice::new(mode.as_str(), mode.label(), mode.as_str() == chosen)
    }
}

/// The zones of United States cities in words, then every other by its name.
fn zones(chosen: &str) -> Vec<Choice> {
    let canonical = chosen.parse::<TimeZone>().ok();
    let us = TimeZone::us_choices();
    let known: Vec<&str> = us.iter().map(|(zone, _)| zone.name()).collect();
    let mut others: Vec<TimeZone> = TimeZone::all()
        .into_iter()
        .filter(|zone| !known.contains(&zone.name()))
        .collect();
    others.extend(
        canonical
            .clone()
            .filter(|zone| !known.contains(&zone.name()) && !others.contains(zone)),
    );
    let is_chosen = |zone: &TimeZone| canonical.as_ref() == Some(zone);
    let named = us
        .iter()
        .map(|(zone, words)| Choice::new(zone.name(), *words, is_chosen(zone)));
    let plain = others
        .iter()
        .map(|zone| Choice::new(zone.name(), zone.name().replace('_', " "), is_chosen(zone)));
    named.chain(plain).collect()
}

fn folds(local: &str, zone: &str, chosen: &str) -> Vec<Choice> {
    let both = fold_choices(local, zone).into_iter().flatten();
    both.map(|(code, words)| Choice::new(code, words, code == chosen))
        .collect()
}

impl SeatRow {
    /// A row with everything chosen as in the form.
    pub(super) fn new(
        organization: (&str, Option<&organizations::Model>),
        name: &str,
        role: &str,
        attendance: &str,
    ) -> Self {
        Self {
            organization: organization.0.to_owned(),
            organization_name: organization
                .1
                .map(|known| known.name.clone())
                .unwrap_or_default(),
            sample: organization.1.is_some_and(|known| known.illustrative),
            name: name.to_owned(),
            roles: roles(role),
            attendances: attendances(attendance),
        }
    }

    /// What the row's fields are called to a screen reader.
    fn whose(&self) -> &str {
        [&self.organization_name, &self.name]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("another guest", |name| name)
    }
}

pub(super) fn roles(chosen: &str) -> Vec<Choice> {
    ParticipantRole::ALL
        .iter()
        .map(|role| Choice::new(role.as_str(), role.label(), role.as_str() == chosen))
        .collect()
}

pub(super) fn attendances(chosen: &str) -> Vec<Choice> {
    Attendance::ALL
        .iter()
        .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
        .collect()
}

impl FormPage {
    /// The same page asking whether to hold the convening on these days.
    pub(super) fn asking_about(mut self, days: &[BlackoutDay]) -> Self {
        self.shell = self.shell.with_errors();
        self.days = days.iter().map(day_sentence).collect();
        self.form.days_shown = days_key(days);
        self
    }
}
