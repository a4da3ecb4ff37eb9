//! Every VTIMEZONE we write, read by a small evaluator that knows only RFC 5545, must give the offsets
//! jiff gives: on both days of each clock change and in between.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::vtimezone;
use crate::values::TimeZone;
use crate::values::wall_time::{Resolved, resolve};

const ZONES: [&str; 44] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Lagos",
    "America/Adak",
    "America/Anchorage",
    "America/Asuncion",
    "America/Boise",
    "America/Chicago",
    "America/Denver",
    "America/Detroit",
    "America/Edmonton",
    "America/Halifax",
    "America/Tijuana",
    "America/Indiana/Indianapolis",
    "America/Kentucky/Louisville",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Phoenix",
    "America/Puerto_Rico",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "America/Vancouver",
    "America/Winnipeg",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Honolulu",
];

/// One STANDARD or DAYLIGHT.
#[derive(Debug)]
struct Part {
    first: DateTime,
    rule: Option<String>,
    to: Offset,
}

fn value<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    part.split("\r\n")
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

fn offset(text: &str) -> Offset {
    let number: i32 = text.parse().unwrap();
    Offset::from_seconds((number / 100 * 60 + number % 100) * 60).unwrap()
}

fn parts(text: &str) -> Vec<Part> {
    let part = |text: &str| Part {
        first: DateTime::strptime("%Y%m%dT%H%M%S", value(text, "DTSTART").unwrap()).unwrap(),
        rule: value(text, "RRULE").map(str::to_owned),
        to: offset(value(text, "TZOFFSETTO").unwrap()),
    };
    text.split("BEGIN:")
        .filter(|text| text.starts_with("STANDARD") || text.starts_with("DAYLIGHT"))
        .map(part)
        .collect()
}

/// Whether a date is one the yearly rule names.
fn named_by(rule: &str, date: Date) -> bool {
    let get = |key: &str| rule.split(';').find_map(|pair| pair.strip_prefix(key));
    let by_day = get("BYDAY=").unwrap();
    let (nth, weekday) = by_day.split_at(by_day.len() - 2);
    let day = date.day();
    let nth_matches = match nth {
        "" => get("BYMONTHDAY=")
            .unwrap()
            .split(',')
            .any(|allowed| allowed == day.to_string()),
        "-1" => day > date.days_in_month() - 7,
        nth => (day + 6) / 7 == nth.parse::<i8>().unwrap(),
    };
    nth_matches
        && get("BYMONTH=") == Some(&date.month().to_string())
        && date
            .strftime("%a")
            .to_string()
            .to_uppercase()
            .starts_with(weekday)
}

/// The last onset of a part at or before a local time.
fn onset(part: &Part, local: DateTime) -> Option<DateTime> {
    let Some(rule) = &part.rule else {
        return (part.first <= local).then_some(part.first);
    };
    let days = std::iter::successors(Some(local.date()), |day| day.yesterday().ok());
    let onsets = days
        .take(800)
        .filter(|day| named_by(rule, *day))
        .map(|day| day.to_datetime(part.first.time()));
    onsets
        .into_iter()
        .find(|onset| *onset <= local && *onset >= part.first)
}

fn read(parts: &[Part], local: DateTime) -> Offset {
    parts
        .iter()
        .filter_map(|part| Some((onset(part, local)?, part.to)))
        .max_by_key(|(onset, _)| *onset)
        .expect("an onset before the event")
        .1
}

/// Moments around every clock change from `first` on, and mid-seasons.
fn moments(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Timestamp> {
    let mut moments: Vec<_> = (0..36)
        .map(|month| first + SignedDuration::from_hours(month * 730))
        .collect();
    for change in zone
        .rules()
        .following(first)
        .take_while(|change| change.timestamp() < last)
    {
        for minutes in [
            -1440, -721, -181, -61, -31, -1, 0, 1, 31, 61, 121, 181, 720, 1440,
        ] {
            moments.push(change.timestamp() + SignedDuration::from_mins(minutes));
        }
    }
    moments.retain(|moment| (first..last).contains(moment));
    moments
}

fn agrees(name: &str, year: i16) -> bool {
    let zone: TimeZone = name.parse().unwrap();
    let first = jiff::civil::date(year, 1, 2)
        .at(0, 0, 0, 0)
        .to_zoned(zone.jiff())
        .unwrap()
        .timestamp();
    let last = first + SignedDuration::from_hours(24 * 365 * 3);
    let Some(text) = vtimezone::text(&zone, first, last) else {
        return false;
    };
    let parts = parts(&text);
    for moment in moments(&zone, first, last) {
        let local = zone.rules().to_datetime(moment);
        if let Resolved::Once(_) = resolve(local, &zone).unwrap() {
            assert_eq!(
                read(&parts, local),
                zone.rules().to_offset(moment),
                "{name} at {local}\n{text}"
            );
        }
    }
    true
}

#[test]
fn our_zones_agree_with_the_database_around_each_change() {
    let (written, in_utc): (Vec<&str>, Vec<&str>) =
        ZONES.into_iter().partition(|name| agrees(name, 2027));
    assert_eq!(
        in_utc,
        ["Africa/Cairo", "Africa/Casablanca"],
        "only lists and +0000 go out in UTC"
    );
    assert!(written.len() >= 40, "{}", written.len());
}

#[test]
fn any_zone_on_offer_agrees_or_goes_out_in_utc() {
    let all = TimeZone::all();
    let written = all.iter().filter(|zone| agrees(zone.name(), 2028)).count();
    assert!(written * 10 > all.len() * 9, "{written} of {}", all.len());
}
