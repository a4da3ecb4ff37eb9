//! How good any list could be at most, always at hand.
//!
//! For any guests T the best list is worth at most what T is worth and, on top, the largest gains of as many candidates as
//! there are free seats. T runs along one chain that depends on nothing but the candidates, so that a longer list never has
//! a lower ceiling. Minimums and pairs only lower what is possible, so the ceiling holds with them too.

use std::cmp::Reverse;

use super::{
    instance::{Instance, MOST_SEATS},
    room::Room,
};

/// The ceiling in the common unit.
pub(super) fn ceiling(instance: &Instance) -> u128 {
    let free = instance.seats - instance.must.len();
    let mut room = Room::of(instance, instance.must.iter().copied());
    let mut least = u128::MAX;
    while room.guests.len() <= MOST_SEATS {
        let mut gains: Vec<(u128, Reverse<usize>)> = room
            .gains()
            .into_iter()
            .zip((0..).map(Reverse))
            .filter(|(_, guest)| !room.has(guest.0))
            .collect();
        let next = gains.iter().max().copied();
        if free < gains.len() {
            gains.select_nth_unstable_by(free, |one, other| other.cmp(one));
            gains.truncate(free);
        }
        let most: u128 = gains.iter().map(|(gain, _)| gain).sum();
        least = least.min(room.score() + most);
        match next {
            Some((gain, Reverse(guest))) if gain > 0 => room.add(guest),
            _ => break,
        }
    }
    least
}
