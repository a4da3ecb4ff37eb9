//! A mail as it left, taken apart.

use std::collections::BTreeMap;

use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders as _};

use super::lines::{self, Line};

/// One part of a mail.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// `text/calendar`, in lower case.
    pub(super) kind: String,
    pub(super) parameters: BTreeMap<String, String>,
    /// `quoted-printable`, `base64`, or empty.
    pub(super) encoding: &'static str,
    pub(super) has_disposition: bool,
    pub(super) is_attachment: bool,
    pub(super) file_name: String,
    pub(super) has_content_id: bool,
    /// Decoded.
    pub(super) bytes: Vec<u8>,
    /// The parts within it.
    pub(super) parts: Vec<usize>,
}

/// A mail with a calendar part.
#[derive(Clone, Debug, Default)]
pub(in crate::invitations) struct Sent {
    pub(super) from: Vec<String>,
    pub(super) reply_to: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) parts: Vec<Part>,
    /// The text of the calendar part; empty where there is none.
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

impl Sent {
    /// Takes a mail apart; what is not there shows as failed rules.
    pub(in crate::invitations) fn read(mime: &str) -> Self {
        let Some(message) = MessageParser::default().parse(mime.as_bytes()) else {
            return Self::default();
        };
        let parts: Vec<Part> = message.parts.iter().map(part).collect();
        let text = parts
            .iter()
            .find(|part| part.kind == "text/calendar")
            .map(|part| String::from_utf8_lossy(&part.bytes).into_owned())
            .unwrap_or_default();
        Self {
            from: addresses(message.from()),
            reply_to: addresses(message.reply_to()),
            to: recipients(&message),
            lines: lines::read(&text),
            parts,
            text,
        }
    }

    pub(super) fn calendar(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == "text/calendar")
    }

    pub(super) fn file(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.is_attachment)
    }

    /// METHOD, in capitals; empty where there is none.
    pub(super) fn method(&self) -> String {
        self.of_calendar("METHOD")
            .next()
            .map(|line| line.value.to_uppercase())
            .unwrap_or_default()
    }

    /// The properties of the calendar itself with this name.
    pub(super) fn of_calendar<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        let here = |line: &&Line| line.within == ["VCALENDAR"];
        self.lines
            .iter()
            .filter(here)
            .filter(move |line| line.name == name)
    }

    /// The properties of the event with this name.
    pub(super) fn of_event<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        let here = |line: &&Line| line.within == ["VCALENDAR", "VEVENT"];
        self.lines
            .iter()
            .filter(here)
            .filter(move |line| line.name == name)
    }

    /// The value of such a property; empty where there is none.
    pub(super) fn value<'a>(&'a self, name: &'a str) -> &'a str {
        self.of_event(name)
            .next()
            .map_or("", |line| line.value.as_str())
    }

    /// The line that names whom the mail went to.
    pub(super) fn recipient(&self) -> Option<&Line> {
        self.of_event("ATTENDEE")
            .find(|line| line.address().is_some_and(|it| self.to.contains(&it)))
    }
}

fn recipients(message: &Message<'_>) -> Vec<String> {
    addresses(message.to())
}

fn addresses(of: Option<&Address<'_>>) -> Vec<String> {
    let all = of.into_iter().flat_map(Address::iter);
    all.filter_map(|each| each.address())
        .map(str::to_lowercase)
        .collect()
}

fn part(of: &MessagePart<'_>) -> Part {
    let kind = of.content_type();
    let disposition = of.content_disposition();
    let parameters = kind.and_then(|kind| kind.attributes());
    Part {
        kind: kind
            .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
            .unwrap_or_default()
            .to_lowercase(),
        parameters: parameters
            .into_iter()
            .flatten()
            .map(|each| (each.name.to_lowercase(), each.value.to_string()))
            .collect(),
        encoding: match of.encoding {
            Encoding::QuotedPrintable => "quoted-printable",
            Encoding::Base64 => "base64",
            Encoding::None => "",
        },
        has_disposition: disposition.is_some(),
        is_attachment: disposition.is_some_and(mail_parser::ContentType::is_attachment),
        file_name: of.attachment_name().unwrap_or_default().to_owned(),
        has_content_id: of.content_id().is_some(),
        bytes: of.contents().to_vec(),
        parts: of
            .sub_parts()
            .unwrap_or_default()
            .iter()
            .filter_map(|at| usize::try_from(*at).ok())
            .collect(),
    }
}
