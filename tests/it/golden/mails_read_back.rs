//! The golden mails, read by parsers that are not ours: the mail by one, its calendar by another.

use calcard::icalendar::{ICalendar, ICalendarProperty};
use mail_parser::{MessageParser, MimeHeaders as _};
use roundtable::invitations::calendar::{EventStatus, Method};

use super::mails::mails;
use super::read_back::time;

#[test]
fn the_calendar_part_survives_the_mail_byte_by_byte() {
    for mail in mails() {
        let (raw, calendar) = (mail.eml(), mail.calendar());
        let read = MessageParser::default().parse(raw.as_bytes()).unwrap();
        let part = &read.parts[4];
        let kind = part.content_type().unwrap();
        assert_eq!(
            (kind.ctype(), kind.subtype()),
            ("text", Some("calendar")),
            "{}",
            mail.name
        );
        assert_eq!(kind.attribute("method"), Some(mail.method.name()));
        assert_eq!(part.contents(), calendar.as_bytes(), "{}", mail.name);
        assert_eq!(
            read.parts[5].contents(),
            calendar.as_bytes(),
            "{}",
            mail.name
        );
        let organizer = mail.organizer.address.as_str();
        for from in [read.from(), read.reply_to()] {
            assert_eq!(
                from.and_then(|of| of.first()?.address()),
                Some(organizer),
                "{}",
                mail.name
            );
        }
    }
}

#[test]
fn a_second_parser_reads_the_message_as_it_was_meant() {
    for mail in mails() {
        let calendar =
            ICalendar::parse(mail.calendar()).unwrap_or_else(|_| panic!("{}", mail.name));
        let mut events = calendar
            .components
            .iter()
            .filter(|part| part.component_type.is_event());
        let (read, event) = (events.next().unwrap(), &mail.event);
        assert_eq!(read.uid(), Some(event.uid.as_str()));
        if !matches!(mail.method, Method::DeclineCounter(_)) {
            let start = time(read, &ICalendarProperty::Dtstart, event);
            let end = time(read, &ICalendarProperty::Dtend, event);
            assert_eq!((start, end), (event.start_utc, event.end_utc));
        }
        assert_eq!(
            time(read, &ICalendarProperty::Dtstamp, event),
            event.dtstamp
        );
        let guests = read.properties(&ICalendarProperty::Attendee);
        let addresses: Vec<_> = guests
            .filter_map(|entry| entry.values[0].as_text())
            .collect();
        let expected: Vec<_> = mail
            .attendees
            .iter()
            .map(|of| format!("mailto:{}", of.address.as_str()))
            .collect();
        assert_eq!(addresses, expected, "{}", mail.name);
        let ends = mail.method != Method::Request;
        let status = read.status().is_some();
        assert_eq!(
            status,
            !ends || event.status == EventStatus::Cancelled,
            "{}",
            mail.name
        );
    }
}
