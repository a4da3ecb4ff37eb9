//! What an organization could bring of one kind of money, over all goals of a list.

use std::collections::BTreeMap;

use crate::ids::FundingSourceId;

/// Its sources, and the goals that could take what they have.
#[derive(Clone, Debug, Default)]
pub(super) struct Brings {
    /// The most each source has, and what the goals it is eligible for leave open.
    sources: BTreeMap<FundingSourceId, (u64, u64)>,
    /// What each of these goals leaves open.
    goals: BTreeMap<usize, u64>,
}

impl Brings {
    /// A source could bring `most` to a goal that leaves `open` open.
    pub(super) fn note(&mut self, goal: usize, source: FundingSourceId, most: u64, open: u64) {
        self.goals.insert(goal, open);
        let (held, room) = self.sources.entry(source).or_default();
        *held = (*held).max(most);
        *room += open;
    }

    /// The most it could bring: no dollar of a source goes to two goals, and no goal takes more than it leaves open.
    pub(super) fn most(&self) -> u64 {
        let sources = self.sources.values();
        let most = sources.fold(0_u64, |sum, (most, room)| {
            sum.saturating_add(*most.min(room))
        });
        most.min(self.goals.values().sum())
    }
}
