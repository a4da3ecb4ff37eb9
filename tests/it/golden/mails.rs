//! The mails in the golden files: each kind of message, in zones that are hard, with hostile names, and
//! on both clock-change days of twelve zones.

use roundtable::invitations::calendar::{
    Attendee, AttendeeRole, CalendarEvent, EventStatus, Method, Organizer, message,
};
use roundtable::mail::{CalendarPart, Envelope, MailAddress, Sender, Transport};
use roundtable::values::Partstat;

use super::events::{clock_change_days, event, prod_id};

/// A golden mail, with the facts that went into it.
pub(super) struct Mail {
    pub(super) name: String,
    pub(super) method: Method<'static>,
    pub(super) event: CalendarEvent,
    pub(super) organizer: Organizer,
    pub(super) attendees: Vec<Attendee>,
}

impl Mail {
    fn new(name: &str, method: Method<'static>, event: CalendarEvent) -> Self {
        Self {
            name: name.to_owned(),
            method,
            event,
            organizer: Organizer {
                name: "Jane Doe via Roundtable".into(),
                address: "c-abcdefgh23456789@invite.roundtable.example"
                    .parse()
                    .unwrap(),
            },
            attendees: vec![host(), guest("Ann O'Neil")],
        }
    }

    fn request(name: &str, zone: &str, start: &str) -> Self {
        let uid = name.trim_start_matches("request-");
        Self::new(name, Method::Request, event(uid, zone, start, 2))
    }

    pub(super) fn calendar(&self) -> String {
        let written = message(
            self.method,
            &self.event,
            &self.organizer,
            &self.attendees,
            &prod_id(),
        );
        written.unwrap()
    }

    /// The whole mail, as it would leave.
    pub(super) fn eml(&self) -> String {
        let house = Transport::open(
            &MailAddress::Memory,
            "Roundtable <hello@roundtable.example>",
        );
        let title = &self.event.summary;
        let envelope = Envelope {
            to: guest("").address,
            message_id: format!("golden-{}", self.name.replace('/', "-")),
            written_at: "2026-09-01T12:00:00Z".parse().unwrap(),
            subject: format!("{}: {title}", self.method.name()),
            text: format!(
                "{title}\n\nAnswer: https://roundtable.example/i/{}\n",
                "X".repeat(43)
            ),
            html: format!(
                "<p>A seat for Jüniper Fund, {} octets of title</p>\n",
                title.len()
            ),
            sender: Some(Sender {
                name: self.organizer.name.clone(),
                address: self.organizer.address.clone(),
            }),
            calendar: Some(CalendarPart {
                method: self.method.name().to_owned(),
                body: self.calendar(),
            }),
            unsubscribe: None,
        };
        house.unwrap().mime(&envelope).unwrap()
    }
}

fn host() -> Attendee {
    Attendee {
        name: "Jane Doe".into(),
        address: "jane@city.example".parse().unwrap(),
        role: AttendeeRole::Chair,
        partstat: Partstat::Accepted,
        rsvp: false,
        delegated_to: None,
        delegated_from: None,
    }
}

fn guest(name: &str) -> Attendee {
    Attendee {
        name: name.into(),
        address: "ann@juniper-fund.example".parse().unwrap(),
        role: AttendeeRole::Required,
        partstat: Partstat::NeedsAction,
        rsvp: true,
        ..host()
    }
}

/// Every golden mail.
pub(super) fn mails() -> Vec<Mail> {
    let mut mails = vec![
        Mail::request(
            "request-new-york-fall-back",
            "America/New_York",
            "2026-11-01T14:00",
        ),
        Mail::request(
            "request-new-york-spring-forward",
            "America/New_York",
            "2026-03-08T14:00",
        ),
        Mail::request(
            "request-new-york-fold-utc",
            "America/New_York",
            "2026-11-01T01:30",
        ),
        Mail::request("request-phoenix", "America/Phoenix", "2026-07-14T09:00"),
        Mail::request("request-honolulu", "Pacific/Honolulu", "2026-11-05T13:00"),
        Mail::request("request-london", "Europe/London", "2026-10-26T09:30"),
        Mail::request(
            "request-vancouver-december",
            "America/Vancouver",
            "2026-12-15T09:00",
        ),
        Mail::request("request-jerusalem", "Asia/Jerusalem", "2027-03-26T10:00"),
        Mail::request("request-cairo-utc", "Africa/Cairo", "2026-06-02T11:00"),
    ];
    mails.extend(one_life());
    mails.extend(held_time());
    mails.push(hostile());
    mails.extend(
        clock_change_days().into_iter().map(|(name, event)| {
            Mail::new(&format!("clock-changes/{name}"), Method::Request, event)
        }),
    );
    mails
}

/// One convening from save-the-date to cancellation: the same UID, SEQUENCE and DTSTAMP rising.
fn one_life() -> Vec<Mail> {
    use EventStatus::{Cancelled, Confirmed, Tentative};
    let at = |sequence: u32, start: &str, status| {
        let mut event = event("one-life", "America/Chicago", start, 2);
        (event.sequence, event.status) = (sequence, status);
        event.dtstamp = format!("2026-09-0{}T12:00:00Z", sequence + 1)
            .parse()
            .unwrap();
        event.last_modified = event.dtstamp;
        event
    };
    let (first, moved) = ("2027-03-12T10:00", "2027-03-15T10:00");
    let mut confirmed = Mail::new("life-2-confirmed", Method::Request, at(1, first, Confirmed));
    (confirmed.attendees[1].partstat, confirmed.attendees[1].rsvp) = (Partstat::Accepted, false);
    let why =
        Method::DeclineCounter("Thank you; the room is taken then, sorry.\nWe keep the time.");
    vec![
        Mail::new("life-1-hold", Method::Request, at(0, first, Tentative)),
        confirmed,
        Mail::new("life-3-proposal-declined", why, at(1, first, Confirmed)),
        Mail::new("life-4-moved", Method::Request, at(2, moved, Confirmed)),
        Mail::new(
            "life-5-seat-taken-back",
            Method::Cancel,
            at(3, moved, Confirmed),
        ),
        Mail::new("life-6-cancelled", Method::Cancel, at(4, moved, Cancelled)),
    ]
}

/// A time of a poll, kept free until another is chosen: it names nobody but the guest, and asks for no answer.
fn held_time() -> Vec<Mail> {
    let at = |name: &str, method, sequence: u32, status| {
        let mut event = event("held-time", "America/Denver", "2027-03-12T10:00", 2);
        (event.sequence, event.status) = (sequence, status);
        event.dtstamp = format!("2026-09-0{}T12:00:00Z", sequence + 1)
            .parse()
            .unwrap();
        event.last_modified = event.dtstamp;
        (event.url, event.online_link) = (None, None);
        let mut mail = Mail::new(name, method, event);
        mail.attendees = vec![Attendee {
            role: AttendeeRole::Optional,
            partstat: Partstat::Tentative,
            rsvp: false,
            ..guest("Ann O'Neil")
        }];
        mail
    };
    vec![
        at(
            "hold-1-kept-free",
            Method::Request,
            0,
            EventStatus::Tentative,
        ),
        at(
            "hold-2-given-free",
            Method::Cancel,
            1,
            EventStatus::Cancelled,
        ),
    ]
}

/// Names and titles that try to leave their place.
fn hostile() -> Mail {
    let mut event = event(
        "hostile-names",
        "America/Los_Angeles",
        "2026-10-14T10:00",
        2,
    );
    // Not a backslash before an n: node-ical takes the escaped pair for a line end.
    event.summary = format!(
        "\"Quotes\", commas; \\ 🎈 {}\r\nMETHOD:CANCEL",
        "long title ".repeat(20)
    );
    event.description = "One\r\nEND:VEVENT\r\u{2028}ünï\u{0}cödé \\, \\; \\\\\n.\nFrom here".into();
    event.location = Some("Hall 3\r\nATTENDEE:mailto:evil@x.example".into());
    let mut mail = Mail::new("hostile-names", Method::Request, event);
    mail.organizer.name = "Zoë \"Bo\" Đặng; PhD\r\nBcc: evil@x.example".into();
    mail.attendees = vec![
        Attendee {
            // No blank beside the `=`: icalendar drops it.
            name: "\\ ^n;=?utf-8?q?x?=".into(),
            ..host()
        },
        guest("\"a\";X-EVIL=1;CN=\"b\"\r\nATTENDEE:mailto:evil@x.example 🌉"),
    ];
    mail
}
