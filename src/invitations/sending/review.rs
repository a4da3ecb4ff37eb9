//! What sending would do, guest by guest, before anybody presses the button: who is invited, asked again, only informed,
//! cancelled, left alone, and why. The rules are `itip::changes`; here they get their facts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::meeting::Meeting;
use crate::{
    convenings::rules::{Firmness, firmness},
    entities::invitations,
    ids::InvitationId,
    invitations::itip::changes::{self, Ask, Consequence, Kind, Seen, Told, Wishes},
    values::{InvitationMailKind, InvitationState},
};

/// What the host wishes beyond what a change demands, as forms and jobs carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::invitations) struct Wish {
    /// Tell guests about changes that need no answer.
    pub(in crate::invitations) notify: bool,
    /// Ask those again who have not answered.
    pub(in crate::invitations) ask_silent: bool,
}

impl From<Wish> for Wishes {
    fn from(wish: Wish) -> Self {
        Self {
            notify: wish.notify,
            ask: if wish.ask_silent {
                Ask::Silent
            } else {
                Ask::Nobody
            },
        }
    }
}

/// What sending would do to one guest.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Planned {
    pub(in crate::invitations) guest: invitations::Model,
    pub(in crate::invitations) consequence: Consequence,
    /// They asked not to be contacted: nothing but a cancellation goes to them.
    pub(in crate::invitations) is_silent: bool,
}

impl Planned {
    /// The mail it calls for; nothing for those who are left alone.
    pub(in crate::invitations) fn mail(&self, meeting: &Meeting) -> Option<InvitationMailKind> {
        if self.is_withheld() {
            return None;
        }
        let tentative = firmness(meeting.of.convening.plan.status) == Firmness::Tentative;
        Some(match self.consequence.kind {
            Kind::Nothing => return None,
            Kind::Invite if tentative => InvitationMailKind::Hold,
            Kind::Invite => InvitationMailKind::Invite,
            Kind::Update => InvitationMailKind::Update,
            Kind::AskAgain => InvitationMailKind::AskAgain,
            Kind::Cancel => InvitationMailKind::Cancel,
        })
    }

    /// A mail is called for, and does not go.
    pub(in crate::invitations) fn is_withheld(&self) -> bool {
        self.is_silent && !matches!(self.consequence.kind, Kind::Nothing | Kind::Cancel)
    }

    /// Only this seat is withdrawn; the meeting stays.
    pub(in crate::invitations) fn only_seat(&self) -> bool {
        self.consequence.rule == "O9"
    }
}

/// What sending would do to each of these guests, of whom `silent` asked not to be contacted; `begun` when anybody has been
/// invited before.
pub(in crate::invitations) fn plan(
    meeting: &Meeting,
    (guests, silent): (Vec<invitations::Model>, &BTreeSet<InvitationId>),
    wish: Wish,
    begun: bool,
) -> Vec<Planned> {
    let now = meeting.now(begun);
    let planned = |guest: invitations::Model| Planned {
        is_silent: silent.contains(&guest.id),
        consequence: changes::consequence(&holds(&guest), &now, wish.into()),
        guest,
    };
    guests.into_iter().map(planned).collect()
}

/// What a guest holds. Whose seat was taken away is no longer invited, whatever was told so far.
pub(in crate::invitations) fn holds(guest: &invitations::Model) -> changes::Guest {
    let unseated = guest.seat_id.is_none() && !guest.is_chair;
    let seen = guest
        .seen_sequence
        .zip(guest.seen_starts_at.zip(guest.seen_ends_at));
    changes::Guest {
        state: if unseated {
            InvitationState::Removed
        } else {
            guest.state
        },
        is_chair: guest.is_chair,
        partstat: guest.partstat,
        seen: seen.map(|(sequence, (starts_at, ends_at))| Seen {
            sequence,
            starts_at,
            ends_at,
            told: guest.seen_facts.as_deref().and_then(Told::read),
        }),
    }
}
