//! What a change means for each guest: who is asked again, who is only told, who is taken off, and who
//! hears nothing (`calendar.md` 5.1, rows O1 to O13). Each guest is compared with what their own
//! calendar was told last, so a change that was never mailed, or was taken back, asks nobody anything.
//!
//! O3 and O11 are about series. A convening is a single meeting, with a UID of its own: moving one
//! never touches another, and no message of ours repeats.

mod decide;
mod difference;
mod facts;
mod words;

#[cfg(test)]
mod check;

use chrono::{DateTime, Utc};

pub use decide::{again, consequence};
pub use facts::{Entry, Meeting, Told};

use crate::{
    invitations::calendar::Method,
    values::{InvitationState, Partstat},
};

/// What one guest holds.
#[derive(Clone, Debug)]
pub struct Guest {
    pub state: InvitationState,
    /// The human host, who is told and never asked.
    pub is_chair: bool,
    pub partstat: Partstat,
    /// The newest mail to them; none before the first.
    pub seen: Option<Seen>,
}

/// What the newest mail to a guest said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub sequence: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Nothing where it cannot be read any more: then all but the time counts as mended words.
    pub told: Option<Told>,
}

/// What the host wishes beyond what a change demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Mail small changes too: a mended title, the agenda, a link.
    pub notify: bool,
    pub ask: Ask,
}

/// Whom the host asks for an answer though nothing demands one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    #[default]
    Nobody,
    /// Those who have not answered.
    Silent,
    /// Everybody: an answer given before is asked for anew.
    Everybody,
}

/// What happens to a guest, in the order in which a preview groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    AskAgain,
    Update,
    Cancel,
    Invite,
    Nothing,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::AskAgain,
        Self::Update,
        Self::Cancel,
        Self::Invite,
        Self::Nothing,
    ];
}

/// What pressing send does to one guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    pub kind: Kind,
    /// Nothing where no mail goes.
    pub method: Option<Method<'static>>,
    /// The SEQUENCE of the mail. Above the convening's only where a seat is taken back (O9): the
    /// convening's is to be raised to it in the same transaction.
    pub sequence: i32,
    /// Whether the mail asks for an answer.
    pub rsvp: bool,
    /// Whether the answer they gave no longer counts.
    pub resets_answer: bool,
    /// What the entry is afterwards: what `seen_facts` keeps once the mail is promised.
    pub leaves: Option<Told>,
    /// One sentence for the preview.
    pub told: String,
    /// The row of `calendar.md` 5.1 that decided.
    pub rule: &'static str,
}
