//! One iCalendar object, to the few things a host asks of it.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue,
    ICalendarParticipationStatus, ICalendarProperty, ICalendarValue, Uri,
};

use super::{Attendee, Incoming, Method, Recurrence, Said, Unreadable, normalise, times};

/// The most ATTENDEE lines that are read: a reply has one, or two with a delegate.
const MOST_ATTENDEES: usize = 50;
/// The most letters of a comment or name that are kept.
const LONGEST: usize = 2_000;

/// Reads the bytes of a calendar.
pub fn read_object(bytes: &[u8]) -> Result<Incoming, Unreadable> {
    let text = normalise(bytes)?;
    let method = method(&text).ok_or(Unreadable::NoMethod)?;
    let file = ICalendar::parse(&text).map_err(|_| Unreadable::Broken)?;
    let events: Vec<_> = file
        .components
        .iter()
        .filter(|part| part.component_type.is_event())
        .collect();
    let uid = events
        .first()
        .and_then(|event| event.uid())
        .map(str::trim)
        .filter(|uid| !uid.is_empty())
        .ok_or(Unreadable::NoUid)?;
    if events
        .iter()
        .any(|event| event.uid().map(str::trim) != Some(uid))
    {
        return Err(Unreadable::SeveralUids);
    }
    let master = events
        .iter()
        .find(|event| !event.has_property(&ICalendarProperty::RecurrenceId));
    let event = master.or(events.first()).ok_or(Unreadable::NoUid)?;
    Ok(incoming(method, uid, event, &file))
}

/// METHOD of the calendar itself, not of something inside it.
fn method(text: &str) -> Option<Method> {
    let mut lines = text.lines().skip(1);
    let value = lines
        .by_ref()
        .take_while(|line| !line.starts_with("END:VCALENDAR"));
    let mut depth = 0_usize;
    for line in value {
        if line.starts_with("BEGIN:") {
            depth += 1;
        } else if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (line.starts_with("METHOD:") || line.starts_with("METHOD;")) {
            let name = line.split_once(':')?.1.trim().to_ascii_uppercase();
            return Some(match name.as_str() {
                "REPLY" => Method::Reply,
                "COUNTER" => Method::Counter,
                "REFRESH" => Method::Refresh,
                _ => Method::Other(name.chars().take(40).collect()),
            });
        }
    }
    None
}

fn incoming(method: Method, uid: &str, event: &ICalendarComponent, file: &ICalendar) -> Incoming {
    let instant = |property: &ICalendarProperty| times::instant(event.property(property)?, file);
    let sequence = event
        .property(&ICalendarProperty::Sequence)
        .and_then(|entry| entry.values.first())
        .and_then(ICalendarValue::as_integer)
        .unwrap_or(0);
    let recurrence = if event.has_property(&ICalendarProperty::RecurrenceId) {
        instant(&ICalendarProperty::RecurrenceId).map_or(Recurrence::Unclear, Recurrence::At)
    } else {
        Recurrence::None
    };
    let attendees: Vec<Attendee> = event
        .properties(&ICalendarProperty::Attendee)
        .take(MOST_ATTENDEES)
        .filter_map(attendee)
        .collect();
    let comments: Vec<String> = event
        .properties(&ICalendarProperty::Comment)
        .filter_map(|entry| entry.values.first()?.as_text())
        .chain(attendees.iter().map(|each| each.comment.as_str()))
        .map(short)
        .filter(|comment| !comment.is_empty())
        .take(5)
        .collect();
    Incoming {
        method,
        uid: uid.to_owned(),
        sequence: i32::try_from(sequence.max(0)).unwrap_or(i32::MAX),
        dtstamp: instant(&ICalendarProperty::Dtstamp),
        organizer: event
            .property(&ICalendarProperty::Organizer)
            .and_then(value_address),
        attendees,
        recurrence,
        comment: short(&comments.join("\n")),
        starts_at: instant(&ICalendarProperty::Dtstart),
        ends_at: instant(&ICalendarProperty::Dtend),
    }
}

fn attendee(entry: &ICalendarEntry) -> Option<Attendee> {
    let text =
        |name: &ICalendarParameterName| entry.parameter(name).and_then(|value| value.as_text());
    let addresses = |name: &ICalendarParameterName| {
        entry
            .parameters(name)
            .filter_map(parameter_text)
            .map(address)
            .filter(|address| address.contains('@'))
            .take(MOST_ATTENDEES)
            .collect::<Vec<_>>()
    };
    let comment = ICalendarParameterName::Other("X-RESPONSE-COMMENT".to_owned());
    Some(Attendee {
        address: value_address(entry)?,
        email: text(&ICalendarParameterName::Email)
            .map(address)
            .filter(|address| address.contains('@')),
        name: short(text(&ICalendarParameterName::Cn).unwrap_or_default()),
        said: said(entry.parameter(&ICalendarParameterName::Partstat)),
        delegated_to: addresses(&ICalendarParameterName::DelegatedTo),
        delegated_from: addresses(&ICalendarParameterName::DelegatedFrom),
        sent_by: addresses(&ICalendarParameterName::SentBy).pop(),
        comment: short(text(&comment).unwrap_or_default()),
    })
}

fn parameter_text(value: &ICalendarParameterValue) -> Option<&str> {
    match value {
        ICalendarParameterValue::Text(text) | ICalendarParameterValue::Uri(Uri::Location(text)) => {
            Some(text)
        }
        _ => None,
    }
}

fn value_address(entry: &ICalendarEntry) -> Option<String> {
    let value = entry.values.first()?.as_text()?;
    Some(address(value)).filter(|address| !address.is_empty())
}

/// In lower case, without `mailto:`, quotes and angle brackets.
pub(super) fn address(text: &str) -> String {
    let text = text.trim().trim_matches('"').to_lowercase();
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    text.trim()
        .trim_matches(['<', '>'])
        .chars()
        .filter(|c| !c.is_control())
        .take(320)
        .collect()
}

fn said(value: Option<&ICalendarParameterValue>) -> Said {
    use ICalendarParticipationStatus as P;
    match value {
        Some(ICalendarParameterValue::Partstat(P::NeedsAction)) => Said::NeedsAction,
        Some(ICalendarParameterValue::Partstat(P::Accepted)) => Said::Accepted,
        Some(ICalendarParameterValue::Partstat(P::Declined)) => Said::Declined,
        Some(ICalendarParameterValue::Partstat(P::Tentative)) => Said::Tentative,
        Some(ICalendarParameterValue::Partstat(P::Delegated)) => Said::Delegated,
        _ => Said::Unknown,
    }
}

fn short(text: &str) -> String {
    let text = text.replace("\\n", "\n").replace("\r\n", "\n");
    text.trim().chars().take(LONGEST).collect()
}
