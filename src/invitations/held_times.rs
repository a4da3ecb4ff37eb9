//! A time that is kept free while others are still asked: an entry of its own, tentative, that asks for no answer. It goes
//! again when a time is chosen; the meeting itself is another entry.

use jiff::{Timestamp, civil::DateTime};

use super::calendar::{
    Attendee, AttendeeRole, CalendarEvent, EventStatus, Method, Organizer, ProdId, message,
};
use crate::{
    mail::{CalendarPart, Sender},
    values::{EmailAddress, Partstat, TimeZone},
};

/// What is held, and what the entry says.
#[derive(Clone, Debug)]
pub struct HeldTime {
    pub uid: String,
    /// One more for each change of what somebody holds.
    pub sequence: u32,
    pub stamped: Timestamp,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub zone: TimeZone,
    pub title: String,
    pub words: String,
    pub place: String,
}

/// The calendar part that enters a held time, or takes it out again.
pub fn held_time_part(
    held: HeldTime,
    from: &Sender,
    to: (&str, &EmailAddress),
    releases: bool,
) -> anyhow::Result<CalendarPart> {
    let event = CalendarEvent {
        uid: held.uid,
        sequence: held.sequence,
        dtstamp: held.stamped,
        last_modified: held.stamped,
        start_utc: held.starts,
        end_utc: held.ends,
        local_start: held.local_start,
        local_end: held.local_end,
        zone: held.zone,
        summary: held.title,
        description: held.words,
        location: Some(held.place).filter(|place| !place.is_empty()),
        url: None,
        online_link: None,
        status: if releases {
            EventStatus::Cancelled
        } else {
            EventStatus::Tentative
        },
    };
    let guest = Attendee {
        name: to.0.to_owned(),
        address: to.1.clone(),
        role: AttendeeRole::Optional,
        partstat: Partstat::Tentative,
        rsvp: false,
        delegated_to: None,
        delegated_from: None,
    };
    let organizer = Organizer {
        name: from.name.clone(),
        address: from.address.clone(),
    };
    let method = if releases {
        Method::Cancel
    } else {
        Method::Request
    };
    let body = message(method, &event, &organizer, &[guest], &ProdId::default())?;
    Ok(CalendarPart {
        method: method.name().to_owned(),
        body,
    })
}
