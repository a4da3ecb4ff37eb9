//! A time as a calendar writes it: digits, and on whose clocks.

use calcard::{
    common::PartialDateTime,
    icalendar::{ICalendarDuration, ICalendarEntry, ICalendarValue},
};
use jiff::{Timestamp, civil};

use super::{super::times, Look};

/// A time, or a whole day.
pub(super) struct When<'a> {
    pub(super) local: civil::DateTime,
    pub(super) clocks: times::Clocks<'a>,
    pub(super) whole_day: bool,
}

impl<'a> When<'a> {
    /// The first value of a property.
    pub(super) fn read(look: &Look<'a>, entry: &'a ICalendarEntry) -> Option<Self> {
        match entry.values.first()? {
            ICalendarValue::PartialDateTime(written) => Self::of(look, entry, written),
            _ => None,
        }
    }

    pub(super) fn of(
        look: &Look<'a>,
        entry: &'a ICalendarEntry,
        written: &PartialDateTime,
    ) -> Option<Self> {
        let whole_day = written.hour.is_none();
        let own = || times::Clocks::Rules(look.zone.clone());
        Some(Self {
            local: if whole_day {
                day(written)?.to_datetime(civil::Time::midnight())
            } else {
                times::local(written)?
            },
            clocks: if whole_day {
                own()
            } else {
                times::Clocks::of(entry, written, look.file).unwrap_or_else(own)
            },
            whole_day,
        })
    }

    pub(super) fn instant(&self) -> Option<Timestamp> {
        self.clocks.instant(self.local)
    }
}

pub(super) fn day(written: &PartialDateTime) -> Option<civil::Date> {
    let small = |part: Option<u8>| i8::try_from(part?).ok();
    let year = i16::try_from(written.year?).ok()?;
    civil::Date::new(year, small(written.month)?, small(written.day)?).ok()
}

/// A length in seconds; a day has 24 hours here, as clocks that change in the middle of a meeting do not matter.
pub(super) fn seconds(length: &ICalendarDuration) -> i64 {
    if length.neg {
        return 0;
    }
    let days = i64::from(length.weeks) * 7 + i64::from(length.days);
    let minutes = i64::from(length.hours) * 60 + i64::from(length.minutes);
    days * 86_400 + minutes * 60 + i64::from(length.seconds)
}
