//! When a calendar says that somebody is busy: spans of time and nothing else, no titles and no places.
//!
//! What is transparent or cancelled is free (RFC 5545 3.8.2.7). Series are unrolled on wall time, and each meeting of one is
//! put on its clocks by our own database of zones.

mod event;
mod series;
#[cfg(test)]
mod tests;
mod until;
mod walls;
mod when;

use std::collections::BTreeMap;

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFreeBusyType,
    ICalendarParameterValue, ICalendarPeriod, ICalendarProperty, ICalendarValue,
};
use jiff::{Timestamp, tz::TimeZone};

use super::{Unreadable, normalise};
use when::{When, seconds};

/// From when to when.
pub(super) type Span = (Timestamp, Timestamp);

/// What a calendar says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// In order, none touching the next.
    pub spans: Vec<Span>,
    /// How many entries could not be placed in time.
    pub unread: usize,
}

/// What is read: a file, on whose clocks its floating times and whole days are, and between when.
pub(super) struct Look<'a> {
    pub(super) file: &'a ICalendar,
    pub(super) zone: &'a TimeZone,
    pub(super) window: Span,
}

impl Look<'_> {
    fn sees(&self, (from, to): &Span) -> bool {
        from < to && *from < self.window.1 && *to > self.window.0
    }
}

/// Reads a calendar; `zone` is that of its owner.
pub fn busy(bytes: &[u8], zone: &TimeZone, window: Span) -> Result<Busy, Unreadable> {
    let text = normalise::within(bytes, normalise::WHOLE_CALENDAR)?;
    let file = ICalendar::parse(&text).map_err(|_| Unreadable::Broken)?;
    let look = Look {
        file: &file,
        zone,
        window,
    };
    let mut found = Busy::default();
    let mut budget = series::Budget::default();
    for meetings in by_uid(&file).into_values() {
        series::read(&look, &meetings, &mut budget, &mut found);
    }
    published(&look, &mut found);
    found.spans.retain(|span| look.sees(span));
    found.spans = joined(found.spans);
    Ok(found)
}

/// The parts of each series. What has no UID stands alone.
fn by_uid(file: &ICalendar) -> BTreeMap<(Option<&str>, usize), Vec<&ICalendarComponent>> {
    let mut by_uid: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let events = file.components.iter().enumerate();
    for (at, part) in events.filter(|(_, part)| part.component_type.is_event()) {
        let uid = part.uid().map(str::trim).filter(|uid| !uid.is_empty());
        let alone = if uid.is_some() { 0 } else { at };
        by_uid.entry((uid, alone)).or_default().push(part);
    }
    by_uid
}

/// FREEBUSY lines, which calendars that hide their entries publish instead (RFC 5545 3.6.4).
fn published(look: &Look<'_>, found: &mut Busy) {
    let parts = look.file.components.iter();
    let lines = parts
        .filter(|part| part.component_type == ICalendarComponentType::VFreebusy)
        .flat_map(|part| part.properties(&ICalendarProperty::Freebusy));
    for line in lines {
        let free = line.params.iter().any(|param| {
            matches!(
                param.value,
                ICalendarParameterValue::Fbtype(ICalendarFreeBusyType::Free)
            )
        });
        if free {
            continue;
        }
        for value in &line.values {
            match value {
                ICalendarValue::Period(period) => match period_of(look, line, period) {
                    Some(span) => found.spans.push(span),
                    None => found.unread += 1,
                },
                _ => found.unread += 1,
            }
        }
    }
}

/// A period: a start with an end or a length.
pub(super) fn period_of(
    look: &Look<'_>,
    line: &calcard::icalendar::ICalendarEntry,
    period: &ICalendarPeriod,
) -> Option<Span> {
    match period {
        ICalendarPeriod::Range { start, end } => {
            let start = When::of(look, line, start)?.instant()?;
            Some((start, When::of(look, line, end)?.instant()?))
        }
        ICalendarPeriod::Duration { start, duration } => {
            let start = When::of(look, line, start)?.instant()?;
            let length = jiff::SignedDuration::from_secs(seconds(duration));
            Some((start, start.checked_add(length).ok()?))
        }
    }
}

/// Spans that overlap or touch, as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
