//! The whole answer: the list, what it is worth, how good a list could be at most, and what it leaves open.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    bound,
    explain::{self, Covered, Pick, Spread},
    greedy,
    instance::Instance,
    room::{Room, Value},
    scenarios, swap,
    trouble::Shortage,
};

/// A guest list with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestList {
    /// In the order in which each adds the most, locked guests first.
    pub picks: Vec<Pick>,
    pub value: Value,
    /// No list is worth more than this, in parts per million.
    pub ceiling: u64,
    /// The money that can be expected in the room, in dollars.
    pub cover: u64,
    /// What can be expected of each open kind.
    pub covered: Vec<Covered>,
    pub spread: Spread,
    /// The needs of which the room gives all it has, and more is needed; the rest is covered in full.
    pub short: Vec<usize>,
    /// Wishes that the candidates cannot meet.
    pub shortages: Vec<Shortage>,
    /// How many swaps made the first list better.
    pub swaps: usize,
}

impl GuestList {
    /// At least this share of the best possible, in basis points.
    pub fn share_of_best(&self, ceiling: u64) -> u64 {
        let ceiling = ceiling.min(self.ceiling).max(1);
        (self.value.total() * 10_000 / ceiling).min(10_000)
    }
}

/// The most lists tried with the other one of a pair.
const MOST_PAIRS: usize = 40;

/// Chooses: the first list, then swaps, then the same with the other one of each pair that is kept apart, because no single
/// swap leads from one to the other.
pub(super) fn choose(instance: &Instance) -> (Vec<usize>, usize) {
    // Fewer unmet minimums first, then the score.
    let rank = |guests: &[usize]| {
        let people = guests.iter().map(|guest| &instance.people[*guest]);
        let unmet = instance.minimums.unmet(people).left();
        (
            Reverse(unmet),
            Room::of(instance, guests.iter().copied()).score(),
        )
    };
    let mut best = search(instance);
    let mut tried = BTreeSet::new();
    while let Some(other) = left_out(instance, &best.0, &tried) {
        tried.insert(other);
        let mut with = instance.clone();
        with.must.push(other);
        if with.must.len() > with.seats || greedy::check_minimums(&with).is_err() {
            continue;
        }
        let (mut guests, mut swaps) = search(&with);
        swaps += swap::improve(instance, &mut guests, instance.moves.saturating_sub(swaps));
        if rank(&guests) > rank(&best.0) {
            best = (guests, swaps);
        }
        if tried.len() == MOST_PAIRS {
            break;
        }
    }
    best
}

/// Who is left out only because somebody on the list, who need not come, is not to sit with them.
fn left_out(instance: &Instance, guests: &[usize], tried: &BTreeSet<usize>) -> Option<usize> {
    let kept_apart = guests.iter().flat_map(|guest| &instance.apart[*guest]);
    let apart = |other: &usize| &instance.apart[*other];
    let mut able = kept_apart.filter(|other| {
        !tried.contains(other) && !apart(other).iter().any(|one| instance.must.contains(one))
    });
    able.next().copied()
}

fn search(instance: &Instance) -> (Vec<usize>, usize) {
    let mut room = Room::of(instance, instance.must.iter().copied());
    greedy::fill(instance, &mut room);
    let mut guests = room.guests;
    let mut swaps = 0;
    loop {
        let made = swap::improve(instance, &mut guests, instance.moves - swaps);
        swaps += made;
        let seated = guests.len();
        if seated == instance.seats || made == 0 {
            return (guests, swaps);
        }
        let mut room = Room::of(instance, guests);
        greedy::fill(instance, &mut room);
        guests = room.guests;
        if guests.len() == seated {
            return (guests, swaps);
        }
    }
}

/// The guest list for a question.
pub fn compose(instance: &Instance) -> GuestList {
    let (guests, swaps) = choose(instance);
    let room = Room::of(instance, guests.iter().copied());
    let ceiling = bound::ceiling(instance) / instance.worth.unit;
    let covered = explain::covered(instance, &guests);
    GuestList {
        picks: explain::picks(instance, &guests),
        value: room.value(),
        ceiling: u64::try_from(ceiling).unwrap_or(u64::MAX),
        cover: explain::dollars(room.cover),
        spread: scenarios::spread(instance, &guests),
        short: short(instance, &room, &covered),
        shortages: instance.minimums.shortages(instance, &guests),
        covered,
        swaps,
    }
}

fn short(instance: &Instance, room: &Room<'_>, covered: &[Covered]) -> Vec<usize> {
    let Some(cut) = room.binding() else {
        let short = covered.iter().filter(|kind| kind.covered < kind.open);
        return short.map(|kind| kind.need).collect();
    };
    let kinds = instance.need_of.iter().enumerate();
    kinds
        .filter(|(kind, _)| cut >> kind & 1 == 1)
        .map(|(_, need)| *need)
        .collect()
}

/// The steps apart, for measuring: who is chosen first, by id.
pub fn first_list(instance: &Instance) -> Vec<u128> {
    let mut room = Room::of(instance, instance.must.iter().copied());
    greedy::fill(instance, &mut room);
    ids(instance, &room.guests)
}

/// Who is chosen after the swaps, by id.
pub fn final_list(instance: &Instance) -> Vec<u128> {
    ids(instance, &choose(instance).0)
}

fn ids(instance: &Instance, guests: &[usize]) -> Vec<u128> {
    let ids = guests.iter().map(|guest| instance.people[*guest].id);
    ids.collect()
}
