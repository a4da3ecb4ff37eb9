//! Codes and facts of a partnership in the words its pages use.

use chrono::{DateTime, NaiveDate, Utc};

use crate::values::{PartnershipStage, TimeZone, time_convert, wall_time};

/// A stage as a pill: kind, icon and word.
pub const fn stage_pill(stage: PartnershipStage) -> (&'static str, &'static str, &'static str) {
    use PartnershipStage as S;
    let (kind, icon) = match stage {
        S::Forming | S::SharedUnderstanding => ("info", "people"),
        S::Planning => ("wait", "clock"),
        S::Implementing | S::Sustaining => ("ok", "check"),
        S::Paused | S::Closed => ("quiet", "dots"),
    };
    (kind, icon, stage.label())
}

/// Where a fact is from, for people.
pub(super) fn source(text: &str) -> &str {
    if text == "illustrative" {
        "Made up for the demonstration"
    } else {
        text
    }
}

/// `2026-11-22` as "22 Nov 2026"; what is no date stays as it is.
pub(super) fn day(stored: &str) -> String {
    stored.parse::<NaiveDate>().map_or_else(
        |_| stored.to_owned(),
        |date| date.format("%-d %b %Y").to_string(),
    )
}

/// `full_time_posts` as "Full time posts".
pub(super) fn plain(code: &str) -> String {
    let text = code.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// An instant with its zone: the reader's, or UTC.
pub(super) fn instant(at: DateTime<Utc>, zone: Option<&TimeZone>) -> String {
    let zone = zone.cloned().unwrap_or_else(TimeZone::utc);
    match time_convert::to_timestamp(at) {
        Ok(at) => wall_time::long(at, &zone),
        Err(_) => at.format("%-d %b %Y, %H:%M UTC").to_string(),
    }
}
