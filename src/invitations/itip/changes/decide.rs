//! Which row applies to a guest, and what follows.

use super::{
    Ask, Consequence, Entry, Guest, Kind, Meeting, Seen, Wishes, difference::Change, words,
};
use crate::{
    convenings::rules::Firmness,
    invitations::calendar::Method,
    values::{InvitationState, Partstat},
};

/// What is due to a guest now.
#[must_use]
pub fn consequence(guest: &Guest, now: &Meeting, wishes: Wishes) -> Consequence {
    // A date that is open again is taken out of calendars as a meeting that is off: there is nothing to keep free.
    let off = matches!(now.firmness, Firmness::Cancelled | Firmness::Undated);
    match (guest.state, &guest.seen) {
        (InvitationState::Removed | InvitationState::Waiting, Some(seen)) if !is_out(seen) => {
            if off {
                cancelled(now)
            } else {
                seat_gone(seen, now)
            }
        }
        (InvitationState::Removed, _) => nothing(now, "O9", words::REMOVED),
        (InvitationState::Waiting, _) => nothing(now, "O8", words::WAITING),
        (InvitationState::Planned | InvitationState::Invited, None) => {
            if off {
                nothing(now, "O10", words::never_invited(now))
            } else {
                invited(guest, now)
            }
        }
        (InvitationState::Planned | InvitationState::Invited, Some(seen)) => {
            match (is_out(seen), off) {
                (true, true) => nothing(now, "O10", words::cancelled_already(now)),
                (false, true) => cancelled(now),
                (true, false) => back_again(guest, seen, now),
                (false, false) => still_invited(guest, seen, now, wishes),
            }
        }
    }
}

/// The newest state once more, for a guest whose calendar missed it or asks for it (REFRESH): the same
/// SEQUENCE, a later DTSTAMP, the answer kept.
#[must_use]
pub fn again(guest: &Guest, now: &Meeting) -> Consequence {
    let due = consequence(guest, now, Wishes::default());
    let Some(seen) = guest.seen.as_ref().filter(|_| due.kind == Kind::Nothing) else {
        return due;
    };
    let method = if is_out(seen) {
        Method::Cancel
    } else {
        Method::Request
    };
    Consequence {
        kind: if method == Method::Cancel {
            Kind::Cancel
        } else {
            Kind::Update
        },
        method: Some(method),
        sequence: seen.sequence.max(now.sequence),
        rsvp: method == Method::Request && is_silent(guest),
        leaves: if is_out(seen) {
            seen.told.clone()
        } else {
            Some(now.told())
        },
        told: words::AGAIN.to_owned(),
        rule: "REFRESH",
        ..due
    }
}

fn is_out(seen: &Seen) -> bool {
    let entry = seen.told.as_ref().map(|told| told.entry);
    matches!(entry, Some(Entry::Cancelled | Entry::SeatGone))
}

fn is_silent(guest: &Guest) -> bool {
    guest.partstat == Partstat::NeedsAction && !guest.is_chair
}

fn nothing(now: &Meeting, rule: &'static str, told: &str) -> Consequence {
    Consequence {
        kind: Kind::Nothing,
        method: None,
        sequence: now.sequence,
        rsvp: false,
        resets_answer: false,
        leaves: None,
        told: told.to_owned(),
        rule,
    }
}

/// O1 and O8: the first mail. Whoever joins later gets the SEQUENCE as it stands.
fn invited(guest: &Guest, now: &Meeting) -> Consequence {
    Consequence {
        kind: Kind::Invite,
        method: Some(Method::Request),
        rsvp: !guest.is_chair,
        leaves: Some(now.told()),
        ..nothing(
            now,
            if now.begun { "O8" } else { "O1" },
            words::invited(now).as_str(),
        )
    }
}

/// O9: the seat is taken back; the others hear nothing.
fn seat_gone(seen: &Seen, now: &Meeting) -> Consequence {
    Consequence {
        kind: Kind::Cancel,
        method: Some(Method::Cancel),
        sequence: now.sequence.max(seen.sequence + 1),
        leaves: Some(now.told_to_removed()),
        ..nothing(now, "O9", words::SEAT_GONE)
    }
}

/// O10: the convening is off, or without a date again.
fn cancelled(now: &Meeting) -> Consequence {
    Consequence {
        kind: Kind::Cancel,
        method: Some(Method::Cancel),
        leaves: Some(now.told()),
        ..nothing(now, "O10", words::cancelled(now))
    }
}

/// O8 for a guest who was taken off before, O12 where the convening was: both start afresh.
fn back_again(guest: &Guest, seen: &Seen, now: &Meeting) -> Consequence {
    let entry = seen.told.as_ref().map(|told| told.entry);
    let (kind, rule, told) = if entry == Some(Entry::Cancelled) {
        (Kind::AskAgain, "O12", words::ON_AGAIN)
    } else {
        (Kind::Invite, "O8", words::INVITED_AGAIN)
    };
    Consequence {
        kind,
        method: Some(Method::Request),
        rsvp: !guest.is_chair,
        resets_answer: !guest.is_chair,
        leaves: Some(now.told()),
        ..nothing(now, rule, told)
    }
}

/// O2, O4 to O7 and O13: somebody with an entry in their calendar, compared with it. The strongest
/// change decides.
fn still_invited(guest: &Guest, seen: &Seen, now: &Meeting, wishes: Wishes) -> Consequence {
    let change = Change::between(seen, now);
    let (rule, resets) = match change {
        Change::Time => ("O2", true),
        Change::Clocks => ("O13", now.online),
        Change::Firmness => ("O7", false),
        Change::Place => ("O4", wishes.ask == Ask::Everybody),
        Change::MovedBack => ("O2", false),
        Change::Words if wishes.notify => ("O5", false),
        Change::Words | Change::None if asks(guest, wishes) => ("O6", false),
        Change::Words => return nothing(now, "O5", words::SMALL),
        Change::None => return nothing(now, "O6", words::UNCHANGED),
    };
    let resets = resets && !guest.is_chair;
    let asked = resets || asks(guest, wishes);
    let silent = is_silent(guest);
    Consequence {
        kind: if asked { Kind::AskAgain } else { Kind::Update },
        method: Some(Method::Request),
        rsvp: asked || silent,
        // Nobody loses an answer they have not given.
        resets_answer: resets && !silent,
        leaves: Some(now.told()),
        ..nothing(
            now,
            rule,
            words::changed(change, seen, now, (asked, silent)).as_str(),
        )
    }
}

fn asks(guest: &Guest, wishes: Wishes) -> bool {
    match wishes.ask {
        Ask::Nobody => false,
        Ask::Silent => is_silent(guest),
        Ask::Everybody => !guest.is_chair,
    }
}
