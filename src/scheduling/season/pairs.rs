//! Which convenings can stand beside each other.

use std::collections::BTreeSet;

use super::{
    board::{Board, Spot, Stay},
    question::Day,
    trouble::Clash,
};

/// Whether two convenings do not need one place on one day.
pub(super) fn apart(one: Stay, other: Stay) -> bool {
    one.place != other.place || one.until <= other.day || other.until <= one.day
}

impl Board {
    /// Whether a funder can be at both.
    pub(super) fn both(&self, one: Stay, other: Stay) -> bool {
        let (first, then) = if one.day <= other.day {
            (one, other)
        } else {
            (other, one)
        };
        first.until + Day::from(self.travel.days(first.place, then.place)) <= then.day
    }

    /// Whether some choice of openings suits two convenings.
    pub(super) fn ever(
        &self,
        one: usize,
        other: usize,
        suits: impl Fn(Stay, Stay) -> bool,
    ) -> bool {
        self.choices(one).any(|mine| {
            let mine = self.stay(one, mine);
            let mut theirs = self.choices(other);
            theirs.any(|theirs| suits(mine, self.stay(other, theirs)))
        })
    }

    pub(super) fn find_rivals(&mut self) {
        let places = |spot: &Spot| -> BTreeSet<usize> {
            spot.openings.iter().map(|opening| opening.place).collect()
        };
        let places: Vec<BTreeSet<usize>> = self.spots.iter().map(places).collect();
        for (at, spot) in self.spots.iter_mut().enumerate() {
            let rivals = (0..places.len()).filter(|other| *other != at);
            spot.rivals = rivals
                .filter(|other| !places[at].is_disjoint(&places[*other]))
                .collect();
        }
    }

    /// Two convenings that clash whatever the days.
    pub(super) fn never(&self) -> Option<Clash> {
        for (one, spot) in self.spots.iter().enumerate() {
            for other in spot.rivals.iter().filter(|other| **other > one) {
                if !self.ever(one, *other, apart) {
                    return Some(Clash::Place {
                        place: self.stay(one, self.choices(one).start).place,
                        convenings: (spot.id, self.spots[*other].id),
                    });
                }
            }
        }
        let mut fine: BTreeSet<(usize, usize)> = BTreeSet::new();
        for guest in &self.guests {
            for pair in guest.musts() {
                let both = |mine, theirs| self.both(mine, theirs);
                if fine.insert(pair) && !self.ever(pair.0, pair.1, both) {
                    return Some(Clash::Must {
                        funder: guest.id,
                        convenings: (self.spots[pair.0].id, self.spots[pair.1].id),
                    });
                }
            }
        }
        None
    }
}
