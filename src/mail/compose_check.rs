//! What leaves, read back by a parser that is not ours.

use lettre::message::Mailbox;
use mail_parser::{MessageParser, MimeHeaders as _, PartType};

use super::compose;
use crate::mail::{CalendarPart, Envelope, Sender};

const ICS: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Für alle = jeden 🌉\r\nX-LONG:abcdefghij\r\n klmnop\r\nEND:VCALENDAR\r\n";

fn house() -> Mailbox {
    "Roundtable <hello@roundtable.example>".parse().unwrap()
}

fn plain() -> Envelope {
    Envelope {
        to: "ann@funder.example".parse().unwrap(),
        message_id: "0192-mail".into(),
        written_at: "2026-11-22T15:00:00Z".parse().unwrap(),
        subject: "Your account".into(),
        text: "Hello,\n\nhttps://rt.example/i/SECRET123\n".into(),
        html: "<p>Hello <a href=\"https://rt.example/i/SECRET123\">x</a></p>".into(),
        sender: None,
        calendar: None,
        unsubscribe: None,
    }
}

fn invitation() -> Envelope {
    Envelope {
        sender: Some(Sender {
            name: "Jane Doe via Roundtable".into(),
            address: "c-token@invite.roundtable.example".parse().unwrap(),
        }),
        calendar: Some(CalendarPart {
            method: "REQUEST".into(),
            body: ICS.into(),
        }),
        ..plain()
    }
}

fn bytes(envelope: &Envelope) -> Vec<u8> {
    compose(&house(), envelope).unwrap().formatted()
}

fn text(envelope: &Envelope) -> String {
    let bytes = bytes(envelope);
    let text = String::from_utf8(bytes).expect("only ASCII leaves");
    assert!(text.is_ascii());
    for line in text.split("\r\n") {
        assert!(
            line.len() <= 998 && !line.contains(['\r', '\n']),
            "{line:?}"
        );
    }
    text
}

#[test]
fn the_layout_is_the_one_that_clients_were_tested_with() {
    let raw = text(&invitation());
    let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
    let kinds: Vec<String> = message
        .parts
        .iter()
        .map(|part| {
            let kind = part.content_type().unwrap();
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap())
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics"
        ]
    );
    assert!(matches!(&message.parts[1].body, PartType::Multipart(parts) if parts == &[2, 3, 4]));
    let calendar = &message.parts[4];
    let kind = calendar.content_type().unwrap();
    assert_eq!(kind.attribute("method"), Some("REQUEST"));
    assert!(raw.contains("charset=UTF-8;\r\n component=VEVENT\r\n"));
    assert_eq!(kind.attribute("component"), Some("VEVENT"));
    assert_eq!(
        calendar.content_transfer_encoding(),
        Some("quoted-printable")
    );
    assert!(calendar.content_disposition().is_none() && calendar.content_id().is_none());
    let attached = &message.parts[5];
    assert_eq!(attached.content_transfer_encoding(), Some("base64"));
    assert_eq!(attached.attachment_name(), Some("invite.ics"));
    // The line end before a boundary belongs to the boundary.
    assert_eq!(
        calendar
            .contents()
            .strip_suffix(b"\r\n")
            .unwrap_or(calendar.contents()),
        ICS.trim_end().as_bytes()
    );
    assert_eq!(attached.contents(), ICS.as_bytes());
}

#[test]
fn an_invitation_is_from_its_convening_and_answers_go_there() {
    let raw = text(&invitation());
    let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
    let address = |of: Option<&mail_parser::Address<'_>>| {
        of.and_then(|of| of.first()?.address().map(str::to_owned))
            .unwrap_or_default()
    };
    assert_eq!(address(message.from()), "c-token@invite.roundtable.example");
    assert_eq!(
        address(message.reply_to()),
        "c-token@invite.roundtable.example"
    );
    assert_eq!(
        message.from().unwrap().first().unwrap().name(),
        Some("Jane Doe via Roundtable")
    );
    assert!(!raw.contains("Auto-Submitted"), "an answer is wanted");
    let composed = compose(&house(), &invitation()).unwrap();
    let bounces_to = composed.envelope().from().unwrap().to_string();
    assert_eq!(bounces_to, "c-token@invite.roundtable.example");
    let ours = text(&plain());
    assert!(ours.contains("Auto-Submitted: auto-generated\r\n") && !ours.contains("Reply-To"));
}

#[test]
fn a_repeat_is_the_same_mail_byte_by_byte() {
    for envelope in [plain(), invitation()] {
        assert_eq!(bytes(&envelope), bytes(&envelope));
        let raw = text(&envelope);
        assert!(raw.contains("Message-ID: <0192-mail@roundtable.example>\r\n"));
        assert!(raw.contains("Date: Sun, 22 Nov 2026 15:00:00 +0000\r\n"));
    }
    let other = Envelope {
        message_id: "0193-mail".into(),
        ..plain()
    };
    assert_ne!(bytes(&plain()), bytes(&other));
}

#[test]
fn one_press_unsubscribes() {
    let url = "https://rt.example/unsubscribe/SECRET123".parse().unwrap();
    let raw = text(&Envelope {
        unsubscribe: Some(url),
        ..invitation()
    });
    assert!(raw.contains("\r\nList-Unsubscribe: <https://rt.example/unsubscribe/SECRET123>\r\n"));
    assert!(raw.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    assert!(
        raw.contains("Auto-Submitted: auto-generated"),
        "nobody sent it by hand"
    );
}

#[test]
fn the_copy_that_is_kept_has_no_secret_and_the_same_lines() {
    let mut envelope = invitation();
    envelope.unsubscribe = Some("https://rt.example/unsubscribe/SECRET123".parse().unwrap());
    envelope.calendar.as_mut().unwrap().body =
        "BEGIN:VCALENDAR\r\nURL:https://rt.example/i/SEC\r\n RET123\r\nX-Y:SECRET123é\r\nEND:VCALENDAR\r\n".into();
    let masked = envelope.without("SECRET123");
    let (sent, kept) = (text(&envelope), text(&masked));
    assert!(!kept.contains("SECRET") && !kept.contains("RET123"));
    let lengths = |text: &str| text.split("\r\n").map(str::len).collect::<Vec<_>>();
    assert_eq!(lengths(&sent), lengths(&kept));
    assert_eq!(
        masked.calendar.unwrap().body,
        "BEGIN:VCALENDAR\r\nURL:https://rt.example/i/XXX\r\n XXXXXX\r\nX-Y:XXXXXXXXXé\r\nEND:VCALENDAR\r\n"
    );
    assert_eq!(envelope.without(""), envelope);
}

#[test]
fn whatever_people_typed_leaves_as_one_mail() {
    let nasty = [
        "Ann \"Bo\" Li\r\nBcc: evil@x.example",
        "\u{0}\u{7f}\r\n",
        "Zoë Đặng 🌉, Inc.; <x@y.example>",
        "\"",
        "\\",
        " \u{2028} ",
        "=?utf-8?q?x?=",
        "(comment",
        &"x".repeat(3000),
        &"é".repeat(3000),
        &"long words ".repeat(300),
        "",
    ];
    for typed in nasty {
        let mut envelope = invitation();
        envelope.subject = typed.into();
        envelope.sender.as_mut().unwrap().name = typed.into();
        envelope.text = format!("{typed}\n.\n{typed}");
        envelope.html = typed.into();
        let raw = text(&envelope);
        let headers = raw.split("\r\n\r\n").next().unwrap();
        assert!(!headers.contains("\r\nBcc:"), "{typed}");
        let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
        assert_eq!(message.parts.len(), 6, "{typed}");
        assert_eq!(
            message.from().unwrap().first().unwrap().address(),
            Some("c-token@invite.roundtable.example")
        );
        assert_eq!(
            message.to().unwrap().first().unwrap().address(),
            Some("ann@funder.example")
        );
        let subject = message.subject().unwrap_or_default().to_owned();
        let words = typed.replace(['\u{0}', '\u{7f}', '\u{2028}', '\r', '\n'], " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        if typed.len() < 200 && !typed.contains("=?") {
            assert_eq!(
                subject.split_whitespace().collect::<Vec<_>>(),
                words,
                "{typed}"
            );
        }
    }
}

#[test]
fn a_calendar_part_without_a_method_is_not_sent() {
    for method in ["", "request", "REQUEST; x=y", "REQUEST\r\n"] {
        let mut envelope = invitation();
        envelope.calendar.as_mut().unwrap().method = method.into();
        assert!(compose(&house(), &envelope).is_err(), "{method}");
    }
}
