//! From the bytes of a mail to what it says: untrusted input, read within limits and without a panic.
//!
//! Limits before parsers: a mail of more lines, headers or parts than a calendar program writes is refused before any
//! parser sees it, so that time and memory are bounded by its size (`docs/decisions/0012-replies-by-mail.md`).

mod authentication;
mod bounce;
mod busy;
mod letter;
#[cfg(test)]
mod nasty;
mod normalise;
mod object;
#[cfg(test)]
mod tests;
mod times;
mod vtimezone;

use chrono::{DateTime, Utc};

pub use authentication::{Standing, standing};
pub use bounce::{Bounce, Undelivered};
pub use busy::{Busy, busy};
pub use letter::{Content, LARGEST_MAIL, Letter, read};
pub use normalise::normalise;
pub use object::read_object;

/// Why nothing was read: rule R1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The mail is larger than 5 MB.")]
    TooLarge,
    #[error("The mail has more lines, headers or parts than a calendar program writes.")]
    TooMuch,
    #[error("It is no mail: it has no headers.")]
    NoMail,
    #[error("It carries no calendar reply.")]
    NoCalendar,
    #[error("It carries more than one calendar.")]
    SeveralCalendars,
    #[error("Its calendar is nested too deeply.")]
    TooDeep,
    #[error("It is broken and cannot be read.")]
    Broken,
    #[error("Its calendar has no METHOD.")]
    NoMethod,
    #[error("Its calendar has no event, or an event without a UID.")]
    NoUid,
    #[error("Its calendar is about several events.")]
    SeveralUids,
}

/// What the sender's calendar program wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    Reply,
    Counter,
    Refresh,
    /// Another one, in capitals: nothing that guests send to a host.
    Other(String),
}

impl Method {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Reply => "REPLY",
            Self::Counter => "COUNTER",
            Self::Refresh => "REFRESH",
            Self::Other(name) => name,
        }
    }
}

/// PARTSTAT as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,
    /// None, or one that no event has.
    Unknown,
}

/// One ATTENDEE line. Addresses are in lower case and without `mailto:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    pub address: String,
    /// The EMAIL parameter, where the value is not the address mail goes to.
    pub email: Option<String>,
    pub name: String,
    pub said: Said,
    pub delegated_to: Vec<String>,
    pub delegated_from: Vec<String>,
    pub sent_by: Option<String>,
    /// Google's X-RESPONSE-COMMENT.
    pub comment: String,
}

impl Attendee {
    /// Whether this line is about the address, by its value or its EMAIL parameter.
    pub fn is(&self, address: &str) -> bool {
        !address.is_empty() && (self.address == address || self.email.as_deref() == Some(address))
    }
}

/// A calendar message, as far as a host needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub method: Method,
    pub uid: String,
    /// Missing is 0 (RFC 5545 3.8.7.4).
    pub sequence: i32,
    pub dtstamp: Option<DateTime<Utc>>,
    pub organizer: Option<String>,
    pub attendees: Vec<Attendee>,
    pub recurrence: Recurrence,
    pub comment: String,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
}

/// RECURRENCE-ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    None,
    At(DateTime<Utc>),
    /// There is one that names no instant.
    Unclear,
}
