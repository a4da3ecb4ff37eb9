//! A mail ready to be sent: everything that decides its bytes, and nothing else.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use url::Url;

use crate::values::{EmailAddress, NotAnEmailAddress};

/// A mail ready to be sent. Equal envelopes make the same message, byte by byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub to: EmailAddress,
    /// The left part of the Message-ID (RFC 5322 3.6.4); the right part is our From domain.
    pub message_id: String,
    /// Its Date: when it was written, not when it leaves.
    pub written_at: DateTime<Utc>,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// From and Reply-To, where they are not the house's.
    pub sender: Option<Sender>,
    pub calendar: Option<CalendarPart>,
    /// Where one press unsubscribes (RFC 8058).
    pub unsubscribe: Option<Url>,
}

/// Whom a mail is from, and who gets the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    pub address: EmailAddress,
}

/// As it is kept in a row: `Jane Doe <jane@city.example>`.
impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.address.as_str())
    }
}

impl FromStr for Sender {
    type Err = NotAnEmailAddress;

    fn from_str(kept: &str) -> Result<Self, NotAnEmailAddress> {
        let (name, address) = kept.rsplit_once(" <").unwrap_or(("", kept));
        Ok(Self {
            name: name.to_owned(),
            address: address.trim_end_matches('>').parse()?,
        })
    }
}

/// What a calendar program reads of a mail (RFC 6047).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    /// METHOD of the body, in capitals: REQUEST, CANCEL, DECLINECOUNTER.
    pub method: String,
    /// The iCalendar text, lines ending in CRLF.
    pub body: String,
}

impl Envelope {
    /// The same mail with a secret crossed out, wherever it stands. As long as before, so that
    /// every line breaks where it did.
    #[must_use]
    pub fn without(&self, secret: &str) -> Self {
        if secret.is_empty() {
            return self.clone();
        }
        let crosses = "X".repeat(secret.len());
        let hide = |text: &String| text.replace(secret, &crosses);
        let mut masked = self.clone();
        masked.subject = hide(&self.subject);
        masked.text = hide(&self.text);
        masked.html = hide(&self.html);
        if let Some(calendar) = &mut masked.calendar {
            // A long address is folded, perhaps within the secret.
            calendar.body = without_folded(&calendar.body, secret);
        }
        masked.unsubscribe = self
            .unsubscribe
            .as_ref()
            .and_then(|url| Url::parse(&url.as_str().replace(secret, &crosses)).ok());
        masked
    }
}

/// Crosses the secret out of folded lines (RFC 5545 3.1) and leaves every fold where it is.
fn without_folded(body: &str, secret: &str) -> String {
    const FOLD: &str = "\r\n ";
    let folds = body
        .match_indices(FOLD)
        .flat_map(|(at, _)| at..at + FOLD.len());
    let mut folds = folds.peekable();
    let unfolded_at: Vec<usize> = (0..body.len())
        .filter(|at| folds.next_if_eq(at).is_none())
        .collect();
    let mut masked = body.to_owned().into_bytes();
    for (start, _) in body.replace(FOLD, "").match_indices(secret) {
        for &at in &unfolded_at[start..start + secret.len()] {
            masked[at] = b'X';
        }
    }
    String::from_utf8(masked).unwrap_or_default()
}
