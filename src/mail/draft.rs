//! A mail as a room writes it.

use url::Url;
use uuid::Uuid;

use super::envelope::{CalendarPart, Sender};
use crate::values::EmailAddress;

/// A mail as a room writes it. What most mails do without is added to a plain one:
/// `Draft { lane: Some(guest), ..Draft::plain(to, subject, text, html) }`.
#[derive(Clone, Debug)]
pub struct Draft {
    pub to: EmailAddress,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// From and Reply-To, where they are not the house's.
    pub sender: Option<Sender>,
    /// What a calendar program reads.
    pub calendar: Option<CalendarPart>,
    /// Where one press unsubscribes; never in an invitation, which nobody can subscribe to.
    pub unsubscribe: Option<Url>,
    /// The secret in the links. It is crossed out of the copy that is kept; without one, and without
    /// a calendar part, no copy is kept.
    pub mask: Option<String>,
    /// Mails of one lane leave in the order they were written: those to one guest of one convening.
    pub lane: Option<Uuid>,
}

impl Draft {
    /// A mail of the house: text, and the same as HTML.
    #[must_use]
    pub fn plain(to: EmailAddress, subject: String, text: String, html: String) -> Self {
        Self {
            to,
            subject,
            text,
            html,
            sender: None,
            calendar: None,
            unsubscribe: None,
            mask: None,
            lane: None,
        }
    }
}
