//! What each kind of message must say for clients to act on it.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty,
};

use super::hostile::event;
use super::{
    Attendee, AttendeeRole, CalendarError, CalendarEvent, EventStatus, Method, Organizer, ProdId,
    fold, message,
};
use crate::values::Partstat;

pub(super) fn host(name: &str) -> Organizer {
    Organizer {
        name: name.into(),
        address: "c-abcdefgh23456789@invite.roundtable.example"
            .parse()
            .unwrap(),
    }
}

pub(in crate::invitations) fn guest(name: &str) -> Attendee {
    Attendee {
        name: name.into(),
        address: "Ann.O'Neil+rt@funder.example".parse().unwrap(),
        role: AttendeeRole::Required,
        partstat: Partstat::NeedsAction,
        rsvp: true,
        delegated_to: None,
        delegated_from: None,
    }
}

fn chair() -> Attendee {
    Attendee {
        name: "Jane Doe".into(),
        address: "jane@city.example".parse().unwrap(),
        role: AttendeeRole::Chair,
        partstat: Partstat::Accepted,
        rsvp: false,
        ..guest("")
    }
}

pub(in crate::invitations) fn written(
    method: Method<'_>,
    event: &CalendarEvent,
    guests: &[Attendee],
) -> String {
    message(
        method,
        event,
        &host("Jane Doe via Roundtable"),
        guests,
        &ProdId::default(),
    )
    .unwrap()
}

pub(super) fn read(file: &str) -> ICalendarComponent {
    let calendar = ICalendar::parse(file).expect("calcard reads what we wrote");
    let mut events = calendar
        .components
        .into_iter()
        .filter(|part| part.component_type.is_event());
    let event = events.next().expect("an event");
    assert!(events.next().is_none(), "one event");
    event
}

/// The lines of a file, unfolded.
fn lines(file: &str) -> Vec<String> {
    fold::unfold(file)
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

fn has(file: &str, line: &str) -> bool {
    lines(file).iter().any(|found| found == line)
}

fn property(file: &str, name: &str) -> Vec<String> {
    let of = |line: &String| line.split([':', ';']).next() == Some(name);
    lines(file).into_iter().filter(of).collect()
}

#[test]
fn a_request_has_everything_that_makes_buttons() {
    let file = written(
        Method::Request,
        &event("S", "D", "L"),
        &[chair(), guest("Ann O'Neil")],
    );
    for line in [
        "METHOD:REQUEST",
        "UID:0192-hostile@roundtable.example",
        "SEQUENCE:3",
        "DTSTAMP:20260901T120000Z",
        "LAST-MODIFIED:20260901T120000Z",
        "DTSTART;TZID=America/New_York:20261006T100000",
        "DTEND;TZID=America/New_York:20261006T120000",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-DISALLOW-COUNTER:FALSE",
        "ORGANIZER;CN=Jane Doe via Roundtable:mailto:c-abcdefgh23456789@invite.roundtable.example",
        "ATTENDEE;CN=Jane Doe;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=CHAIR;RSVP=FALSE:mailto:jane@city.example",
        "ATTENDEE;CN=Ann O'Neil;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:Ann.O'Neil+rt@funder.example",
    ] {
        assert!(has(&file, line), "{line}\n{file}");
    }
    assert!(!file.contains("X-MICROSOFT-CDO-BUSYSTATUS") && !file.contains("VALARM"));
}

#[test]
fn a_hold_is_tentative_to_every_client() {
    let mut hold = event("S", "D", "L");
    hold.status = EventStatus::Tentative;
    let file = written(Method::Request, &hold, &[guest("Ann")]);
    for line in [
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    ] {
        assert!(has(&file, line), "{line}\n{file}");
    }
}

#[test]
fn a_cancelled_event_says_so_and_one_seat_does_not() {
    let mut off = event("S", "D", "L");
    off.online_link = Some("https://meet.example/secret".into());
    let seat = written(Method::Cancel, &off, &[guest("Ann")]);
    off.status = EventStatus::Cancelled;
    let all = written(Method::Cancel, &off, &[guest("Ann")]);
    assert!(has(&all, "STATUS:CANCELLED") && has(&all, "TRANSP:TRANSPARENT"));
    assert!(property(&seat, "STATUS").is_empty() && property(&seat, "TRANSP").is_empty());
    for file in [&seat, &all] {
        assert!(has(file, "METHOD:CANCEL") && has(file, "SEQUENCE:3") && has(file, "SUMMARY:S"));
        assert!(has(file, "DTSTART;TZID=America/New_York:20261006T100000"));
        assert!(has(file, "DTEND;TZID=America/New_York:20261006T120000"));
        assert!(has(file, "TZID:America/New_York"));
        assert_eq!(property(file, "ATTENDEE").len(), 1);
        assert!(!file.contains("RSVP") && !file.contains("meet.example"));
    }
}

#[test]
fn a_declined_proposal_says_why() {
    let file = written(
        Method::DeclineCounter("No;\r\nthe room, is booked"),
        &event("S", "D", "L"),
        &[guest("Ann")],
    );
    assert!(has(&file, "METHOD:DECLINECOUNTER") && has(&file, "SEQUENCE:3"));
    assert!(
        has(&file, "COMMENT:No\\;\\nthe room\\, is booked"),
        "{file}"
    );
    for absent in [
        "STATUS",
        "DTSTART",
        "DTEND",
        "LAST-MODIFIED",
        "SUMMARY",
        "TZID",
    ] {
        assert!(property(&file, absent).is_empty(), "{absent}");
    }
}

#[test]
fn delegates_name_each_other() {
    let delegate: crate::values::EmailAddress = "ben@funder.example".parse().unwrap();
    let sender = Attendee {
        role: AttendeeRole::NonParticipant,
        partstat: Partstat::Delegated,
        delegated_to: Some(delegate.clone()),
        ..guest("Ann")
    };
    let sent = Attendee {
        address: delegate,
        delegated_from: Some(sender.address.clone()),
        ..guest("Ben")
    };
    let file = written(Method::Request, &event("S", "D", "L"), &[sender, sent]);
    assert!(file.contains("ROLE=NON-PARTICIPANT"));
    let read = read(&file);
    let found: Vec<_> = read.properties(&ICalendarProperty::Attendee).collect();
    let named = |entry: &ICalendarEntry, name| format!("{:?}", entry.parameter(&name));
    assert!(
        named(found[0], ICalendarParameterName::DelegatedTo).contains("mailto:ben@funder.example")
    );
    assert!(
        named(found[1], ICalendarParameterName::DelegatedFrom)
            .contains("mailto:Ann.O'Neil+rt@funder.example")
    );
    assert!(fold::unfold(&file).contains(";DELEGATED-TO=\"mailto:ben@funder.example\""));
}

#[test]
fn what_no_client_could_answer_is_not_written() {
    let refused = |guests: &[Attendee]| {
        message(
            Method::Request,
            &event("S", "D", "L"),
            &host("H"),
            guests,
            &ProdId::default(),
        )
    };
    assert_eq!(refused(&[]), Err(CalendarError::NobodyInvited));
    let ourselves = Attendee {
        address: "C-abcdefgh23456789@invite.roundtable.example"
            .parse()
            .unwrap(),
        ..guest("x")
    };
    assert_eq!(refused(&[ourselves]), Err(CalendarError::OrganizerInvited));
}

#[test]
fn a_request_always_has_a_title() {
    for method in [Method::Request, Method::Cancel] {
        let file = written(method, &event("\r\n\u{0}", "", ""), &[guest("Ann")]);
        assert_eq!(property(&file, "SUMMARY"), ["SUMMARY:Meeting"]);
    }
}
