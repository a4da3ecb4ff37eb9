//! Making a list better by swaps: the best exchange of one guest for one candidate, until none helps.

use super::{instance::Instance, minimums::Unmet, room::Room};

/// One guest out, one candidate in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Swap {
    score: u128,
    out: usize,
    into: usize,
}

/// A list without one of its guests, and what may come instead.
pub(super) struct Without<'a> {
    instance: &'a Instance,
    pub(super) room: Room<'a>,
    out: usize,
    /// What the whole list leaves unmet, and what it does without this guest.
    unmet: (Unmet, Unmet),
}

impl<'a> Without<'a> {
    pub(super) fn new(instance: &'a Instance, guests: &[usize], out: usize) -> Self {
        let rest: Vec<usize> = guests
            .iter()
            .copied()
            .filter(|guest| *guest != out)
            .collect();
        let unmet = |guests: &[usize]| {
            let people = guests.iter().map(|guest| &instance.people[*guest]);
            instance.minimums.unmet(people)
        };
        Self {
            unmet: (unmet(guests), unmet(&rest)),
            room: Room::of(instance, rest),
            instance,
            out,
        }
    }

    /// Whether this candidate may take the empty seat.
    fn may_come(&self, guest: usize) -> bool {
        let blocked = || {
            let apart = &self.instance.apart[guest];
            apart.iter().any(|other| self.room.has(*other))
        };
        let as_well_met = || {
            let mut unmet = self.unmet.1.clone();
            unmet.serve(self.instance.people[guest].class);
            unmet.is_within(&self.unmet.0)
        };
        guest != self.out && !self.room.has(guest) && as_well_met() && !blocked()
    }

    /// The score with each candidate who may come instead and for whom it is above `floor`, best first, at most `most`.
    pub(super) fn instead(&self, most: usize, floor: u128) -> Vec<(u128, usize)> {
        let base = self.room.score();
        let gains = self.room.gains();
        let mut order: Vec<(u128, usize)> = gains
            .into_iter()
            .zip(0..)
            .map(|(gain, guest)| (base + gain, guest))
            .filter(|(score, _)| *score > floor)
            .collect();
        order.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let able = order.into_iter().filter(|(_, guest)| self.may_come(*guest));
        able.take(most).collect()
    }
}

/// Swaps until none helps or the moves are used up; says how many were made.
pub(super) fn improve(instance: &Instance, guests: &mut Vec<usize>, moves: usize) -> usize {
    for made in 0..moves {
        let Some(swap) = best(instance, guests) else {
            return made;
        };
        guests.retain(|guest| *guest != swap.out);
        guests.push(swap.into);
    }
    moves
}

/// The swap that helps most; of equals the one with the smaller newcomer, then the smaller leaver.
fn best(instance: &Instance, guests: &[usize]) -> Option<Swap> {
    let now = Room::of(instance, guests.iter().copied()).score();
    let mut best: Option<Swap> = None;
    for out in guests.iter().copied() {
        if instance.must.contains(&out) {
            continue;
        }
        let floor = best.map_or(now, |swap| swap.score.max(now + 1) - 1);
        let without = Without::new(instance, guests, out);
        let Some((score, into)) = without.instead(1, floor).pop() else {
            continue;
        };
        let better = best.is_none_or(|best| (score, best.into, best.out) > (best.score, into, out));
        if better {
            best = Some(Swap { score, out, into });
        }
    }
    best
}
