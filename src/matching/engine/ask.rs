//! A goal as numbers: where, about what, for whom, and what its stack still lacks.

use std::collections::HashMap;

use super::{Known, source::MOST};

/// What is open of one kind of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The kind of line, 0 to 31.
    pub kind: u8,
    /// What is open of it in all, in dollars.
    pub open: u64,
    /// The largest single line of it: a source's smallest amount is held against this.
    pub largest: u64,
}

/// How much each part of a score weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    pub place: u32,
    pub issue: u32,
    pub capital: u32,
    pub people: u32,
    pub relationship: u32,
    pub history: u32,
    pub timing: u32,
}

impl Shares {
    pub(super) fn sum(self) -> u64 {
        [
            self.place,
            self.issue,
            self.capital,
            self.people,
            self.relationship,
            self.history,
            self.timing,
        ]
        .into_iter()
        .map(u64::from)
        .sum()
    }
}

/// One goal's question to the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// Its places; of each every area it lies in with how near that is in basis points, the nation among them.
    pub places: Vec<Vec<(u32, u16)>>,
    /// Its issue areas with their weights.
    pub issues: Vec<(u16, u32)>,
    pub open: Vec<Opening>,
    /// A bit for each condition it does not meet.
    pub unmet: u64,
    /// A bit for each population it is for.
    pub people: u32,
    /// The last year in which money must still come.
    pub needed_until: i16,
    pub shares: Shares,
    /// What is known of single sources by this goal's people, in place of what the source brings.
    pub known: HashMap<u128, Known>,
    /// What each cycle of decisions is worth in basis points, by its number; 0 for those beyond the list.
    pub cycles: Vec<u16>,
    /// Points (already weighed) taken off single sources.
    pub loads: HashMap<u128, u32>,
    /// Whether an offer that reaches less than one part in 10,000 of what is open still counts as one.
    pub takes_any_part: bool,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAsk {
    #[error("Give at least one measure some weight.")]
    NoWeight,
    #[error("The weights add up to more than 100,000.")]
    TooMuchWeight,
    #[error("An amount is above one quadrillion dollars")]
    TooMuch,
    #[error("A kind of money has a number above 31")]
    Kind,
    #[error("An issue area is not in the tree")]
    Issue,
}

impl Ask {
    pub(super) fn check(&self, issues: usize) -> Result<(), BadAsk> {
        match self.shares.sum() {
            0 => return Err(BadAsk::NoWeight),
            1..=100_000 => {}
            _ => return Err(BadAsk::TooMuchWeight),
        }
        if self.open.iter().any(|opening| opening.kind > 31) {
            return Err(BadAsk::Kind);
        }
        if self.open.iter().any(|opening| opening.open > MOST) {
            return Err(BadAsk::TooMuch);
        }
        if self
            .issues
            .iter()
            .any(|(issue, _)| usize::from(*issue) >= issues)
        {
            return Err(BadAsk::Issue);
        }
        Ok(())
    }

    /// Whether one of its places lies in this area.
    pub(super) fn lies_in(&self, area: u32) -> bool {
        area == super::NATION && !self.places.is_empty()
            || self
                .places
                .iter()
                .any(|place| place.iter().any(|(of, _)| *of == area))
    }

    /// The areas to look into with how near each is, nearest first, then by number.
    pub(super) fn areas(&self) -> Vec<(u32, u16)> {
        let mut areas: Vec<(u32, u16)> = self.places.iter().flatten().copied().collect();
        areas.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut seen = std::collections::HashSet::new();
        areas.retain(|(area, _)| seen.insert(*area));
        areas
    }
}
