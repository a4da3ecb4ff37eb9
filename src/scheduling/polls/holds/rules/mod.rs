//! Which times are held in whose calendar. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ids::{PollOptionId, PollPersonId},
    values::{PollAnswer, PollPersonState, PollState},
};

/// The most times that are held for one person: the first ones. More would fill a calendar with what will not be.
pub(super) const MOST_TIMES: usize = 5;

/// Somebody who is asked, and what keeps mail from them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest {
    pub(super) id: PollPersonId,
    pub(super) state: PollPersonState,
    /// They asked not to be contacted, or mail to them comes back.
    pub(super) barred: bool,
}

/// What a calendar holds of a time, and in which version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) sequence: i32,
    pub(super) released: bool,
}

/// A poll as far as holds go.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    pub(super) state: PollState,
    /// Whether staff want times held.
    pub(super) holds: bool,
    /// The times on offer that are still to come, the first first.
    pub(super) times: Vec<PollOptionId>,
    pub(super) guests: Vec<Guest>,
    pub(super) nos: BTreeSet<(PollPersonId, PollOptionId)>,
    pub(super) held: BTreeMap<(PollPersonId, PollOptionId), Held>,
}

/// A change of what somebody's calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) guest: PollPersonId,
    pub(super) time: PollOptionId,
    pub(super) sequence: i32,
    pub(super) releases: bool,
    /// What it was before; nothing for a time that was never held.
    pub(super) before: Option<i32>,
}

/// An answer that gives a time free.
pub(super) fn gives_free(answer: PollAnswer) -> bool {
    answer == PollAnswer::No
}

/// What has to change so that calendars hold what they should.
pub(super) fn changes(of: &Situation) -> Vec<Change> {
    let mut changes = Vec::new();
    let open = of.holds && matches!(of.state, PollState::Open | PollState::Closed);
    let times: Vec<PollOptionId> = of.times.iter().copied().take(MOST_TIMES).collect();
    let wants = |guest: &Guest, time: PollOptionId| {
        let knows = matches!(
            guest.state,
            PollPersonState::Asked | PollPersonState::Answered
        );
        open && knows && times.contains(&time) && !of.nos.contains(&(guest.id, time))
    };
    for guest in &of.guests {
        for time in &times {
            let held = of.held.get(&(guest.id, *time)).copied();
            if held.is_some_and(|held| !held.released) || !wants(guest, *time) || guest.barred {
                continue;
            }
            changes.push(Change {
                guest: guest.id,
                time: *time,
                sequence: held.map_or(0, |held| held.sequence + 1),
                releases: false,
                before: held.map(|held| held.sequence),
            });
        }
    }
    let guests: BTreeMap<PollPersonId, &Guest> =
        of.guests.iter().map(|guest| (guest.id, guest)).collect();
    for ((guest, time), held) in of.held.iter().filter(|(_, held)| !held.released) {
        let person = guests.get(guest);
        if !person.is_some_and(|person| wants(person, *time)) {
            changes.push(Change {
                guest: *guest,
                time: *time,
                sequence: held.sequence + 1,
                releases: true,
                before: Some(held.sequence),
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests;
