//! Times as calendars write them, to instants: by IANA name, by Windows name, or by the file's own VTIMEZONE.
//!
//! Always with the database built into this program: those of machines and of other crates are of other years.

use calcard::{
    common::{PartialDateTime, timezone::Tz},
    icalendar::{ICalendar, ICalendarEntry, ICalendarParameterName, ICalendarValue},
};
use chrono::{DateTime, Utc};
use jiff::{Timestamp, civil, tz::TimeZoneDatabase};

use super::vtimezone;
use crate::values::time_convert::to_chrono;

/// On whose clocks a time is written.
pub(super) enum Clocks<'a> {
    Rules(jiff::tz::TimeZone),
    /// Seconds east of UTC; 0 for the `Z` of RFC 5545.
    Offset(i64),
    /// A zone of this name that only the file knows.
    File(&'a str, &'a ICalendar),
}

impl<'a> Clocks<'a> {
    /// Nothing for a floating time and a whole day.
    pub(super) fn of(
        entry: &'a ICalendarEntry,
        written: &PartialDateTime,
        file: &'a ICalendar,
    ) -> Option<Self> {
        if let Some(hours) = written.tz_hour {
            let offset = i64::from(hours) * 3_600 + i64::from(written.tz_minute.unwrap_or(0)) * 60;
            return Some(Self::Offset(if written.tz_minus {
                -offset
            } else {
                offset
            }));
        }
        let zone = entry.parameter(&ICalendarParameterName::Tzid)?.as_text()?;
        Some(by_name(zone).map_or(Self::File(zone, file), Self::Rules))
    }

    /// The instant at which they show this time. In a gap the one that long after it began; of two the first.
    pub(super) fn instant(&self, local: civil::DateTime) -> Option<Timestamp> {
        match self {
            Self::Rules(rules) => rules.to_ambiguous_timestamp(local).compatible().ok(),
            Self::Offset(seconds) => at_offset(local, *seconds),
            Self::File(zone, file) => vtimezone::instant(local, zone, file),
        }
    }
}

/// The instant of a property; nothing for a whole day, a floating time and a zone nobody knows.
pub(super) fn instant(entry: &ICalendarEntry, file: &ICalendar) -> Option<DateTime<Utc>> {
    let Some(ICalendarValue::PartialDateTime(written)) = entry.values.first() else {
        return None;
    };
    let local = local(written)?;
    let clocks = Clocks::of(entry, written, file)?;
    clocks.instant(local).map(to_chrono)
}

/// The digits.
pub(super) fn local(written: &PartialDateTime) -> Option<civil::DateTime> {
    let small = |part: Option<u8>| i8::try_from(part?).ok();
    civil::DateTime::new(
        i16::try_from(written.year?).ok()?,
        small(written.month)?,
        small(written.day)?,
        small(written.hour)?,
        small(written.minute)?,
        // A leap second.
        small(written.second).unwrap_or(0).min(59),
        0,
    )
    .ok()
}

pub(super) fn at_offset(local: civil::DateTime, seconds: i64) -> Option<Timestamp> {
    let offset = jiff::tz::Offset::from_seconds(i32::try_from(seconds).ok()?).ok()?;
    offset.to_timestamp(local).ok()
}

/// The rules of a zone by its IANA name, also behind a prefix, or by the name Windows has for it.
fn by_name(zone: &str) -> Option<jiff::tz::TimeZone> {
    let zone = zone.trim().trim_matches('"');
    let database = TimeZoneDatabase::bundled();
    let found = database.get(zone).ok();
    // "/mozilla.org/20050126_1/America/New_York": the last two or three names.
    let tail = || {
        let names: Vec<&str> = zone.split('/').filter(|name| !name.is_empty()).collect();
        [3, 2].into_iter().find_map(|count| {
            let from = names.len().checked_sub(count)?;
            database.get(&names.get(from..)?.join("/")).ok()
        })
    };
    // The table of names alone: which hours they keep is asked of our own database.
    let windows = || {
        let known = zone.parse::<Tz>().ok()?;
        database.get(&known.name()?).ok()
    };
    found.or_else(tail).or_else(windows)
}
