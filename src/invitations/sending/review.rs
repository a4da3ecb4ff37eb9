//! What sending would do, guest by guest, before anybody presses the button: who is invited, asked again, only informed,
//! cancelled, left alone, and why.

use super::meeting::Meeting;
use crate::{
    convenings::rules::{Firmness, firmness},
    entities::invitations,
    invitations::itip::changes::{self, Consequence, Held, Now, Wish},
    values::{ConveningFormat, ConveningStatus, InvitationMailKind, InvitationState, wall_time, time_convert::to_timestamp},
};

/// What sending would do to one guest.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Planned {
    pub(in crate::invitations) guest: invitations::Model,
    pub(in crate::invitations) consequence: Consequence,
}

impl Planned {
    /// The mail it calls for; nothing for those who are left alone.
    pub(in crate::invitations) fn mail(&self, meeting: &Meeting) -> Option<InvitationMailKind> {
        use changes::Kind as K;
        let tentative = firmness(meeting.of.convening.plan.status) == Firmness::Tentative;
        Some(match self.consequence.kind {
            K::Nothing => return None,
            K::Invite if tentative => InvitationMailKind::Hold,
            K::Invite => InvitationMailKind::Invite,
            K::Update => InvitationMailKind::Update,
            K::AskAgain => InvitationMailKind::AskAgain,
            K::Cancel => InvitationMailKind::Cancel,
        })
    }

    /// Only this seat is withdrawn.
    pub(in crate::invitations) fn only_seat(&self, meeting: &Meeting) -> bool {
        meeting.of.convening.row.status != ConveningStatus::Cancelled
    }
}

/// What sending would do to each of these guests.
pub(in crate::invitations) fn plan(
    meeting: &Meeting,
    guests: Vec<invitations::Model>,
    wish: Wish,
) -> Vec<Planned> {
    let now = now(meeting);
    let facts = meeting.facts();
    guests
        .into_iter()
        .map(|guest| {
            let held = held(meeting, &guest);
            Planned {
                consequence: changes::consequence(&held, &now, &facts, wish),
                guest,
            }
        })
        .collect()
}
