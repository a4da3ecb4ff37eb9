//! Writing the file: one event to download, or a feed to subscribe to.
//!
//! Neither carries METHOD, ORGANIZER or ATTENDEE: Outlook refuses a REQUEST opened by someone who was
//! not invited, some apps mail the organizer, and guest lists are nobody's business. Those belong to
//! mails alone (`message.rs`).

use std::collections::BTreeMap;

use icalendar::{Calendar, Component as _, Event, Property};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::clean::{self, raw};
use super::event::{CalendarEvent, EventStatus, FeedInfo, ProdId};
use super::{CalendarError, fold, vtimezone};
use crate::values::TimeZone;

/// The longest description, in octets.
const DESCRIPTION_OCTETS: usize = 8 * 1024;

/// How often subscribers are asked to look (RFC 7986 5.7). Google looks when it likes.
const REFRESH: &str = "PT1H";

/// VTIMEZONE text by zone name, for the zones whose events are written in local time.
pub(super) type Zones = BTreeMap<&'static str, String>;

/// The file behind "Add to calendar".
pub fn download(event: &CalendarEvent, prod_id: &ProdId) -> Result<String, CalendarError> {
    write(start(prod_id), std::slice::from_ref(event))
}

/// The body of a subscription feed. Keep cancelled events in it for 30 days so that they go away.
pub fn feed(info: &FeedInfo, events: &[CalendarEvent]) -> Result<String, CalendarError> {
    let mut calendar = start(&info.prod_id);
    let name = clean::line(&info.name);
    if !name.is_empty() {
        // The crate does not know NAME as text, but escapes X- properties.
        calendar.append_property(Property::new("NAME", clean::escape(&name)));
        calendar.append_property(Property::new("X-WR-CALNAME", name));
    }
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", REFRESH)
            .add_parameter("VALUE", "DURATION")
            .done(),
    );
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    write(calendar, events)
}

pub(super) fn start(prod_id: &ProdId) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", prod_id.as_str()));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar
}

fn write(mut calendar: Calendar, events: &[CalendarEvent]) -> Result<String, CalendarError> {
    let zones = zones(events);
    for event in events {
        calendar.push(component(event, &zones)?);
    }
    Ok(finish(&calendar, zones))
}

/// The text of a calendar, with its zones in front of the first event.
pub(super) fn finish(calendar: &Calendar, zones: Zones) -> String {
    let mut text = fold::unfold(&calendar.to_string());
    // The crate would give a VTIMEZONE a DTSTAMP and a UID, so it is spliced in as text.
    if let Some(first_event) = text.find("\r\nBEGIN:VEVENT\r\n") {
        let all: String = zones.into_values().collect();
        text.insert_str(first_event + "\r\n".len(), &all);
    }
    fold::fold(&text)
}

/// The VTIMEZONEs the events need, each wide enough for all events of its zone. A zone without one
/// (its rules have no yearly shape, or it keeps UTC) has its events written in UTC.
pub(super) fn zones(events: &[CalendarEvent]) -> Zones {
    let mut windows: BTreeMap<&TimeZone, (Timestamp, Timestamp)> = BTreeMap::new();
    for event in events.iter().filter(|event| event.is_plain_locally()) {
        let window = windows
            .entry(&event.zone)
            .or_insert((event.start_utc, event.end_utc));
        *window = (window.0.min(event.start_utc), window.1.max(event.end_utc));
    }
    let text = |(zone, (first, last)): (&TimeZone, _)| {
        Some((zone.name(), vtimezone::text(zone, first, last)?))
    };
    windows.into_iter().filter_map(text).collect()
}

fn component(event: &CalendarEvent, zones: &Zones) -> Result<Event, CalendarError> {
    let mut written = identity(event)?;
    when(&mut written, event, zones)?;
    what(&mut written, event)?;
    firmness(&mut written, event.status);
    Ok(written)
}

/// Which event it is, and which version of it.
pub(super) fn identity(event: &CalendarEvent) -> Result<Event, CalendarError> {
    let mut written = Event::new();
    written
        .uid(raw("UID", &event.uid)?)
        .sequence(event.sequence);
    written.add_property("DTSTAMP", utc(event.dtstamp));
    written.add_property("LAST-MODIFIED", utc(event.last_modified));
    Ok(written)
}

pub(super) fn when(
    written: &mut Event,
    event: &CalendarEvent,
    zones: &Zones,
) -> Result<(), CalendarError> {
    if event.end_utc <= event.start_utc {
        return Err(CalendarError::EndsBeforeStart {
            uid: event.uid.clone(),
        });
    }
    let zone = event.zone.name();
    if event.is_plain_locally() && zones.contains_key(zone) {
        let at = |property: &str, time| {
            Property::new(property, local(time))
                .add_parameter("TZID", zone)
                .done()
        };
        written.append_property(at("DTSTART", event.local_start));
        written.append_property(at("DTEND", event.local_end));
    } else {
        written.add_property("DTSTART", utc(event.start_utc));
        written.add_property("DTEND", utc(event.end_utc));
    }
    Ok(())
}

/// Outlook, Apple and Thunderbird ignore CONFERENCE, so the link is the description's first line,
/// and the location when there is no other.
pub(super) fn what(written: &mut Event, event: &CalendarEvent) -> Result<(), CalendarError> {
    let link = event
        .online_link
        .as_deref()
        .map(|link| raw("the online link", link))
        .transpose()?;
    let place = event
        .location
        .as_deref()
        .map(clean::line)
        .filter(|place| !place.is_empty());
    let description = match link {
        Some(link) => format!("{link}\n\n{}", event.description),
        None => event.description.clone(),
    };
    let texts = [
        ("SUMMARY", clean::line(&event.summary)),
        (
            "LOCATION",
            place
                .or_else(|| link.map(str::to_owned))
                .unwrap_or_default(),
        ),
        ("DESCRIPTION", clean::text(&description, DESCRIPTION_OCTETS)),
    ];
    // An empty value is an error to libical.
    for (property, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        written.add_property(property, text);
    }
    if let Some(url) = &event.url {
        written.add_property("URL", raw("URL", url)?);
    }
    Ok(())
}

pub(super) fn firmness(written: &mut Event, status: EventStatus) {
    let (status, transparency) = match status {
        EventStatus::Tentative => ("TENTATIVE", "OPAQUE"),
        EventStatus::Confirmed => ("CONFIRMED", "OPAQUE"),
        EventStatus::Cancelled => ("CANCELLED", "TRANSPARENT"),
    };
    written.add_property("STATUS", status);
    written.add_property("TRANSP", transparency);
    if status == "TENTATIVE" {
        written.add_property("X-MICROSOFT-CDO-BUSYSTATUS", "TENTATIVE");
    }
}

fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

pub(super) fn local(time: DateTime) -> String {
    time.strftime("%Y%m%dT%H%M%S").to_string()
}
