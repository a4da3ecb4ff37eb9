//! The mail around a calendar: who sent it, to whom, and what it is.

use std::path::Path;

use chrono::{DateTime, Utc};
use mail_parser::{
    HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::{
    Incoming, Unreadable,
    bounce::{self, Bounce},
    object,
};

/// The largest mail taken in.
pub const LARGEST_MAIL: usize = 5 * 1024 * 1024;
const MOST_LINES: usize = 100_000;
/// Lines before the body.
const MOST_HEADERS: usize = 2_000;
/// Parts, and mails within mails.
const MOST_PARTS: usize = 200;
/// What lists in headers are made of: each is a value of its own in memory, thirty times its size.
const MOST_MARKS: usize = 250_000;
const LONGEST_LINE: usize = 256 * 1024;

/// A mail as far as it matters here.
#[derive(Clone, Debug)]
pub struct Letter {
    /// From, in lower case; empty unless there is exactly one.
    pub from: String,
    /// To, Cc and Delivered-To, in lower case.
    pub recipients: Vec<String>,
    pub message_id: String,
    pub sent_at: Option<DateTime<Utc>>,
    /// `Authentication-Results`, the newest first.
    pub authentication: Vec<String>,
    pub content: Content,
}

/// What it is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A report that a mail of ours was not delivered.
    Bounce(Bounce),
    /// Written by a program because somebody is away.
    AutoReply,
    Calendar(Box<Incoming>),
    Nothing(Unreadable),
}

/// Reads a mail. Whatever cannot be a mail of a calendar program is refused before it is parsed.
pub fn read(raw: &[u8]) -> Result<Letter, Unreadable> {
    check_limits(raw)?;
    // Some mails that nobody would write make mail-parser 0.11.9 panic ("Invalid part ID"): the mail is at fault, not the
    // process that reads it.
    std::panic::catch_unwind(|| parsed(raw)).unwrap_or(Err(Unreadable::Broken))
}

fn parsed(raw: &[u8]) -> Result<Letter, Unreadable> {
    let message = MessageParser::default()
        .parse(raw)
        .ok_or(Unreadable::NoMail)?;
    let raw_values = |name: &str| -> Vec<String> {
        message
            .headers_raw()
            .filter(|(each, _)| each.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().chars().take(4_000).collect())
            .take(20)
            .collect()
    };
    let date = message
        .date()
        .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
    Ok(Letter {
        from: from(&message),
        recipients: recipients(&message, raw_values("delivered-to")),
        message_id: message
            .message_id()
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .take(400)
            .collect(),
        sent_at: date,
        authentication: raw_values("authentication-results"),
        content: content(
            &message,
            &raw_values("auto-submitted"),
            &raw_values("return-path"),
        ),
    })
}

fn check_limits(raw: &[u8]) -> Result<(), Unreadable> {
    if raw.len() > LARGEST_MAIL {
        return Err(Unreadable::TooLarge);
    }
    let (mut lines, mut parts, mut headers) = (0, 0, Some(0));
    for line in raw.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        lines += 1;
        headers = headers.filter(|_| !line.is_empty()).map(|count| count + 1);
        let named = b"content-type";
        parts += usize::from(
            line.get(..named.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(named)),
        );
        let too_many = lines > MOST_LINES || parts > MOST_PARTS;
        let is_long = line.len() > LONGEST_LINE;
        if too_many || is_long || headers.is_some_and(|count| count > MOST_HEADERS) {
            return Err(Unreadable::TooMuch);
        }
    }
    let marks = raw.iter().filter(|byte| matches!(byte, b',' | b';' | b'<'));
    if marks.count() > MOST_MARKS {
        return Err(Unreadable::TooMuch);
    }
    Ok(())
}

/// The one From address. Two are how a mail shows one sender to us and another to the server that vouched for it.
fn from(message: &Message<'_>) -> String {
    let headers = message.headers().iter();
    let count = headers
        .filter(|header| header.name == HeaderName::From)
        .count();
    let mut addresses = message.from().into_iter().flat_map(|from| from.iter());
    match (count, addresses.next(), addresses.next()) {
        (1, Some(only), None) => object::address(only.address().unwrap_or_default()),
        _ => String::new(),
    }
}

fn recipients(message: &Message<'_>, delivered: Vec<String>) -> Vec<String> {
    let written = [message.to(), message.cc()];
    let addresses = written
        .into_iter()
        .flatten()
        .flat_map(|addresses| addresses.iter())
        .filter_map(|each| each.address().map(str::to_owned));
    addresses
        .chain(delivered)
        .map(|each| object::address(&each))
        .filter(|each| each.contains('@'))
        .take(50)
        .collect()
}

fn content(message: &Message<'_>, auto: &[String], return_path: &[String]) -> Content {
    let report = |part: &&MessagePart<'_>| is_type(part, "message", "delivery-status");
    if let Some(part) = message.parts.iter().find(report) {
        let text = String::from_utf8_lossy(bytes(part)).into_owned();
        return Content::Bounce(Bounce {
            about: bounce::about(message.raw_message()),
            ..bounce::read(&text)
        });
    }
    if message
        .parts
        .first()
        .is_some_and(|root| is_type(root, "multipart", "report"))
    {
        return Content::Bounce(Bounce::default());
    }
    let auto = auto.first().map(|value| value.trim().to_ascii_lowercase());
    let by_nobody = return_path.first().is_some_and(|path| path.trim() == "<>");
    if by_nobody
        || auto
            .as_deref()
            .is_some_and(|auto| auto.starts_with("auto-replied"))
    {
        return Content::AutoReply;
    }
    let is_auto = auto.is_some_and(|auto| !auto.starts_with("no"));
    match calendar(message) {
        Ok(incoming) => Content::Calendar(Box::new(incoming)),
        // Google marks what its calendar sends "auto-generated"; without a calendar it is a notice.
        Err(_) if is_auto => Content::AutoReply,
        Err(why) => Content::Nothing(why),
    }
}

/// The calendar of the first `text/calendar` part, or of an attachment that is one.
fn calendar(message: &Message<'_>) -> Result<Incoming, Unreadable> {
    let is_calendar = |part: &&MessagePart<'_>| is_type(part, "text", "calendar");
    let is_attached = |part: &&MessagePart<'_>| {
        let name = Path::new(part.attachment_name().unwrap_or_default());
        let is_named = name
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("ics"));
        is_type(part, "application", "ics") || is_named
    };
    let parts = || message.parts.iter();
    let part = parts()
        .find(is_calendar)
        .or_else(|| parts().find(is_attached))
        .ok_or(Unreadable::NoCalendar)?;
    object::read_object(bytes(part))
}

fn is_type(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    let found = part
        .headers
        .iter()
        .rev()
        .find_map(|header| match &header.value {
            HeaderValue::ContentType(found) if header.name == HeaderName::ContentType => {
                Some(found)
            }
            _ => None,
        });
    found.is_some_and(|found| {
        found.ctype().eq_ignore_ascii_case(kind)
            && found
                .subtype()
                .is_some_and(|each| each.eq_ignore_ascii_case(subtype))
    })
}

fn bytes<'a>(part: &'a MessagePart<'_>) -> &'a [u8] {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        PartType::Message(_) | PartType::Multipart(_) => &[],
    }
}
