//! The time on the wall: from a chosen local time to an instant, and from an instant to words.
//!
//! Two hours a year a local time does not exist or exists twice. Guessing would move someone's
//! meeting by an hour, so [`resolve`] answers with the choice instead, and [`Resolved::question`]
//! puts it in words.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset};
use jiff::{Timestamp, ToSpan as _};

use super::TimeZone;
use super::time_convert::TimeOutOfRange;

mod words;

pub use words::{clock, date, long, moment, offset, range};

/// One way to read a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub local: DateTime,
    pub instant: Timestamp,
    pub offset: Offset,
}

impl Reading {
    /// The offset in words: `UTC-4`.
    #[must_use]
    pub fn offset_words(&self) -> String {
        offset(self.offset)
    }
}

/// What a local time means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// One instant.
    Once(Timestamp),
    /// The clocks jump over it; the nearest times that exist, as far before as after.
    Gap { before: Reading, after: Reading },
    /// The clocks pass it twice.
    Twice { earlier: Reading, later: Reading },
}

/// Which of the two, for a time that comes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    Earlier,
    Later,
}

/// Reads `local` on the clocks of `zone`.
pub fn resolve(local: DateTime, zone: &TimeZone) -> Result<Resolved, TimeOutOfRange> {
    let rules = zone.rules();
    let reading = |offset: Offset| {
        let instant = offset
            .to_timestamp(local)
            .map_err(|_| TimeOutOfRange(local.to_string()))?;
        let offset = rules.to_offset(instant);
        Ok(Reading {
            local: offset.to_datetime(instant),
            instant,
            offset,
        })
    };
    match rules.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => Ok(Resolved::Once(reading(offset)?.instant)),
        // The offset of after the jump gives the earlier instant, and the other way round.
        AmbiguousOffset::Gap { before, after } => Ok(Resolved::Gap {
            before: reading(after)?,
            after: reading(before)?,
        }),
        AmbiguousOffset::Fold { before, after } => Ok(Resolved::Twice {
            earlier: reading(before)?,
            later: reading(after)?,
        }),
    }
}

impl Resolved {
    /// The instant, where it is certain or a choice settles it; a time that does not exist has none.
    #[must_use]
    pub fn instant(&self, fold: Option<Fold>) -> Option<Timestamp> {
        match (self, fold) {
            (Resolved::Once(instant), _) => Some(*instant),
            (Resolved::Twice { earlier, .. }, Some(Fold::Earlier)) => Some(earlier.instant),
            (Resolved::Twice { later, .. }, Some(Fold::Later)) => Some(later.instant),
            (Resolved::Twice { .. }, None) | (Resolved::Gap { .. }, _) => None,
        }
    }

    /// What to ask the person who chose `local`; nothing when the time is certain.
    #[must_use]
    pub fn question(&self, local: DateTime, zone: &TimeZone) -> Option<String> {
        let (wrong, day, city) = (hour(local), full_date(local.date()), zone.city());
        match self {
            Resolved::Once(_) => None,
            Resolved::Gap { before, after } => {
                let (from, to) = jump(before.instant, zone)?;
                let (before, after) = (hour(before.local), hour(after.local));
                Some(format!(
                    "{wrong} does not exist on {day} in {city}: clocks jump from {from} to {to}. Choose {before} or {after}"
                ))
            }
            Resolved::Twice { earlier, later } => {
                let (from, to) = jump(earlier.instant, zone)?;
                let (earlier, later) = (earlier.offset_words(), later.offset_words());
                Some(format!(
                    "{wrong} comes twice on {day} in {city}: clocks go back from {from} to {to}. \
                     Choose the first ({earlier}) or the second ({later})"
                ))
            }
        }
    }
}

/// What the clocks show just before and just after the first change that follows `instant`.
fn jump(instant: Timestamp, zone: &TimeZone) -> Option<(String, String)> {
    let rules = zone.rules();
    let change = rules.following(instant).next()?;
    let before = rules.to_offset(change.timestamp().checked_sub(1.second()).ok()?);
    let from = before.to_datetime(change.timestamp());
    let to = change.offset().to_datetime(change.timestamp());
    Some((hour(from), hour(to)))
}

/// `02:30`, as a time field shows it.
fn hour(local: DateTime) -> String {
    local.strftime("%H:%M").to_string()
}

/// `Sunday 8 March 2026`.
fn full_date(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn zone(name: &str) -> TimeZone {
        name.parse().unwrap()
    }

    #[test]
    fn an_ordinary_time_is_certain() {
        let noon = date(2026, 11, 1).at(12, 0, 0, 0);
        let resolved = resolve(noon, &zone("America/New_York")).unwrap();
        assert_eq!(
            resolved.instant(None).unwrap().to_string(),
            "2026-11-01T17:00:00Z"
        );
        assert_eq!(resolved.question(noon, &zone("America/New_York")), None);
    }

    #[test]
    fn a_time_in_the_gap_names_its_neighbours() {
        let (local, new_york) = (date(2026, 3, 8).at(2, 30, 0, 0), zone("America/New_York"));
        let resolved = resolve(local, &new_york).unwrap();
        let Resolved::Gap { before, after } = resolved else {
            panic!("{resolved:?}")
        };
        assert_eq!(
            (before.instant.to_string(), before.offset_words()),
            ("2026-03-08T06:30:00Z".to_owned(), "UTC-5".to_owned())
        );
        assert_eq!(
            (after.instant.to_string(), after.offset_words()),
            ("2026-03-08T07:30:00Z".to_owned(), "UTC-4".to_owned())
        );
        assert_eq!(resolved.instant(Some(Fold::Later)), None);
        assert_eq!(
            resolved.question(local, &new_york).unwrap(),
            "02:30 does not exist on Sunday 8 March 2026 in New York: clocks jump from 02:00 to 03:00. Choose 01:30 or 03:30"
        );
    }

    #[test]
    fn a_time_that_comes_twice_waits_for_the_choice() {
        let (local, new_york) = (date(2026, 11, 1).at(1, 30, 0, 0), zone("America/New_York"));
        let resolved = resolve(local, &new_york).unwrap();
        assert_eq!(resolved.instant(None), None);
        assert_eq!(
            resolved.instant(Some(Fold::Earlier)).unwrap().to_string(),
            "2026-11-01T05:30:00Z"
        );
        assert_eq!(
            resolved.instant(Some(Fold::Later)).unwrap().to_string(),
            "2026-11-01T06:30:00Z"
        );
        assert_eq!(
            resolved.question(local, &new_york).unwrap(),
            "01:30 comes twice on Sunday 1 November 2026 in New York: clocks go back from 02:00 to 01:00. \
             Choose the first (UTC-4) or the second (UTC-5)"
        );
    }

    #[test]
    fn the_ends_of_the_change_belong_to_one_side() {
        let new_york = zone("America/New_York");
        let once = |local| matches!(resolve(local, &new_york).unwrap(), Resolved::Once(_));
        assert!(once(date(2026, 3, 8).at(3, 0, 0, 0)) && !once(date(2026, 3, 8).at(2, 0, 0, 0)));
        assert!(once(date(2026, 11, 1).at(2, 0, 0, 0)) && !once(date(2026, 11, 1).at(1, 0, 0, 0)));
    }

    #[test]
    fn a_half_hour_change_moves_by_half_an_hour() {
        let (local, lord_howe) = (
            date(2026, 10, 4).at(2, 15, 0, 0),
            zone("Australia/Lord_Howe"),
        );
        let question = resolve(local, &lord_howe)
            .unwrap()
            .question(local, &lord_howe)
            .unwrap();
        assert!(
            question.ends_with("clocks jump from 02:00 to 02:30. Choose 01:45 or 02:45"),
            "{question}"
        );
    }

    #[test]
    fn a_time_beyond_the_calendar_is_an_error() {
        assert!(resolve(DateTime::MAX, &zone("America/New_York")).is_err());
    }
}
