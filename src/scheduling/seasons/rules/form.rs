//! What staff say of a season, read.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{days, effort::Effort};
use crate::{
    entities::seasons,
    ids::PartnershipId,
    values::typed::{date, line, optional},
    web::FieldErrors,
};

/// The longest season, in days.
const LONGEST: i64 = 400;
/// The most convenings of one week that can be asked for.
const MOST_PER_WEEK: i32 = 20;

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SeasonForm {
    pub(crate) title: String,
    pub(crate) partnership: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    pub(crate) most_per_week: String,
    pub(crate) ask_first: String,
    pub(crate) blackouts: String,
    pub(crate) effort: String,
    pub(crate) seed: String,
    pub(crate) version: String,
}

/// The form once it is sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SeasonEdit {
    pub(crate) title: String,
    pub(crate) partnership: Option<PartnershipId>,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    pub(crate) most_per_week: Option<i32>,
    pub(crate) keeps_ask_first: bool,
    pub(crate) blackouts: String,
    pub(crate) effort: Effort,
    pub(crate) seed: i32,
}

impl SeasonForm {
    pub(crate) fn of(row: &seasons::Model) -> Self {
        Self {
            title: row.title.clone(),
            partnership: row
                .partnership_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            first_day: row.first_day.to_string(),
            last_day: row.last_day.to_string(),
            most_per_week: row
                .most_per_week
                .map(|most| most.to_string())
                .unwrap_or_default(),
            ask_first: if row.keeps_ask_first { "free" } else { "warn" }.to_owned(),
            blackouts: row.blackouts.clone(),
            effort: row.effort.clone(),
            seed: row.seed.to_string(),
            version: row.version.to_string(),
        }
    }

    /// `known` are the partnerships to choose from.
    pub(crate) fn read(&self, known: &[PartnershipId]) -> Result<SeasonEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", line(&self.title, "what to call the season", 200));
        let partnership = match self.partnership.as_str() {
            "" => Some(None),
            id => {
                let found = id.parse().ok().filter(|id| known.contains(id));
                errors
                    .keep(
                        "partnership",
                        found.ok_or("Choose a partnership of the list, or none."),
                    )
                    .map(Some)
            }
        };
        let first_day = errors.keep("first_day", date(&self.first_day));
        let last_day = errors.keep("last_day", date(&self.last_day));
        if let (Some(first), Some(last)) = (first_day, last_day)
            && !(0..LONGEST).contains(&(last - first).num_days())
        {
            let told =
                format!("The last day comes after the first, and within {LONGEST} days of it.");
            errors.add("last_day", told);
        }
        let most = errors.keep(
            "most_per_week",
            number(&self.most_per_week, (1, MOST_PER_WEEK)),
        );
        let ask_first = match self.ask_first.as_str() {
            "free" => Some(true),
            "warn" => Some(false),
            _ => {
                errors.add("ask_first", "Choose what to do with days to ask first.");
                None
            }
        };
        let typed = optional(&self.blackouts, "the list", 4_000);
        let blackouts = errors.keep("blackouts", typed);
        if let Some(typed) = &blackouts {
            errors.keep("blackouts", days::read(typed));
        }
        let effort = Effort::of(&self.effort).ok_or("Choose how long to search.");
        let effort = errors.keep("effort", effort);
        let seed = errors.keep("seed", number(&self.seed, (0, 999_999)));
        let read = (|| {
            Some(SeasonEdit {
                title: title?,
                partnership: partnership?,
                first_day: first_day?,
                last_day: last_day?,
                most_per_week: most?,
                keeps_ask_first: ask_first?,
                blackouts: blackouts?,
                effort: effort?,
                seed: seed?.unwrap_or(1),
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// A whole number within limits; nothing where nothing was typed.
pub(super) fn number(typed: &str, (least, most): (i32, i32)) -> Result<Option<i32>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let read = typed.trim().parse().ok();
    read.filter(|number| (least..=most).contains(number))
        .map(Some)
        .ok_or_else(|| format!("Type a whole number from {least} to {most}, or leave it empty."))
}

impl SeasonEdit {
    /// For the audit log.
    pub(crate) fn facts(&self) -> Value {
        json!({
            "title": self.title,
            "partnership": self.partnership.map(|id| id.to_string()),
            "first_day": self.first_day.to_string(),
            "last_day": self.last_day.to_string(),
            "most_per_week": self.most_per_week,
            "keeps_ask_first": self.keeps_ask_first,
            "blackouts": self.blackouts,
            "effort": self.effort.code(),
            "seed": self.seed,
        })
    }
}
