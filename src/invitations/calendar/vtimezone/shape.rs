//! The shape of a zone's clock changes around a window of time.
//!
//! Read off the zone's own transitions, not its rule text: a sample of fourteen years shows every
//! position a yearly change can take in the calendar, and the rule that explains all of them is the one
//! to write.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// Enough years for each date to have fallen on each weekday.
const YEARS: i16 = 14;

/// How the clocks change in and after a window.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Not at all.
    Fixed { offset: Offset, name: String },
    /// Twice a year by rules that hold from before the window on.
    Rules([YearlyRule; 2]),
    /// In some other way.
    List,
}

/// One change a year.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct YearlyRule {
    /// The first onset, on the clocks of before the change; its month, weekday and hour are the rule's.
    pub(super) first: DateTime,
    pub(super) days: Days,
    pub(super) from: Offset,
    pub(super) to: Offset,
    pub(super) name: String,
}

/// Which of the weekdays in the month.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Days {
    Nth(i8),
    Last,
    SevenFrom(i8),
}

#[derive(Debug)]
struct Change {
    onset: DateTime,
    from: Offset,
    to: Offset,
    name: String,
}

pub(super) fn shape(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Shape {
    if changes(zone, first).next().is_none() {
        let info = zone.to_offset_info(first);
        return Shape::Fixed {
            offset: info.offset(),
            name: info.abbreviation().to_owned(),
        };
    }
    rules(zone, first, last).map_or(Shape::List, Shape::Rules)
}

/// The changes after an instant that move the clocks; some databases also list changes that do not.
fn changes(zone: &TimeZone, after: Timestamp) -> impl Iterator<Item = Change> {
    let mut from = zone.to_offset(after);
    zone.following(after).filter_map(move |transition| {
        let (before, to) = (from, transition.offset());
        from = to;
        let onset = before.to_datetime(transition.timestamp());
        (before != to).then(|| Change {
            onset,
            from: before,
            to,
            name: transition.abbreviation().to_owned(),
        })
    })
}

/// Two yearly rules, if each year from the one before the window has exactly one change of each kind.
fn rules(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Option<[YearlyRule; 2]> {
    let start = zone.to_datetime(first).year().checked_sub(1)?;
    let years = YEARS.max(zone.to_datetime(last).year() - start + 2);
    let before = jiff::civil::DateTime::new(start, 1, 1, 0, 0, 0, 0).ok()?;
    let sample = changes(zone, zone.to_timestamp(before).ok()?)
        .take_while(|change| change.onset.year() < start + years);
    let (forward, back): (Vec<_>, Vec<_>) = sample.partition(|change| change.to > change.from);
    let rule = |kind: Vec<Change>| rule(kind, start, years);
    Some([rule(forward)?, rule(back)?])
}

fn rule(changes: Vec<Change>, start: i16, years: i16) -> Option<YearlyRule> {
    let yearly = changes
        .iter()
        .map(|change| change.onset.year())
        .eq(start..start + years);
    let alike = changes.windows(2).all(|pair| is_alike(&pair[0], &pair[1]));
    let days = days(&changes)?;
    let first = changes.into_iter().next().filter(|_| yearly && alike)?;
    Some(YearlyRule {
        first: first.onset,
        days,
        from: first.from,
        to: first.to,
        name: first.name,
    })
}

/// Same but for the year and the day of the month.
fn is_alike(one: &Change, other: &Change) -> bool {
    let key = |change: &Change| {
        (
            change.onset.month(),
            change.onset.weekday(),
            change.onset.time(),
        )
    };
    key(one) == key(other) && (one.from, one.to, &one.name) == (other.from, other.to, &other.name)
}

fn days(changes: &[Change]) -> Option<Days> {
    let dates = || changes.iter().map(|change| change.onset.date());
    let nth = |day: i8| (day - 1) / 7 + 1;
    let (earliest, latest) = (
        dates().map(jiff::civil::Date::day).min()?,
        dates().map(jiff::civil::Date::day).max()?,
    );
    if nth(earliest) == nth(latest) {
        Some(Days::Nth(nth(earliest)))
    } else if dates().all(|date| date.day() + 7 > date.days_in_month()) {
        Some(Days::Last)
    } else {
        (latest - earliest == 6).then_some(Days::SevenFrom(earliest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str, first: &str) -> Shape {
        let zone: crate::values::TimeZone = name.parse().unwrap();
        let first: Timestamp = first.parse().unwrap();
        shape(zone.rules(), first, first)
    }

    #[test]
    fn the_rules_are_those_of_the_law() {
        let Shape::Rules([forward, back]) = at("America/New_York", "2026-06-01T00:00:00Z") else {
            panic!()
        };
        assert_eq!(
            (forward.first.to_string().as_str(), forward.days),
            ("2025-03-09T02:00:00", Days::Nth(2))
        );
        assert_eq!(
            (back.first.to_string().as_str(), back.days),
            ("2025-11-02T02:00:00", Days::Nth(1))
        );
        let Shape::Rules([forward, back]) = at("Europe/London", "2026-06-01T00:00:00Z") else {
            panic!()
        };
        assert_eq!((forward.days, back.days), (Days::Last, Days::Last));
        let Shape::Rules([forward, back]) = at("Asia/Jerusalem", "2026-06-01T00:00:00Z") else {
            panic!()
        };
        assert_eq!((forward.days, back.days), (Days::SevenFrom(23), Days::Last));
    }

    #[test]
    fn zones_without_changes_are_fixed() {
        for name in ["America/Phoenix", "Pacific/Honolulu", "Asia/Tokyo", "UTC"] {
            assert!(
                matches!(at(name, "2026-06-01T00:00:00Z"), Shape::Fixed { .. }),
                "{name}"
            );
        }
    }

    #[test]
    fn a_one_off_change_has_no_yearly_shape_until_it_is_past() {
        assert_eq!(at("America/Vancouver", "2026-01-15T17:00:00Z"), Shape::List);
        assert!(matches!(
            at("America/Vancouver", "2026-12-15T16:00:00Z"),
            Shape::Fixed { .. }
        ));
        assert_eq!(at("Africa/Cairo", "2026-06-01T00:00:00Z"), Shape::List);
    }
}
