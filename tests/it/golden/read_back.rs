//! What we wrote, read by a parser that is not ours, field by field.

use calcard::common::IanaString as _;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarParameterName, ICalendarProperty,
};
use roundtable::invitations::calendar::CalendarEvent;

use super::events::files;

#[test]
fn a_second_parser_reads_back_every_field() {
    for (name, text, events) in files() {
        let calendar = ICalendar::parse(&text).unwrap_or_else(|_| panic!("{name} is refused"));
        let read: Vec<_> = calendar
            .components
            .iter()
            .filter(|component| component.component_type.is_event())
            .collect();
        assert_eq!(read.len(), events.len(), "{name}");
        for (read, event) in read.into_iter().zip(&events) {
            compare(read, event);
        }
    }
}

fn compare(read: &ICalendarComponent, event: &CalendarEvent) {
    let value = |property| {
        read.property(&property)
            .and_then(|entry| entry.values.first())
    };
    let text = |property| {
        value(property)
            .and_then(|value| value.as_text())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(read.uid(), Some(event.uid.as_str()));
    assert_eq!(
        value(ICalendarProperty::Sequence).unwrap().as_integer(),
        Some(event.sequence.into())
    );
    assert_eq!(
        time(read, &ICalendarProperty::Dtstamp, event),
        event.dtstamp
    );
    assert_eq!(
        time(read, &ICalendarProperty::LastModified, event),
        event.last_modified
    );
    assert_eq!(
        time(read, &ICalendarProperty::Dtstart, event),
        event.start_utc
    );
    assert_eq!(time(read, &ICalendarProperty::Dtend, event), event.end_utc);
    assert_eq!(
        read.status().unwrap().as_str(),
        format!("{:?}", event.status).to_uppercase()
    );
    // One line, whatever was typed: the words are the same.
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words(&text(ICalendarProperty::Summary)),
        words(&event.summary)
    );
    let place = event
        .location
        .clone()
        .or_else(|| event.online_link.clone())
        .unwrap_or_default();
    assert_eq!(words(&text(ICalendarProperty::Location)), words(&place));
    let mut description = event
        .online_link
        .clone()
        .map(|link| format!("{link}\n\n"))
        .unwrap_or_default();
    description += &event
        .description
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}'], "\n")
        .replace(['\0', '\u{7f}'], "");
    assert_eq!(text(ICalendarProperty::Description), description);
    let url = value(ICalendarProperty::Url)
        .map(|value| format!("{value:?}"))
        .unwrap_or_default();
    assert!(
        url.contains(event.url.as_deref().unwrap_or_default()),
        "{url}"
    );
}

/// The instant a property names, on the clocks of the event's zone where it carries a TZID.
pub(super) fn time(
    read: &ICalendarComponent,
    property: &ICalendarProperty,
    event: &CalendarEvent,
) -> jiff::Timestamp {
    let entry = read.property(property).unwrap();
    let time = entry.values[0].as_partial_date_time().unwrap();
    let number = |part: Option<u8>| i8::try_from(part.unwrap()).unwrap();
    let date = jiff::civil::date(
        i16::try_from(time.year.unwrap()).unwrap(),
        number(time.month),
        number(time.day),
    );
    let local = date.at(
        number(time.hour),
        number(time.minute),
        number(time.second),
        0,
    );
    if let Some(tzid) = entry.parameter(&ICalendarParameterName::Tzid) {
        assert_eq!(tzid.as_text(), Some(event.zone.name()));
        return event.zone.jiff().to_timestamp(local).unwrap();
    }
    assert_eq!(
        (time.tz_hour, time.tz_minute),
        (Some(0), Some(0)),
        "a time without TZID is UTC"
    );
    jiff::tz::TimeZone::UTC.to_timestamp(local).unwrap()
}
