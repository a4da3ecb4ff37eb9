//! Every row of `calendar.md` 5.1, O1 to O13, by its number.

mod asked;
mod invited;

use chrono::{DateTime, Utc};

use super::{Ask, Consequence, Guest, Kind, Meeting, Seen, Told, Wishes, again, consequence};
use crate::{
    convenings::rules::Firmness,
    invitations::calendar::Method,
    values::{InvitationState, Partstat, TimeZone, time_convert::to_chrono, wall_time::resolve},
};

pub(super) const NO_WISH: Wishes = Wishes {
    notify: false,
    ask: Ask::Nobody,
};

pub(super) fn meeting() -> Meeting {
    at("2026-10-06T10:00", "America/New_York")
}

pub(super) fn at(start: &str, zone: &str) -> Meeting {
    let zone: TimeZone = zone.parse().unwrap();
    let local_start: jiff::civil::DateTime = start.parse().unwrap();
    let local_end = local_start + jiff::SignedDuration::from_hours(2);
    let instant = |local| -> DateTime<Utc> {
        to_chrono(resolve(local, &zone).unwrap().instant(None).unwrap())
    };
    Meeting {
        sequence: 3,
        rescheduled: 1,
        starts_at: instant(local_start),
        ends_at: instant(local_end),
        local_start,
        local_end,
        zone,
        firmness: Firmness::Confirmed,
        online: false,
        place: "in_person Library".into(),
        words: "Youth table".into(),
        begun: true,
    }
}

/// A guest who was told of `of` and has answered so.
pub(super) fn told(of: &Meeting, partstat: Partstat) -> Guest {
    Guest {
        state: InvitationState::Invited,
        is_chair: false,
        partstat,
        seen: Some(Seen {
            sequence: of.sequence,
            starts_at: of.starts_at,
            ends_at: of.ends_at,
            told: Some(of.told()),
        }),
    }
}

pub(super) fn unseen() -> Guest {
    Guest {
        seen: None,
        state: InvitationState::Planned,
        ..told(&meeting(), Partstat::NeedsAction)
    }
}

pub(super) fn chair(of: &Meeting) -> Guest {
    Guest {
        is_chair: true,
        ..told(of, Partstat::Accepted)
    }
}

/// The convening after a change that raises SEQUENCE.
pub(super) fn changed(change: impl Fn(&mut Meeting)) -> Meeting {
    let mut now = meeting();
    now.sequence += 1;
    change(&mut now);
    now
}

pub(super) fn moved() -> Meeting {
    let mut now = at("2026-10-06T13:00", "America/New_York");
    (now.sequence, now.rescheduled) = (4, 4);
    now
}

pub(super) fn brief(
    of: &Consequence,
) -> (Kind, Option<&'static str>, i32, bool, bool, &'static str) {
    let method = of.method.map(Method::name);
    (
        of.kind,
        method,
        of.sequence,
        of.rsvp,
        of.resets_answer,
        of.rule,
    )
}

pub(super) const REQUEST: Option<&str> = Some("REQUEST");
pub(super) const CANCEL: Option<&str> = Some("CANCEL");

#[test]
fn what_was_told_is_read_back_from_its_column() {
    for now in [meeting(), moved()] {
        for told in [now.told(), now.told_to_removed()] {
            assert_eq!(Told::read(&told.digest()), Some(told));
        }
    }
    for bad in [
        "",
        "confirmed",
        "confirmed.a.b",
        "sure.a.b.c",
        "confirmed.a.b.c.d",
    ] {
        assert_eq!(Told::read(bad), None);
    }
}

#[test]
fn a_column_that_cannot_be_read_asks_only_if_the_time_moved() {
    let mut guest = told(&meeting(), Partstat::Accepted);
    guest.seen.as_mut().unwrap().told = None;
    assert_eq!(consequence(&guest, &meeting(), NO_WISH).rule, "O5");
    assert_eq!(consequence(&guest, &moved(), NO_WISH).rule, "O2");
}

#[test]
fn the_newest_state_can_be_sent_once_more() {
    let guest = told(&meeting(), Partstat::Accepted);
    let due = again(&guest, &meeting());
    assert_eq!(
        brief(&due),
        (Kind::Update, REQUEST, 3, false, false, "REFRESH")
    );
    assert_eq!(again(&guest, &moved()).rule, "O2", "news comes first");
    let mut gone = Guest {
        state: InvitationState::Removed,
        ..guest
    };
    gone.seen.as_mut().unwrap().told = Some(meeting().told_to_removed());
    assert_eq!(
        brief(&again(&gone, &meeting())),
        (Kind::Cancel, CANCEL, 3, false, false, "REFRESH")
    );
    assert_eq!(again(&unseen(), &meeting()).rule, "O8");
}

#[test]
fn a_preview_tells_who_is_asked_first() {
    let mut kinds = Kind::ALL;
    kinds.sort_unstable();
    assert_eq!(kinds, Kind::ALL);
}
