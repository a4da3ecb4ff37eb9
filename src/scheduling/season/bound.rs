//! What no choice of dates can exceed.

use std::collections::BTreeMap;

use super::board::{Board, Guest};

impl Board {
    /// All invitations, less for each funder the one loss that is certain, less the least that dates cost.
    ///
    /// The loss that is certain: of two convenings that no choice of days lets a funder attend both, the less valuable; of
    /// several such pairs, the dearest one. More days, or another place, can only take such pairs away and make dates
    /// cheaper, so they never lower this.
    pub(super) fn ceiling(&self) -> i64 {
        let mut known = BTreeMap::new();
        let mut most = 0_i64;
        for guest in &self.guests {
            let values = guest.asks.iter().map(|ask| ask.value).sum::<u64>();
            most = most.saturating_add_unsigned(values - self.certain_loss(guest, &mut known));
        }
        for (convening, spot) in self.spots.iter().enumerate() {
            let costs = &spot.openings[self.choices(convening)];
            let least = costs.iter().map(|opening| opening.cost).min().unwrap_or(0);
            most = most.saturating_sub_unsigned(least);
        }
        most
    }

    fn certain_loss(&self, guest: &Guest, known: &mut BTreeMap<(usize, usize), bool>) -> u64 {
        let mut most = 0;
        for (at, one) in guest.asks.iter().enumerate() {
            for other in &guest.asks[at + 1..] {
                let less = one.value.min(other.value);
                let pair = (one.convening, other.convening);
                let never = known.entry(pair).or_insert_with(|| {
                    !self.ever(pair.0, pair.1, |mine, theirs| self.both(mine, theirs))
                });
                if *never {
                    most = most.max(less);
                }
            }
        }
        most
    }
}
