//! From an envelope to the bytes that leave: the same envelope always gives the same bytes, so that
//! a repeat is the same mail to every mailbox.
//!
//! An invitation is laid out as the calendar industry's interoperability tests ask: text, HTML and the
//! calendar part LAST among the alternatives, without a name or a disposition, and the same bytes once
//! more as an attachment for programs that look only there.

use anyhow::Context;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MessageBuilder, MultiPart, MultiPartKind, SinglePart,
        header::{
            ContentDisposition, ContentTransferEncoding, ContentType, Header, HeaderName,
            HeaderValue,
        },
    },
};
use sha2::{Digest, Sha256};

use super::envelope::{CalendarPart, Envelope};
use crate::values::EmailAddress;

/// The longest subject, in characters: mail programs show far less.
const LONGEST_SUBJECT: usize = 250;

/// The longest name before an address, in characters.
const LONGEST_NAME: usize = 120;

/// The attachment's name, which some programs recognize.
const FILE: &str = "invite.ics";

/// The message of an envelope; `house` is who it is from unless the envelope says otherwise.
pub(super) fn compose(house: &Mailbox, envelope: &Envelope) -> anyhow::Result<Message> {
    let id = format!("<{}@{}>", envelope.message_id, house.email.domain());
    let from = match &envelope.sender {
        Some(sender) => Mailbox::new(name(&sender.name), address(&sender.address)?),
        None => house.clone(),
    };
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address(&envelope.to)?))
        .date(envelope.written_at.into())
        .message_id(Some(id))
        .subject(one_line(&envelope.subject, LONGEST_SUBJECT));
    if envelope.sender.is_some() {
        builder = builder.reply_to(from);
    }
    let builder = extra_headers(builder, envelope)?;
    let boundary = |level: &str| boundary(&envelope.message_id, level);
    Ok(builder.multipart(body(envelope, boundary)?)?)
}

/// Headers of programs rather than people: RFC 3834 keeps holiday replies away from what no person
/// sent, and RFC 8058 lets one press unsubscribe.
fn extra_headers(
    mut builder: MessageBuilder,
    envelope: &Envelope,
) -> anyhow::Result<MessageBuilder> {
    // An invitation is from a person to a person: an answer is wanted.
    if envelope.sender.is_none() || envelope.unsubscribe.is_some() {
        builder = builder.raw_header(plain("Auto-Submitted", "auto-generated".to_owned())?);
    }
    if let Some(url) = &envelope.unsubscribe {
        builder = builder
            .raw_header(plain("List-Unsubscribe", format!("<{url}>"))?)
            .raw_header(plain(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            )?);
    }
    Ok(builder)
}

/// A header of printable ASCII without spaces, written as it is.
fn plain(name: &str, value: String) -> anyhow::Result<HeaderValue> {
    anyhow::ensure!(
        value.bytes().all(|byte| byte.is_ascii_graphic()) && value.len() < 900,
        "{name} cannot be written as a header"
    );
    let name = HeaderName::new_from_ascii(name.to_owned())?;
    Ok(HeaderValue::dangerous_new_pre_encoded(
        name,
        value.clone(),
        value,
    ))
}

fn body(envelope: &Envelope, boundary: impl Fn(&str) -> String) -> anyhow::Result<MultiPart> {
    let alternative = multipart(MultiPartKind::Alternative, boundary("alternative"))
        .singlepart(text(ContentType::TEXT_PLAIN, &envelope.text))
        .singlepart(text(ContentType::TEXT_HTML, &envelope.html));
    let Some(calendar) = &envelope.calendar else {
        return Ok(alternative);
    };
    let (readable, attached) = calendar_parts(calendar)?;
    Ok(multipart(MultiPartKind::Mixed, boundary("mixed"))
        .multipart(alternative.singlepart(readable))
        .singlepart(attached))
}

/// The Content-Type of the calendar part, as RFC 6047 2.4 writes it: lettre's own would have `utf-8`.
#[derive(Clone)]
struct CalendarType(String);

impl Header for CalendarType {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Type")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

/// The part that mail programs read, and the same bytes as a file.
fn calendar_parts(calendar: &CalendarPart) -> anyhow::Result<(SinglePart, SinglePart)> {
    anyhow::ensure!(
        !calendar.method.is_empty() && calendar.method.bytes().all(|b| b.is_ascii_uppercase()),
        "the calendar part has no method"
    );
    let kind = CalendarType(format!(
        "text/calendar; method={}; charset=UTF-8;\r\n component=VEVENT",
        calendar.method
    ));
    let file = ContentType::parse(&format!("application/ics; name=\"{FILE}\""))
        .context("the type of the attachment")?;
    let attached = SinglePart::builder()
        .header(file)
        .header(ContentTransferEncoding::Base64)
        .header(ContentDisposition::attachment(FILE))
        .body(calendar.body.clone().into_bytes());
    Ok((text(kind, &calendar.body), attached))
}

/// Quoted-printable whatever it holds: lettre would take base64 for some, which filters distrust.
fn text(kind: impl Header, content: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(content.to_owned())
}

fn multipart(kind: MultiPartKind, boundary: String) -> MultiPart {
    MultiPart::builder().kind(kind).boundary(boundary).build()
}

/// The same for the same mail, and found in no body: `=_` cannot stand in quoted-printable text.
fn boundary(message_id: &str, level: &str) -> String {
    let digest = Sha256::digest(format!("{level} of {message_id}").as_bytes());
    let mut first = [0_u8; 16];
    first.copy_from_slice(&digest[..16]);
    format!("=_{:032x}", u128::from_be_bytes(first))
}

fn address(of: &EmailAddress) -> anyhow::Result<Address> {
    of.as_str().parse().context("an address of the mail")
}

/// A name before an address; lettre panics at a line end in one.
fn name(typed: &str) -> Option<String> {
    Some(one_line(typed, LONGEST_NAME).replace('"', "'")).filter(|name| !name.is_empty())
}

/// Text of one line, at most so many characters, no word longer than a header line may be.
fn one_line(typed: &str, longest: usize) -> String {
    let spaced: String = typed
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(longest).collect()
}

#[cfg(test)]
#[path = "compose_check.rs"]
mod check;
