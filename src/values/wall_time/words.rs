//! Instants in words, always with their zone: a bare time is an invitation to miss the meeting.
//!
//! The zone is named the way its people name it and the offset stands beside it, so that a reader
//! in another zone can do the sum, and so that a wrong zone database shows at a glance.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::values::{TimeZone, time_convert::to_timestamp};

/// `Thu 14 Jan 2027, 1:00 pm Central (UTC-6)`.
#[must_use]
pub fn long(instant: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.rules().to_offset(instant);
    let local = offset.to_datetime(instant);
    format!(
        "{}, {} {}",
        date(local.date()),
        hour(local),
        named(zone, offset)
    )
}

/// The same for an instant from a database column.
#[must_use]
pub fn moment(instant: chrono::DateTime<chrono::Utc>, zone: &TimeZone) -> String {
    to_timestamp(instant).map_or_else(|_| instant.to_string(), |instant| long(instant, zone))
}

/// `Thu 14 Jan 2027, 9:30 am to 12:00 pm Pacific (UTC-8)`; the second date only when it differs,
/// the first offset only when the clocks change in between.
#[must_use]
pub fn range(start: Timestamp, end: Timestamp, zone: &TimeZone) -> String {
    let (from, to) = (zone.rules().to_offset(start), zone.rules().to_offset(end));
    let (first, last) = (from.to_datetime(start), to.to_datetime(end));
    let changed = if from == to {
        String::new()
    } else {
        format!(" ({})", offset(from))
    };
    let day = if first.date() == last.date() {
        String::new()
    } else {
        format!("{}, ", date(last.date()))
    };
    format!(
        "{}, {}{changed} to {day}{} {}",
        date(first.date()),
        hour(first),
        hour(last),
        named(zone, to)
    )
}

/// `1:00 pm CT`: for lists that show the date once.
#[must_use]
pub fn clock(instant: Timestamp, zone: &TimeZone) -> String {
    format!(
        "{} {}",
        hour(zone.rules().to_datetime(instant)),
        zone.short_label()
    )
}

/// `Thu 14 Jan 2027`.
#[must_use]
pub fn date(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// `UTC-6`, `UTC+5:30`, `UTC+0`.
#[must_use]
pub fn offset(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    }
}

/// `Central (UTC-6)`, `Mountain (Arizona, UTC-7)`; the zone UTC needs no offset.
fn named(zone: &TimeZone, at: Offset) -> String {
    let label = zone.label();
    match label.strip_suffix(')') {
        _ if zone.name() == "UTC" => label,
        Some(qualified) => format!("{qualified}, {})", offset(at)),
        None => format!("{label} ({})", offset(at)),
    }
}

/// `1:00 pm`.
fn hour(local: DateTime) -> String {
    local.strftime("%-I:%M %P").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        name.parse().unwrap()
    }

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    #[test]
    fn a_time_carries_its_zone_and_offset() {
        let start = at("2027-01-14T19:00:00Z");
        assert_eq!(
            long(start, &zone("America/Chicago")),
            "Thu 14 Jan 2027, 1:00 pm Central (UTC-6)"
        );
        assert_eq!(
            long(start, &zone("America/Phoenix")),
            "Thu 14 Jan 2027, 12:00 pm Mountain (Arizona, UTC-7)"
        );
        assert_eq!(
            long(start, &zone("Asia/Kolkata")),
            "Fri 15 Jan 2027, 12:30 am Kolkata (UTC+5:30)"
        );
        assert_eq!(
            long(start, &zone("Europe/London")),
            "Thu 14 Jan 2027, 7:00 pm London (UTC+0)"
        );
        assert_eq!(long(start, &zone("UTC")), "Thu 14 Jan 2027, 7:00 pm UTC");
        assert_eq!(clock(start, &zone("America/New_York")), "2:00 pm ET");
        assert_eq!(clock(start, &zone("Europe/Paris")), "8:00 pm Paris");
    }

    #[test]
    fn a_range_names_the_day_once() {
        let pacific = zone("America/Los_Angeles");
        let text = range(
            at("2027-01-14T17:30:00Z"),
            at("2027-01-14T20:00:00Z"),
            &pacific,
        );
        assert_eq!(text, "Thu 14 Jan 2027, 9:30 am to 12:00 pm Pacific (UTC-8)");
    }

    #[test]
    fn a_range_over_midnight_or_a_clock_change_says_so() {
        let eastern = zone("America/New_York");
        let night = range(
            at("2027-01-15T02:00:00Z"),
            at("2027-01-15T06:00:00Z"),
            &eastern,
        );
        assert_eq!(
            night,
            "Thu 14 Jan 2027, 9:00 pm to Fri 15 Jan 2027, 1:00 am Eastern (UTC-5)"
        );
        let change = range(
            at("2026-11-01T04:30:00Z"),
            at("2026-11-01T08:00:00Z"),
            &eastern,
        );
        assert_eq!(
            change,
            "Sun 1 Nov 2026, 12:30 am (UTC-4) to 3:00 am Eastern (UTC-5)"
        );
    }
}
