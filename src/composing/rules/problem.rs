//! What composing is asked: the gap by kind of money, who might come, and what staff want of the list.

use std::collections::{BTreeMap, BTreeSet};

/// What a goal needs of one kind of money, and what of it is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    pub amount: u64,
    pub committed: u64,
}

/// What a candidate could bring of one kind of money: the position of the need it serves, and its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub need: usize,
    pub min: u64,
    pub max: u64,
}

/// Somebody who might be invited. The id decides ties and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: u128,
    pub offers: Vec<Offer>,
    /// The most it could bring in all; as much as its offers together where nothing is known.
    pub budget: Option<u64>,
    /// How likely it comes, in basis points.
    pub chance: u16,
    /// How well it fits, in basis points.
    pub fit: u16,
    /// Which group it counts to where staff want "two CDFIs, one bank".
    pub group: u32,
    /// Whether it is local philanthropy.
    pub local: bool,
    /// Whether it would sit at this table for the first time.
    pub first_time: bool,
    /// How often it was asked of late.
    pub asks: u32,
}

/// How much each part counts, in parts per million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    pub cover: u32,
    pub diversity: u32,
    pub local: u32,
    pub fit: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            cover: 600_000,
            diversity: 200_000,
            local: 100_000,
            fit: 100_000,
        }
    }
}

/// What staff want of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The most guests.
    pub seats: usize,
    /// What fit is averaged over; as many as there are seats, unless two sizes are to be compared.
    pub fit_over: Option<usize>,
    /// Who comes in any case.
    pub must: BTreeSet<u128>,
    /// Who is left out.
    pub never: BTreeSet<u128>,
    /// Who has to stay away from this goal. Confidential.
    pub recused: BTreeSet<u128>,
    /// Who is not to sit at one table. Confidential.
    pub apart: BTreeSet<(u128, u128)>,
    /// At least so many of a group.
    pub groups: Vec<(u32, usize)>,
    /// At least so many local.
    pub local: usize,
    /// At least so many who never sat at this table.
    pub first_time: usize,
    /// Who was asked this often already is left out.
    pub most_asks: Option<u32>,
    /// How many sources of each kind of money are wanted.
    pub sources: u64,
    /// How many local funders are wanted: rewarded up to here.
    pub locals: u64,
    pub weights: Weights,
    /// The most swaps tried after the first list.
    pub moves: usize,
    /// What the scenarios are drawn from.
    pub seed: u64,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            seats: 12,
            fit_over: None,
            must: BTreeSet::new(),
            never: BTreeSet::new(),
            recused: BTreeSet::new(),
            apart: BTreeSet::new(),
            groups: Vec::new(),
            local: 0,
            first_time: 0,
            most_asks: None,
            sources: 2,
            locals: 2,
            weights: Weights::default(),
            moves: 200,
            seed: 1,
        }
    }
}

impl Wish {
    /// How many seats the minimums take at least, whoever the candidates are: nobody counts to two groups.
    pub(super) fn least_seats(&self) -> usize {
        let mut groups: BTreeMap<u32, usize> = BTreeMap::new();
        for (group, wanted) in &self.groups {
            let most = groups.entry(*group).or_default();
            *most = (*most).max(*wanted);
        }
        let groups: usize = groups.values().sum();
        groups.max(self.local).max(self.first_time)
    }
}

/// The whole question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    pub needs: Vec<Need>,
    pub candidates: Vec<Candidate>,
    pub wish: Wish,
}
