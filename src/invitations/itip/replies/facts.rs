//! What judging a message needs to know, and what it says.

use chrono::{DateTime, Utc};

use crate::{
    invitations::itip::read::Standing,
    values::{Delegation, Partstat},
};

/// Who sent the mail, as far as we know.
#[derive(Clone, Debug)]
pub struct Sender {
    /// In lower case; empty where the mail has no one From.
    pub address: String,
    pub standing: Standing,
}

/// What we know of the convening the mail was sent to.
#[derive(Clone, Debug)]
pub struct Context {
    pub sender: Sender,
    /// Its UID; nothing where the address the mail came to is no convening's.
    pub uid: Option<String>,
    /// Its own mail address, as ORGANIZER had it.
    pub organizer: String,
    pub sequence: i32,
    pub rescheduled_sequence: i32,
    pub starts_at: DateTime<Utc>,
    pub is_cancelled: bool,
    pub is_over: bool,
    pub delegation: Delegation,
    /// Those invitations that the message names.
    pub guests: Vec<Guest>,
    pub now: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestState {
    Invited,
    /// Planned or waiting: never told.
    NotYet,
    Removed,
}

/// One invitation.
#[derive(Clone, Debug)]
pub struct Guest {
    /// In lower case.
    pub address: String,
    /// Other addresses of theirs.
    pub aliases: Vec<String>,
    pub state: GuestState,
    pub partstat: Partstat,
    /// SEQUENCE of the newest mail to them.
    pub seen_sequence: Option<i32>,
    /// What they answered last, whichever way: SEQUENCE and when they said it.
    pub last: Option<(i32, DateTime<Utc>)>,
    /// Somebody else's seat was handed to them.
    pub is_delegate: bool,
}

impl Guest {
    pub fn is(&self, address: &str) -> bool {
        self.address == address || self.aliases.iter().any(|alias| alias == address)
    }
}

/// What was decided and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The row that decided: "R9"; "COUNTER" and "REFRESH" for 5.3.
    pub rule: &'static str,
    pub effect: Effect,
    /// One sentence for people.
    pub told: String,
}

/// An answer to the time that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The address the invitation is kept under.
    pub guest: String,
    pub partstat: Partstat,
    /// The SEQUENCE it answers, never above ours.
    pub sequence: i32,
    pub said_at: DateTime<Utc>,
    pub note: String,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing; the mail is in the log.
    Drop,
    /// Nothing either, but it was about one of ours.
    LogOnly,
    /// Kept, not counted; the guest is asked to confirm where `confirm` says so.
    Unconfirmed {
        answer: Option<Ask>,
        confirm: bool,
    },
    /// Kept, not counted: "answered the earlier time". They are asked again.
    Stale(Ask),
    /// An answer that is older than the one we have, or the same again.
    Ignore,
    Record(Ask),
    /// Somebody else is to come, and the host decides.
    DelegateAsk {
        from: String,
        to: String,
        name: String,
        answer: Ask,
    },
    /// Somebody else comes.
    DelegateAllow {
        answer: Ask,
        to: String,
        name: String,
    },
    /// Somebody whom nobody invited.
    Crasher {
        answer: Ask,
        name: String,
        delegated_from: Option<String>,
    },
    /// Another time; the answer that came with it where it counts.
    Proposal {
        answer: Ask,
        counts: bool,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
    },
    /// They lost our mail and want it again.
    Refresh {
        guest: String,
    },
}
