//! What each guest adds, what the list would lose without them, and who could come instead.

use super::{
    flow::{self, Filled},
    greedy,
    instance::{Instance, Person, WHOLE},
    room::Room,
    swap::Without,
};

/// How many are named who could come instead.
const ALTERNATIVES: usize = 3;

/// A guest, in the order of picking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    pub id: u128,
    /// Comes in any case.
    pub locked: bool,
    /// What it adds to those before it, in parts per million of a full score.
    pub adds: u64,
    /// What it can be expected to add to the money in the room, in dollars.
    pub brings: u64,
    /// The same by need.
    pub brings_by_need: Vec<(usize, u64)>,
    /// The needs for which it is the only source on this list.
    pub only_source: Vec<usize>,
    /// What the whole list would lose without it, in parts per million.
    pub loses: u64,
    /// The same in dollars that can be expected.
    pub loses_money: u64,
    /// Who would come next in its place, the best first.
    pub instead: Vec<Alternative>,
}

/// Somebody who could come instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    pub id: u128,
    /// What the list would lose by the exchange, in parts per million; below zero where it would gain, which is only so
    /// for locked guests or where the search was cut short.
    pub loses: i64,
}

/// The money in the room if chance decides who comes, in dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Nine times in ten it is at least this.
    pub p10: u64,
    /// Half the time it is at least this.
    pub p50: u64,
    /// One time in ten it is at least this.
    pub p90: u64,
}

/// One open kind of money and what the list brings of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which need.
    pub need: usize,
    pub open: u64,
    /// What can be expected, in dollars.
    pub covered: u64,
    /// How many on the list offer it.
    pub guests: usize,
    /// How many who may be chosen offer it.
    pub sources: usize,
}

/// Every guest of the list with what it adds.
pub(super) fn picks(instance: &Instance, guests: &[usize]) -> Vec<Pick> {
    let order = greedy::ordered(instance, guests);
    let whole = Room::of(instance, order.iter().copied());
    let mut room = Room::new(instance);
    let mut filled = fill(instance, &[]);
    let mut picks = Vec::with_capacity(order.len());
    for guest in &order {
        let before = (room.value().total(), room.cover);
        room.add(*guest);
        let now = fill(instance, &room.guests);
        picks.push(Pick {
            adds: room.value().total() - before.0,
            brings: dollars(room.cover) - dollars(before.1),
            brings_by_need: more(instance, &filled, &now),
            ..alone(instance, &whole, *guest)
        });
        filled = now;
    }
    picks
}

/// What is known of a guest from the whole list.
fn alone(instance: &Instance, whole: &Room<'_>, guest: usize) -> Pick {
    let (person, unit) = (&instance.people[guest], instance.worth.unit);
    let without = Without::new(instance, &whole.guests, guest);
    let score = whole.score();
    let instead = without.instead(ALTERNATIVES, 0).into_iter();
    let loss = |other: u128| match score.checked_sub(other) {
        Some(loss) => i64::try_from(loss / unit).unwrap_or(i64::MAX),
        None => i64::try_from((other - score) / unit).map_or(i64::MIN, |gain| -gain),
    };
    let others = || whole.guests.iter().filter(|other| **other != guest);
    let only = |kind: &usize| {
        person.caps[*kind] > 0 && others().all(|other| instance.people[*other].caps[*kind] == 0)
    };
    Pick {
        id: person.id,
        locked: instance.must.contains(&guest),
        adds: 0,
        brings: 0,
        brings_by_need: Vec::new(),
        only_source: (0..instance.open.len())
            .filter(only)
            .map(|kind| instance.need_of[kind])
            .collect(),
        loses: whole.value().total() - without.room.value().total(),
        loses_money: dollars(whole.cover) - dollars(without.room.cover),
        instead: instead
            .map(|(score, guest)| Alternative {
                id: instance.people[guest].id,
                loses: loss(score),
            })
            .collect(),
    }
}

fn fill(instance: &Instance, guests: &[usize]) -> Filled {
    let guests: Vec<(&Person, u64)> = guests
        .iter()
        .map(|guest| &instance.people[*guest])
        .map(|person| (person, person.chance))
        .collect();
    flow::filled(&instance.open, &guests, WHOLE)
}

/// What the second filling has more than the first, by need, in dollars.
fn more(instance: &Instance, before: &Filled, now: &Filled) -> Vec<(usize, u64)> {
    let kinds = before.by_kind.iter().zip(&now.by_kind);
    let more = kinds.map(|(before, now)| now / WHOLE - before / WHOLE);
    let by_need = instance.need_of.iter().copied().zip(more);
    by_need.filter(|(_, more)| *more > 0).collect()
}

/// What the list brings of each open kind, kinds filled in their order.
pub(super) fn covered(instance: &Instance, guests: &[usize]) -> Vec<Covered> {
    let filled = fill(instance, guests);
    let offer = |kind: usize| {
        guests
            .iter()
            .filter(move |guest| instance.people[**guest].caps[kind] > 0)
    };
    let kinds = instance.need_of.iter().enumerate();
    kinds
        .map(|(kind, need)| Covered {
            need: *need,
            open: instance.open[kind],
            covered: filled.by_kind[kind] / WHOLE,
            guests: offer(kind).count(),
            sources: instance.sources[kind],
        })
        .collect()
}

/// Basis points of a dollar as dollars, rounded down once.
pub(super) fn dollars(cover: u128) -> u64 {
    u64::try_from(cover / u128::from(WHOLE)).unwrap_or(u64::MAX)
}
