//! Each rule passes on a sound mail and fails on one that breaks it, and only it.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Sent, Verdict, check};

const EVENT: &str = "BEGIN:VCALENDAR\r\n\
VERSION:2.0\r\n\
PRODID:-//Roundtable//EN\r\n\
METHOD:REQUEST\r\n\
BEGIN:VTIMEZONE\r\n\
TZID:America/New_York\r\n\
BEGIN:STANDARD\r\n\
DTSTART:20261101T020000\r\n\
TZOFFSETFROM:-0400\r\n\
TZOFFSETTO:-0500\r\n\
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n\
END:STANDARD\r\n\
BEGIN:DAYLIGHT\r\n\
DTSTART:20260308T020000\r\n\
TZOFFSETFROM:-0500\r\n\
TZOFFSETTO:-0400\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n\
END:DAYLIGHT\r\n\
END:VTIMEZONE\r\n\
BEGIN:VEVENT\r\n\
UID:0192@roundtable.example\r\n\
SEQUENCE:0\r\n\
DTSTAMP:20270101T000000Z\r\n\
LAST-MODIFIED:20270101T000000Z\r\n\
DTSTART;TZID=America/New_York:20270318T093000\r\n\
DTEND;TZID=America/New_York:20270318T120000\r\n\
SUMMARY:Youth table\r\n\
STATUS:CONFIRMED\r\n\
TRANSP:OPAQUE\r\n\
X-MICROSOFT-DISALLOW-COUNTER:FALSE\r\n\
ORGANIZER;CN=\"Jane via Roundtable\":mailto:c-abc@invite.example\r\n\
ATTENDEE;CN=Ann Lee;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=\r\n \
NEEDS-ACTION;RSVP=TRUE:mailto:Ann@funder.example\r\n\
END:VEVENT\r\n\
END:VCALENDAR\r\n";

/// Everything about a mail that a test may change.
#[derive(Clone)]
struct Mail {
    event: String,
    file: String,
    from: &'static str,
    reply_to: &'static str,
    to: &'static str,
    part: &'static str,
    more: &'static str,
    plain_encoding: bool,
    html_last: bool,
    file_head: &'static str,
}

fn sound() -> Mail {
    Mail {
        event: EVENT.to_owned(),
        file: EVENT.to_owned(),
        from: "Jane via Roundtable <c-abc@invite.example>",
        reply_to: "c-abc@invite.example",
        to: "ann@funder.example",
        part: "text/calendar; method=REQUEST; charset=UTF-8;\r\n component=VEVENT",
        more: "",
        plain_encoding: false,
        html_last: false,
        file_head: "Content-Type: application/ics; name=\"invite.ics\"\r\nContent-Disposition: attachment; filename=\"invite.ics\"\r\n",
    }
}

fn quoted(text: &str) -> String {
    let mut lines = String::new();
    for line in text.split_inclusive("\r\n") {
        let mut width = 0;
        for byte in line.trim_end_matches("\r\n").bytes() {
            let mut piece = String::new();
            if byte == b'=' || !(32..127).contains(&byte) {
                let _ = write!(piece, "={byte:02X}");
            } else {
                piece.push(char::from(byte));
            }
            if width + piece.len() > 74 {
                lines.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            lines.push_str(&piece);
        }
        if line.ends_with("\r\n") {
            lines.push_str("\r\n");
        }
    }
    lines
}

impl Mail {
    fn mime(&self) -> String {
        let (encoding, body) = if self.plain_encoding {
            ("base64", STANDARD.encode(&self.event))
        } else {
            ("quoted-printable", quoted(&self.event))
        };
        let html = "--alt\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>\r\n";
        let calendar = format!(
            "--alt\r\nContent-Type: {}\r\n{}Content-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n",
            self.part, self.more
        );
        let (second, third) = if self.html_last {
            (calendar.as_str(), html)
        } else {
            (html, calendar.as_str())
        };
        format!(
            "From: {}\r\nReply-To: {}\r\nTo: {}\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\n\
Content-Type: multipart/alternative; boundary=alt\r\n\r\n\
--alt\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n{second}{third}--alt--\r\n\
--mix\r\n{}Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--mix--\r\n",
            self.from,
            self.reply_to,
            self.to,
            self.file_head,
            STANDARD.encode(&self.file)
        )
    }

    /// The rules that fail.
    fn failed(&self) -> Vec<&'static str> {
        check(&Sent::read(&self.mime()))
            .into_iter()
            .filter(|check| matches!(check.verdict, Verdict::Fails(_)))
            .map(|check| check.rule)
            .collect()
    }

    /// The same mail with its event changed, in the part and in the file.
    fn with(&self, from: &str, to: &str) -> Self {
        assert!(self.event.contains(from), "{from}");
        let event = self.event.replace(from, to);
        Self {
            file: event.clone(),
            event,
            ..self.clone()
        }
    }
}

#[test]
fn a_sound_request_passes_every_rule() {
    assert_eq!(sound().failed(), Vec::<&str>::new());
    let hold = sound().with(
        "STATUS:CONFIRMED",
        "STATUS:TENTATIVE\r\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    );
    assert_eq!(hold.failed(), Vec::<&str>::new());
}

#[test]
fn a_sound_cancellation_passes_with_and_without_a_status() {
    let cancel = Mail {
        part: "text/calendar; method=CANCEL; charset=UTF-8; component=VEVENT",
        ..sound()
    };
    let cancel = cancel
        .with("METHOD:REQUEST", "METHOD:CANCEL")
        .with("X-MICROSOFT-DISALLOW-COUNTER:FALSE\r\n", "")
        .with("TRANSP:OPAQUE\r\n", "");
    let all = cancel.with("STATUS:CONFIRMED", "STATUS:CANCELLED");
    assert_eq!(all.failed(), Vec::<&str>::new());
    let seat = cancel.with("STATUS:CONFIRMED\r\n", "");
    assert_eq!(seat.failed(), Vec::<&str>::new());
    assert_eq!(cancel.failed(), ["status"]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of broken mails")]
fn each_rule_of_the_mail_fails_where_it_is_broken() {
    let broken: [(&str, Mail); 11] = [
        (
            "layout",
            Mail {
                html_last: true,
                ..sound()
            },
        ),
        (
            "method_parameter",
            Mail {
                part: "text/calendar; method=CANCEL; charset=UTF-8; component=VEVENT",
                ..sound()
            },
        ),
        (
            "charset",
            Mail {
                part: "text/calendar; method=REQUEST; component=VEVENT",
                ..sound()
            },
        ),
        (
            "component",
            Mail {
                part: "text/calendar; method=REQUEST; charset=UTF-8",
                ..sound()
            },
        ),
        (
            "encoding",
            Mail {
                plain_encoding: true,
                ..sound()
            },
        ),
        (
            "bare_part",
            Mail {
                more: "Content-ID: <x@y>\r\n",
                ..sound()
            },
        ),
        (
            "bare_part",
            Mail {
                more: "Content-Disposition: inline\r\n",
                ..sound()
            },
        ),
        (
            "attachment",
            Mail {
                file_head: "Content-Type: application/ics; name=\"invite.txt\"\r\nContent-Disposition: attachment; filename=\"invite.txt\"\r\n",
                ..sound()
            },
        ),
        (
            "same_bytes",
            Mail {
                file: EVENT.replace("SEQUENCE:0", "SEQUENCE:1"),
                ..sound()
            },
        ),
        (
            "one_address",
            Mail {
                reply_to: "jane@city.example",
                ..sound()
            },
        ),
        (
            "one_recipient",
            Mail {
                to: "ann@funder.example, bob@funder.example",
                ..sound()
            },
        ),
    ];
    for (rule, mail) in broken {
        assert_eq!(mail.failed(), [rule]);
    }
}

#[test]
fn each_rule_of_the_event_fails_where_it_is_broken() {
    let long = format!("SUMMARY:{}", "x".repeat(80));
    for (rule, from, to) in [
        (
            "line_ends",
            "SUMMARY:Youth table\r\n",
            "SUMMARY:Youth table\n",
        ),
        ("line_length", "SUMMARY:Youth table", long.as_str()),
        ("no_controls", "Youth table", "Youth\u{7}table"),
        ("frame", "VERSION:2.0\r\n", ""),
        (
            "frame",
            "PRODID:-//Roundtable//EN\r\n",
            "PRODID:a\r\nPRODID:b\r\n",
        ),
        (
            "recipient_listed",
            "mailto:Ann@funder.example",
            "mailto:eve@funder.example",
        ),
        ("recipient_asked", ";CUTYPE=INDIVIDUAL", ""),
        (
            "organizer",
            "RSVP=TRUE:mailto:Ann@funder.example\r\n",
            "RSVP=TRUE:mailto:Ann@funder.example\r\nATTENDEE:mailto:C-abc@invite.example\r\n",
        ),
        ("versions", "SEQUENCE:0\r\n", ""),
        ("versions", "LAST-MODIFIED:20270101T000000Z\r\n", ""),
        (
            "versions",
            "DTSTAMP:20270101T000000Z",
            "DTSTAMP:20270101T000000",
        ),
        ("status", "TRANSP:OPAQUE", "TRANSP:TRANSPARENT"),
        ("status", "STATUS:CONFIRMED\r\n", ""),
        ("hold", "STATUS:CONFIRMED", "STATUS:TENTATIVE"),
        ("counter", "X-MICROSOFT-DISALLOW-COUNTER:FALSE\r\n", ""),
        (
            "no_alarm",
            "END:VEVENT",
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT",
        ),
        ("no_empty_text", "SUMMARY:Youth table", "SUMMARY:"),
        (
            "no_html_twin",
            "SUMMARY:Youth table",
            "SUMMARY:Youth table\r\nX-ALT-DESC;FMTTYPE=text/html:<p>x</p>",
        ),
        (
            "end_after_start",
            "DTEND;TZID=America/New_York:20270318T120000",
            "DTEND;TZID=America/New_York:20270318T093000",
        ),
        ("zone_shape", "TZOFFSETFROM:-0400\r\n", ""),
        (
            "zone_shape",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            "RDATE:20260308T020000",
        ),
    ] {
        let failed = sound().with(from, to).failed();
        assert!(failed.contains(&rule), "{rule}: {failed:?}");
        assert!(failed.len() <= 2, "{rule}: {failed:?}");
    }
}

#[test]
fn broken_frames_and_zones_are_found() {
    let floating = sound().with(";TZID=America/New_York", "");
    assert!(floating.failed().contains(&"no_floating_time"));
    let undefined = sound().with("\r\nTZID:America/New_York", "\r\nTZID:America/Chicago");
    assert!(undefined.failed().contains(&"zones_defined"));
    let twice = sound().with(
        "END:VEVENT\r\n",
        "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b@x\r\nDTSTAMP:20270101T000000Z\r\nEND:VEVENT\r\n",
    );
    let failed = twice.failed();
    assert!(failed.contains(&"one_event") && failed.contains(&"second_reader"));
    let no_mailto = sound().with("mailto:c-abc@invite.example", "c-abc@invite.example");
    assert!(no_mailto.failed().contains(&"organizer"));
}

#[test]
fn a_mail_without_a_calendar_and_nonsense_fail_quietly() {
    for text in [
        "",
        "x",
        "From: a@b\r\n\r\nHello\r\n",
        "\u{0}\u{ff}:;\"",
        "Content-Type: text/calendar\r\n\r\nBEGIN:\r\n;;\r\n",
    ] {
        let failed = check(&Sent::read(text))
            .into_iter()
            .any(|check| matches!(check.verdict, Verdict::Fails(_)));
        assert!(failed, "{text:?}");
    }
}
