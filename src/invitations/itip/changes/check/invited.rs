//! O8 to O13: who joins, who leaves, what is off, and clocks that a law changes.

use super::{CANCEL, NO_WISH, REQUEST, at, brief, chair, changed, meeting, moved, told, unseen};
use crate::{
    convenings::rules::Firmness,
    invitations::itip::changes::{Entry, Guest, Kind, Meeting, Seen, consequence},
    values::{InvitationState, Partstat},
};

#[test]
fn o8_who_joins_later_is_invited_and_nobody_else_hears() {
    let due = consequence(&unseen(), &meeting(), NO_WISH);
    assert_eq!(brief(&due), (Kind::Invite, REQUEST, 3, true, false, "O8"));
    let others = consequence(&told(&meeting(), Partstat::Accepted), &meeting(), NO_WISH);
    assert_eq!(others.kind, Kind::Nothing);
    let waiting = Guest {
        state: InvitationState::Waiting,
        ..unseen()
    };
    assert_eq!(
        consequence(&waiting, &meeting(), NO_WISH).kind,
        Kind::Nothing
    );
}

#[test]
fn o8_who_was_removed_and_comes_back_starts_afresh() {
    let mut back = told(&meeting(), Partstat::Accepted);
    back.seen.as_mut().unwrap().told = Some(meeting().told_to_removed());
    let due = consequence(&back, &meeting(), NO_WISH);
    assert_eq!(brief(&due), (Kind::Invite, REQUEST, 3, true, true, "O8"));
}

#[test]
fn o9_a_seat_taken_back_cancels_that_guest_alone() {
    let gone = |state| Guest {
        state,
        ..told(&meeting(), Partstat::Accepted)
    };
    for state in [InvitationState::Removed, InvitationState::Waiting] {
        let due = consequence(&gone(state), &meeting(), NO_WISH);
        assert_eq!(brief(&due), (Kind::Cancel, CANCEL, 4, false, false, "O9"));
        assert_eq!(due.leaves.as_ref().unwrap().entry, Entry::SeatGone);
        let raised = changed(|_| ());
        let others = consequence(&told(&meeting(), Partstat::Accepted), &raised, NO_WISH);
        assert_eq!(
            others.kind,
            Kind::Nothing,
            "the raised SEQUENCE alone is no news"
        );
        let mut knows = gone(state);
        knows.seen.as_mut().unwrap().told = due.leaves;
        assert_eq!(consequence(&knows, &raised, NO_WISH).kind, Kind::Nothing);
    }
    let never = Guest {
        state: InvitationState::Removed,
        ..unseen()
    };
    assert_eq!(consequence(&never, &meeting(), NO_WISH).kind, Kind::Nothing);
}

#[test]
fn o10_cancelling_tells_everybody_who_holds_it_once() {
    let off = changed(|now| now.firmness = Firmness::Cancelled);
    for guest in [told(&meeting(), Partstat::Declined), chair(&meeting())] {
        let due = consequence(&guest, &off, NO_WISH);
        assert_eq!(brief(&due), (Kind::Cancel, CANCEL, 4, false, false, "O10"));
        assert_eq!(due.leaves.as_ref().unwrap().entry, Entry::Cancelled);
        let knows = Guest {
            seen: Some(Seen {
                told: due.leaves,
                ..guest.seen.clone().unwrap()
            }),
            ..guest
        };
        assert_eq!(consequence(&knows, &off, NO_WISH).kind, Kind::Nothing);
    }
    assert_eq!(consequence(&unseen(), &off, NO_WISH).kind, Kind::Nothing);
}

#[test]
fn o10_a_date_that_is_open_again_is_taken_out_of_calendars_and_asked_anew_later() {
    let undated = changed(|now| now.firmness = Firmness::Undated);
    let guest = told(&meeting(), Partstat::Accepted);
    let due = consequence(&guest, &undated, NO_WISH);
    assert_eq!(brief(&due), (Kind::Cancel, CANCEL, 4, false, false, "O10"));
    assert_eq!(
        consequence(&unseen(), &undated, NO_WISH).kind,
        Kind::Nothing
    );
    let knows = Guest {
        seen: Some(Seen {
            sequence: 4,
            told: due.leaves,
            ..guest.seen.clone().unwrap()
        }),
        ..guest
    };
    assert_eq!(consequence(&knows, &undated, NO_WISH).kind, Kind::Nothing);
    let on = Meeting {
        sequence: 5,
        ..meeting()
    };
    let again = consequence(&knows, &on, NO_WISH);
    assert_eq!((again.kind, again.resets_answer), (Kind::AskAgain, true));
}

#[test]
fn o11_moving_one_convening_leaves_the_next_alone() {
    let next = at("2026-11-10T10:00", "America/New_York");
    let guest_of_next = told(&next, Partstat::Accepted);
    assert_eq!(
        consequence(&told(&meeting(), Partstat::Accepted), &moved(), NO_WISH).rule,
        "O2"
    );
    assert_eq!(
        consequence(&guest_of_next, &next, NO_WISH).kind,
        Kind::Nothing
    );
}

#[test]
fn o12_calling_the_cancellation_off_asks_everybody_again() {
    let off = changed(|now| now.firmness = Firmness::Cancelled);
    let mut guest = told(&off, Partstat::Accepted);
    let on = Meeting {
        sequence: 5,
        ..meeting()
    };
    let due = consequence(&guest, &on, NO_WISH);
    assert_eq!(brief(&due), (Kind::AskAgain, REQUEST, 5, true, true, "O12"));
    guest.is_chair = true;
    let due = consequence(&guest, &on, NO_WISH);
    assert_eq!((due.rsvp, due.resets_answer), (false, false));
}

#[test]
fn o13_a_law_that_changes_the_clocks_asks_again_only_online() {
    let earlier = Meeting {
        starts_at: "2026-12-15T17:00:00Z".parse().unwrap(),
        ends_at: "2026-12-15T19:00:00Z".parse().unwrap(),
        ..at("2026-12-15T09:00", "America/Vancouver")
    };
    let mut now = at("2026-12-15T09:00", "America/Vancouver");
    assert_eq!(now.starts_at.to_rfc3339(), "2026-12-15T16:00:00+00:00");
    (now.sequence, now.rescheduled) = (4, 4);
    let guest = told(&earlier, Partstat::Accepted);
    let due = consequence(&guest, &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Update, REQUEST, 4, false, false, "O13"));
    now.online = true;
    let due = consequence(&guest, &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::AskAgain, REQUEST, 4, true, true, "O13"));
}
