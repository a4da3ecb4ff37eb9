//! A calendar as RFC 5546 describes one (2.1.5, 3.2.2, 3.2.5, 3.2.8). It gets the text of messages and
//! nothing else, and shares no code with what wrote them.

use std::collections::BTreeMap;

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarParameterName, ICalendarProperty,
};
use jiff::Timestamp;

/// What a calendar shows of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) sequence: i64,
    pub(super) stamp: Timestamp,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) summary: String,
    pub(super) location: String,
    pub(super) status: String,
    pub(super) partstat: String,
    pub(super) rsvp: bool,
    pub(super) organizer: String,
    pub(super) chair: bool,
}

/// Whether a calendar remembers what it took out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    /// It forgets, as many do: a message that comes late would bring the event back.
    Short,
    /// It keeps SEQUENCE and DTSTAMP of what is gone.
    Long,
}

/// One person's calendar.
#[derive(Clone, Debug)]
pub(super) struct Client {
    address: String,
    memory: Memory,
    entries: BTreeMap<String, Entry>,
    gone: BTreeMap<String, (i64, Timestamp)>,
}

impl Client {
    pub(super) fn of(address: &str, memory: Memory) -> Self {
        Self {
            address: format!("mailto:{address}"),
            memory,
            entries: BTreeMap::new(),
            gone: BTreeMap::new(),
        }
    }

    pub(super) fn shows(&self, uid: &str) -> Option<&Entry> {
        self.entries.get(uid)
    }

    /// The person presses a button: the SEQUENCE that the reply carries, if there is an entry.
    pub(super) fn answer(&mut self, uid: &str, partstat: &str) -> Option<i64> {
        let entry = self.entries.get_mut(uid)?;
        partstat.clone_into(&mut entry.partstat);
        entry.rsvp = false;
        Some(entry.sequence)
    }

    /// A message arrives (RFC 5546 2.1.5): found by UID, applied if SEQUENCE is higher, or equal and
    /// DTSTAMP later.
    pub(super) fn receive(&mut self, text: &str) {
        let calendar = ICalendar::parse(text).expect("a calendar can read it");
        let method = line(text, "METHOD:");
        let mut events = calendar
            .components
            .iter()
            .filter(|part| part.component_type.is_event());
        let event = events.next().expect("an event");
        assert!(events.next().is_none(), "one event a message");
        let uid = event.uid().expect("a UID").to_owned();
        let Some(read) = self.read(event) else {
            return;
        };
        let held = self
            .entries
            .get(&uid)
            .map(|entry| (entry.sequence, entry.stamp));
        let newest = held.max(self.gone.get(&uid).copied());
        if newest.is_some_and(|newest| newest >= (read.sequence, read.stamp)) {
            return;
        }
        match method.as_str() {
            "REQUEST" => {
                if let Some(held) = self.entries.get(&uid) {
                    assert_eq!(
                        held.organizer, read.organizer,
                        "the ORGANIZER of a UID is for life"
                    );
                    let moved = (held.start, held.end) != (read.start, read.end);
                    let asked = read.partstat == "NEEDS-ACTION" && read.rsvp;
                    assert!(
                        !moved || asked || read.chair,
                        "another time asks again (2.1.4)"
                    );
                }
                self.gone.remove(&uid);
                self.entries.insert(uid, read);
            }
            "CANCEL" => {
                if self.memory == Memory::Long {
                    self.gone.insert(uid.clone(), (read.sequence, read.stamp));
                }
                self.entries.remove(&uid);
            }
            other => panic!("METHOD:{other}"),
        }
    }

    /// The event, if this calendar's owner is among those it is for.
    fn read(&self, event: &ICalendarComponent) -> Option<Entry> {
        let me = event
            .properties(&ICalendarProperty::Attendee)
            .find(|entry| {
                let address = entry.values.first().and_then(|value| value.as_text());
                address.is_some_and(|address| address.eq_ignore_ascii_case(&self.address))
            })?;
        let parameter = |name| me.parameter(&name).and_then(|value| value.as_text());
        let text = |name| {
            let value = event.property(&name).and_then(|entry| entry.values.first());
            value
                .and_then(|value| value.as_text())
                .unwrap_or_default()
                .to_owned()
        };
        let sequence = event.property(&ICalendarProperty::Sequence);
        let sequence = sequence.and_then(|entry| entry.values.first()?.as_integer());
        let rsvp = me.parameter(&ICalendarParameterName::Rsvp);
        Some(Entry {
            sequence: sequence.expect("a SEQUENCE"),
            stamp: time(event, &ICalendarProperty::Dtstamp),
            start: time(event, &ICalendarProperty::Dtstart),
            end: time(event, &ICalendarProperty::Dtend),
            summary: text(ICalendarProperty::Summary),
            location: text(ICalendarProperty::Location),
            status: event
                .status()
                .map(|status| format!("{status:?}").to_uppercase())
                .unwrap_or_default(),
            partstat: parameter(ICalendarParameterName::Partstat)
                .unwrap_or_default()
                .to_owned(),
            rsvp: rsvp.is_some_and(|value| format!("{value:?}").to_lowercase().contains("true")),
            organizer: text(ICalendarProperty::Organizer),
            chair: parameter(ICalendarParameterName::Role) == Some("CHAIR"),
        })
    }
}

/// The value of a property of the calendar itself.
fn line(text: &str, name: &str) -> String {
    let found = text.split("\r\n").find_map(|line| line.strip_prefix(name));
    found.expect("the property").to_owned()
}

/// The moment of a property: UTC, or local in the zone that it names.
fn time(event: &ICalendarComponent, property: &ICalendarProperty) -> Timestamp {
    let entry = event.property(property).expect("the time");
    let read = entry.values[0].as_partial_date_time().expect("a time");
    let small = |part: Option<u8>| i8::try_from(part.expect("a whole time")).unwrap();
    let year = i16::try_from(read.year.unwrap()).unwrap();
    let date = jiff::civil::date(year, small(read.month), small(read.day));
    let local = date.at(small(read.hour), small(read.minute), small(read.second), 0);
    let zone = entry
        .parameter(&ICalendarParameterName::Tzid)
        .and_then(|zone| zone.as_text());
    let zone = zone.map_or(jiff::tz::TimeZone::UTC, |name| {
        jiff::tz::TimeZoneDatabase::bundled().get(name).unwrap()
    });
    zone.to_timestamp(local).unwrap()
}
