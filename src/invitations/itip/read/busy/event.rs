//! One event: whether it takes somebody's time, and how long.

use calcard::icalendar::{
    ICalendarComponent, ICalendarProperty, ICalendarStatus, ICalendarTransparency, ICalendarValue,
};
use jiff::{SignedDuration, Timestamp, civil};

use super::{
    Look,
    when::{When, seconds},
};

/// How long an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// Whole days on the owner's clocks.
    Days(i32),
    Seconds(i64),
}

impl Length {
    pub(super) fn read(
        look: &Look<'_>,
        event: &ICalendarComponent,
        start: &When<'_>,
    ) -> Option<Self> {
        if let Some(entry) = event.property(&ICalendarProperty::Dtend) {
            let end = When::read(look, entry)?;
            if start.whole_day {
                let days = (end.local.date() - start.local.date()).get_days();
                return Some(Self::Days(days.max(1)));
            }
            let length = end.instant()?.duration_since(start.instant()?);
            return Some(Self::Seconds(length.as_secs().max(0)));
        }
        let written = event.property(&ICalendarProperty::Duration);
        let length = written.and_then(|entry| match entry.values.first()? {
            ICalendarValue::Duration(length) => Some(seconds(length)),
            _ => None,
        });
        Some(match (start.whole_day, length) {
            (true, Some(length)) => Self::Days(i32::try_from(length / 86_400).ok()?.max(1)),
            (true, None) => Self::Days(1),
            // Without an end it takes no time (RFC 5545 3.6.1).
            (false, length) => Self::Seconds(length.unwrap_or(0)),
        })
    }

    /// When it is over if it begins at this time of these clocks.
    pub(super) fn end(self, start: &When<'_>, local: civil::DateTime) -> Option<Timestamp> {
        match self {
            Self::Days(days) => {
                let end = local.checked_add(jiff::Span::new().try_days(days).ok()?);
                start.clocks.instant(end.ok()?)
            }
            Self::Seconds(length) => {
                let begins = start.clocks.instant(local)?;
                begins.checked_add(SignedDuration::from_secs(length)).ok()
            }
        }
    }
}

/// Whether an event leaves its owner free: transparent, cancelled, or "show as free" in Outlook's own words.
pub(super) fn is_free(event: &ICalendarComponent) -> bool {
    let outlook = ICalendarProperty::Other("X-MICROSOFT-CDO-BUSYSTATUS".to_owned());
    event.entries.iter().any(|entry| {
        let value = entry.values.first();
        match (&entry.name, value) {
            (_, Some(ICalendarValue::Transparency(it))) => {
                *it == ICalendarTransparency::Transparent
            }
            (_, Some(ICalendarValue::Status(it))) => *it == ICalendarStatus::Cancelled,
            (name, Some(ICalendarValue::Text(it))) if *name == outlook => {
                it.eq_ignore_ascii_case("FREE")
            }
            _ => false,
        }
    })
}
