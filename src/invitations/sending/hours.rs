//! When a mail may arrive: in the recipient's working hours.

use jiff::{Timestamp, ToSpan as _, civil::Weekday, tz::TimeZone};

/// First and last full hour of a working day.
const OPENS: i8 = 9;
const CLOSES: i8 = 17;

/// The next moment from `now` on at which it is a weekday between nine and five in `zone`; `now` itself if it is.
#[must_use]
pub(super) fn next_working_moment(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let there = now.to_zoned(zone.clone());
    let works = |day: Weekday| !matches!(day, Weekday::Saturday | Weekday::Sunday);
    if works(there.weekday()) && (OPENS..CLOSES).contains(&there.hour()) {
        return now;
    }
    let mut day = if there.hour() < OPENS {
        there.date()
    } else {
        there.date().saturating_add(1.day())
    };
    while !works(day.weekday()) {
        day = day.saturating_add(1.day());
    }
    // A clock that is put forward at nine gives the moment after the gap.
    zone.to_ambiguous_zoned(day.at(OPENS, 0, 0, 0))
        .compatible()
        .map_or(now, |opens| opens.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(now: &str, zone: &str) -> String {
        let zone: crate::values::TimeZone = zone.parse().unwrap();
        next_working_moment(now.parse().unwrap(), zone.rules()).to_string()
    }

    #[test]
    fn mail_waits_for_nine_on_a_weekday() {
        let new_york = "America/New_York";
        assert_eq!(
            next("2026-11-23T15:00:00Z", new_york),
            "2026-11-23T15:00:00Z"
        );
        assert_eq!(
            next("2026-11-23T02:00:00Z", new_york),
            "2026-11-23T14:00:00Z"
        );
        assert_eq!(
            next("2026-11-23T22:00:00Z", new_york),
            "2026-11-24T14:00:00Z"
        );
        assert_eq!(
            next("2026-11-20T23:00:00Z", new_york),
            "2026-11-23T14:00:00Z"
        );
        assert_eq!(
            next("2026-11-21T15:00:00Z", "Pacific/Honolulu"),
            "2026-11-23T19:00:00Z"
        );
    }
}
