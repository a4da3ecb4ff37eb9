//! When a rule ends.

use calcard::common::PartialDateTime;
use jiff::{Timestamp, civil, tz::TimeZone};

use super::{super::times, when::When, when::day};

/// The end of a rule: an instant, or a time or day on the clocks of its start (RFC 5545 3.3.10).
pub(super) enum Until {
    Instant(Option<Timestamp>),
    Day(Option<civil::Date>),
    Wall(Option<civil::DateTime>),
}

impl Until {
    pub(super) fn of(written: &PartialDateTime, start: &When<'_>) -> Self {
        let local = times::local(written);
        if written.hour.is_none() || start.whole_day {
            Self::Day(day(written))
        } else if written.tz_hour.is_some() {
            Self::Instant(local.and_then(|local| times::at_offset(local, 0)))
        } else {
            Self::Wall(local)
        }
    }

    pub(super) fn wall(&self) -> Option<civil::DateTime> {
        match self {
            Self::Instant(at) => Some(at.as_ref()?.to_zoned(TimeZone::UTC).datetime()),
            Self::Day(date) => Some(date.as_ref()?.to_datetime(civil::Time::midnight())),
            Self::Wall(local) => *local,
        }
    }

    pub(super) fn is_before(&self, start: &When<'_>, local: civil::DateTime) -> bool {
        match self {
            Self::Instant(at) => start.clocks.instant(local) > *at,
            Self::Day(date) => Some(local.date()) > *date,
            Self::Wall(until) => Some(local) > *until,
        }
    }
}
