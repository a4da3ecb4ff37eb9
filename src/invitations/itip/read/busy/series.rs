//! The meetings of a series: its rule unrolled, dates added and taken out, and those that were moved (RFC 5545 3.8.4.4, 3.8.5).

use std::collections::BTreeSet;

use calcard::icalendar::{
    ICalendarComponent, ICalendarFrequency, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue,
};
use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};

use super::{
    super::times,
    Busy, Look, Span,
    event::{Length, is_free},
    period_of,
    until::Until,
    walls::{partial, walls},
    when::When,
};

/// What unrolling may cost: a file is somebody else's.
pub(super) struct Budget {
    /// Rules, each of which may look at up to 100,000 days to find none.
    rules: usize,
    /// Meetings.
    meetings: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            rules: 300,
            meetings: 200_000,
        }
    }
}

/// The most meetings of one series: 50 years of days.
const LONGEST: usize = 20_000;

/// Adds the meetings of one UID.
pub(super) fn read(
    look: &Look<'_>,
    parts: &[&ICalendarComponent],
    budget: &mut Budget,
    found: &mut Busy,
) {
    let (moved, masters): (Vec<&ICalendarComponent>, Vec<&ICalendarComponent>) = parts
        .iter()
        .partition(|part| part.has_property(&ICalendarProperty::RecurrenceId));
    let mut gone: BTreeSet<Timestamp> = moved
        .iter()
        .filter_map(|part| part.property(&ICalendarProperty::RecurrenceId))
        .filter_map(|entry| When::read(look, entry)?.instant())
        .collect();
    for part in moved.iter().filter(|part| !is_free(part)) {
        match one(look, part) {
            Some(span) => found.spans.push(span),
            None => found.unread += 1,
        }
    }
    for part in masters.iter().filter(|part| !is_free(part)) {
        gone.extend(
            dates(look, part, &ICalendarProperty::Exdate)
                .into_iter()
                .map(|(at, _)| at),
        );
        match all(look, part, budget) {
            Some(spans) => found
                .spans
                .extend(spans.into_iter().filter(|(from, _)| !gone.contains(from))),
            None => found.unread += 1,
        }
    }
}

/// An event by itself.
fn one(look: &Look<'_>, event: &ICalendarComponent) -> Option<Span> {
    let start = event.property(&ICalendarProperty::Dtstart);
    let start = start.or_else(|| event.property(&ICalendarProperty::RecurrenceId));
    let start = When::read(look, start?)?;
    let end = Length::read(look, event, &start)?.end(&start, start.local)?;
    Some((start.instant()?, end))
}

/// An event with what its rule and its dates add.
fn all(look: &Look<'_>, event: &ICalendarComponent, budget: &mut Budget) -> Option<Vec<Span>> {
    let start = When::read(look, event.property(&ICalendarProperty::Dtstart)?)?;
    let length = Length::read(look, event, &start)?;
    let mut spans = Vec::new();
    for (from, to) in dates(look, event, &ICalendarProperty::Rdate) {
        let local = from.to_zoned(look.zone.clone()).datetime();
        let own = When {
            local,
            clocks: times::Clocks::Rules(look.zone.clone()),
            whole_day: start.whole_day,
        };
        spans.push((from, to.or_else(|| length.end(&own, local))?));
    }
    let locals = match event.property(&ICalendarProperty::Rrule) {
        None => vec![start.local],
        Some(entry) => match entry.values.first()? {
            ICalendarValue::RecurrenceRule(rule) => unrolled(look, rule, &start, budget)?,
            _ => return None,
        },
    };
    for local in locals {
        // A time that no clock shows is left out, not the whole series.
        if let Some(from) = start.clocks.instant(local)
            && let Some(to) = length.end(&start, local)
        {
            spans.push((from, to));
        }
    }
    Some(spans)
}

/// The instants of EXDATE or RDATE, with an end where they are periods.
fn dates(
    look: &Look<'_>,
    event: &ICalendarComponent,
    name: &ICalendarProperty,
) -> Vec<(Timestamp, Option<Timestamp>)> {
    let entries = event.properties(name);
    let values = entries.flat_map(|entry| entry.values.iter().map(move |value| (entry, value)));
    let read = |(entry, value): (_, &_)| match value {
        ICalendarValue::PartialDateTime(written) => {
            Some((When::of(look, entry, written)?.instant()?, None))
        }
        ICalendarValue::Period(period) => {
            let (from, to) = period_of(look, entry, period)?;
            Some((from, Some(to)))
        }
        _ => None,
    };
    values.filter_map(read).take(LONGEST).collect()
}

/// Wall times of a rule, the start's among them, until the window is over; nothing if it costs too much.
fn unrolled(
    look: &Look<'_>,
    rule: &ICalendarRecurrenceRule,
    start: &When<'_>,
    budget: &mut Budget,
) -> Option<Vec<civil::DateTime>> {
    use ICalendarFrequency as F;
    if !matches!(rule.freq, F::Daily | F::Weekly | F::Monthly | F::Yearly) {
        return None;
    }
    let until = rule.until.as_ref().map(|written| Until::of(written, start));
    // A day's leeway: these are walls of some zone.
    let wall = |at: Timestamp| at.to_zoned(TimeZone::UTC).datetime();
    if let Some(until) = &until
        && until.wall()?.checked_add(2.days()).ok()? < wall(look.window.0)
    {
        return Some(Vec::new());
    }
    let window_ends = wall(look.window.1).checked_add(2.days()).ok()?;
    if start.local > window_ends {
        return Some(Vec::new());
    }
    budget.rules = budget.rules.checked_sub(1)?;
    let mut rule = rule.clone();
    rule.until = match rule.count {
        Some(_) => None,
        None => Some(partial(window_ends)?),
    };
    let most = LONGEST.min(budget.meetings);
    let walls = walls(rule, start.local, most)?;
    budget.meetings -= walls.len();
    let kept = walls.into_iter().filter(|local| {
        let ended = until
            .as_ref()
            .is_some_and(|until| until.is_before(start, *local));
        !ended && *local <= window_ends
    });
    Some(kept.collect())
}
