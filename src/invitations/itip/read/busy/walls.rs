//! Unrolling a rule: calcard's work, on times of no zone.

use calcard::{
    common::{PartialDateTime, timezone::Tz},
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
        ICalendarRecurrenceRule, ICalendarValue,
    },
};
use jiff::{Timestamp, civil, tz::TimeZone};

/// Unrolls a rule on times of no zone.
pub(super) fn walls(
    rule: ICalendarRecurrenceRule,
    start: civil::DateTime,
    most: usize,
) -> Option<Vec<civil::DateTime>> {
    let entry = |name, value| ICalendarEntry {
        name,
        params: Vec::new(),
        values: vec![value],
    };
    let event = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(
                ICalendarProperty::Dtstart,
                ICalendarValue::PartialDateTime(Box::new(partial(start)?)),
            ),
            entry(
                ICalendarProperty::Rrule,
                ICalendarValue::RecurrenceRule(Box::new(rule)),
            ),
        ],
        component_ids: Vec::new(),
    };
    let alone = ICalendar {
        components: vec![event],
    };
    let expanded = alone.expand_dates(Tz::UTC, most);
    if !expanded.errors.is_empty() {
        return None;
    }
    let wall = |at: chrono::NaiveDateTime| {
        let at = at.and_utc().timestamp();
        let at = Timestamp::from_second(at).ok()?;
        Some(at.to_zoned(TimeZone::UTC).datetime())
    };
    let events = expanded.events.into_iter();
    events
        .map(|event| wall(event.start.naive_local()))
        .collect()
}

pub(super) fn partial(at: civil::DateTime) -> Option<PartialDateTime> {
    let small = |part: i8| u8::try_from(part).ok();
    Some(PartialDateTime {
        year: Some(u16::try_from(at.year()).ok()?),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        ..PartialDateTime::default()
    })
}
