//! When and where one convening of a season could be, read.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{form::number, venue::one_of};
use crate::{
    entities::{season_convenings, seasons},
    ids::SeasonVenueId,
    values::{Money, typed::maybe_date},
    web::FieldErrors,
};

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MeetingForm {
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    pub(crate) days: String,
    pub(crate) late_cost: String,
    pub(crate) venue: Vec<String>,
    /// Venues chosen where two people's forms differed, with spaces between; counts instead of `venue`.
    pub(crate) venues: String,
    pub(crate) version: String,
}

/// The form once it is sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MeetingEdit {
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    pub(crate) days: i32,
    pub(crate) late_cost: Money,
    pub(crate) venues: Vec<SeasonVenueId>,
}

impl MeetingForm {
    pub(crate) fn of(row: &season_convenings::Model, venues: &[SeasonVenueId]) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            first_day: day(row.first_day),
            last_day: day(row.last_day),
            days: row.days.to_string(),
            late_cost: if row.late_cost.is_zero() {
                String::new()
            } else {
                row.late_cost.full()
            },
            venue: venues.iter().map(ToString::to_string).collect(),
            venues: String::new(),
            version: row.version.to_string(),
        }
    }

    /// The venues that were ticked, in one order, with spaces between.
    pub(crate) fn all_venues(&self) -> String {
        let mut ids = self.ticked();
        ids.sort_unstable();
        ids.dedup();
        ids.join(" ")
    }

    fn ticked(&self) -> Vec<&str> {
        if self.venues.is_empty() {
            self.venue.iter().map(String::as_str).collect()
        } else {
            self.venues.split_whitespace().collect()
        }
    }

    /// The least days are those the convening itself takes.
    pub(crate) fn read(
        &self,
        season: &seasons::Model,
        least: i32,
        known: &[SeasonVenueId],
    ) -> Result<MeetingEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let first_day = errors.keep("first_day", maybe_date(&self.first_day));
        let last_day = errors.keep("last_day", maybe_date(&self.last_day));
        let (from, to) = (
            first_day.flatten().unwrap_or(season.first_day),
            last_day.flatten().unwrap_or(season.last_day),
        );
        let within = format!(
            "Choose a day from {} to {}, the season's.",
            season.first_day, season.last_day
        );
        if from < season.first_day {
            errors.add("first_day", within.clone());
        }
        if to > season.last_day {
            errors.add("last_day", within);
        } else if to < from {
            errors.add("last_day", "The latest day comes after the earliest.");
        }
        let days = errors.keep("days", number(&self.days, (least.max(1), 14)));
        let late_cost = match self.late_cost.trim() {
            "" => Some(Money::default()),
            typed => errors.keep("late_cost", typed.parse::<Money>()),
        };
        let venues = errors.keep("venue", one_of(&self.ticked(), known));
        let read = (|| {
            Some(MeetingEdit {
                first_day: first_day?,
                last_day: last_day?,
                days: days?.unwrap_or(least.max(1)),
                late_cost: late_cost?,
                venues: venues?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}
