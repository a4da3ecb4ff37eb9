//! Whether a guest may still answer on their page.

use chrono::{DateTime, Utc};

use crate::{convenings::rules::Firmness, values::InvitationState};

/// What decides.
#[derive(Clone, Copy, Debug)]
pub(in crate::invitations) struct DoorFacts {
    pub(in crate::invitations) now: DateTime<Utc>,
    pub(in crate::invitations) starts_at: DateTime<Utc>,
    pub(in crate::invitations) answer_by: Option<DateTime<Utc>>,
    pub(in crate::invitations) firmness: Firmness,
    pub(in crate::invitations) chair: bool,
    pub(in crate::invitations) state: InvitationState,
    /// A place from the waiting list that is theirs until then.
    pub(in crate::invitations) offered_until: Option<DateTime<Utc>>,
}

/// Open or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Door {
    /// Answers are taken until this moment.
    Open(DateTime<Utc>),
    Closed(Closed),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Closed {
    Cancelled,
    /// There is no date to answer for.
    Undated,
    Begun,
    CutOff,
    /// On the waiting list, without an offer.
    Waits,
    /// The host is not asked.
    Host,
}

/// An offered place stays open past the cut-off, because it was offered later; nothing is open once the meeting begins.
pub(in crate::invitations) fn door(facts: &DoorFacts) -> Door {
    match facts.firmness {
        Firmness::Cancelled => return Door::Closed(Closed::Cancelled),
        Firmness::Undated => return Door::Closed(Closed::Undated),
        Firmness::Tentative | Firmness::Confirmed => {}
    }
    if facts.now >= facts.starts_at {
        return Door::Closed(Closed::Begun);
    }
    if facts.chair {
        return Door::Closed(Closed::Host);
    }
    if facts.state == InvitationState::Waiting {
        let offer = facts.offered_until.filter(|until| *until > facts.now);
        return offer.map_or(Door::Closed(Closed::Waits), |until| {
            Door::Open(until.min(facts.starts_at))
        });
    }
    match facts.answer_by {
        Some(by) if by <= facts.now => Door::Closed(Closed::CutOff),
        Some(by) => Door::Open(by.min(facts.starts_at)),
        None => Door::Open(facts.starts_at),
    }
}

#[cfg(test)]
mod tests;
