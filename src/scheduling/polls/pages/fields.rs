//! The fields of a poll's settings, with everything there is to choose from.

use super::Dates;
use crate::{
    entities::date_polls,
    scheduling::polls::rules::PollForm,
    values::{PollManner, TimeZone},
    web::{FieldErrors, views::Choice},
};

/// The form with everything there is to choose from.
pub(super) struct Fields {
    pub(super) form: PollForm,
    pub(super) manners: Vec<Choice>,
    pub(super) zones: Vec<Choice>,
    pub(super) keeps: Vec<Choice>,
    /// Answers are lost, and whether to go on is asked.
    pub(super) costs: bool,
    pub(super) errors: FieldErrors,
    /// How to ask cannot change any more.
    pub(super) opened: bool,
}

/// A new poll as it is offered: options on the convening's clocks, for as long as the convening was to last.
pub(super) fn usual(dates: &Dates) -> PollForm {
    let when = &dates.convening.plan.when;
    let minutes = when.ends.duration_since(when.starts).as_mins();
    let minutes = if (15..=720).contains(&minutes) {
        minutes
    } else {
        90
    };
    PollForm {
        manner: PollManner::Options.to_string(),
        minutes: minutes.to_string(),
        time_zone: when.zone.to_string(),
        reminders: "2".to_owned(),
        if_needed: "60".to_owned(),
        ..PollForm::default()
    }
}

impl Fields {
    pub(super) fn new(
        form: PollForm,
        errors: FieldErrors,
        poll: Option<&date_polls::Model>,
    ) -> Self {
        let manner = |each: &PollManner| {
            let hint = match each {
                PollManner::Options => "You name times; each guest says yes, if needed or no.",
                PollManner::AnyTime => {
                    "Guests say when they can in a usual week; every start between two days is compared."
                }
            };
            Choice {
                hint: hint.to_owned(),
                ..Choice::new(each.as_str(), each.label(), each.as_str() == form.manner)
            }
        };
        Self {
            manners: PollManner::ALL.iter().map(manner).collect(),
            zones: zones(&form.time_zone),
            keeps: Vec::new(),
            costs: false,
            opened: poll.is_some_and(|poll| poll.opened_at.is_some()),
            errors,
            form,
        }
    }
}

/// The zones of United States cities in words, then every other by its name.
pub(super) fn zones(chosen: &str) -> Vec<Choice> {
    let canonical = chosen.parse::<TimeZone>().ok();
    let us = TimeZone::us_choices();
    let known: Vec<&str> = us.iter().map(|(zone, _)| zone.name()).collect();
    let others = TimeZone::all().into_iter();
    let others = others.filter(|zone| !known.contains(&zone.name()));
    let us = us
        .iter()
        .map(|(zone, label)| (zone.clone(), (*label).to_owned()));
    let all = us.chain(others.map(|zone| (zone.clone(), zone.name().to_owned())));
    all.map(|(zone, label)| {
        let is_chosen = canonical.as_ref() == Some(&zone);
        Choice::new(zone.name(), label, is_chosen)
    })
    .collect()
}
