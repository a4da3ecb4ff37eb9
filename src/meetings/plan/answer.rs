//! What is asked of a search besides the question, and what comes back.

use super::{Instance, Tally};

/// How much is searched: the same moves and seed give the same plan on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    pub moves: u64,
    pub seed: u64,
}

impl Budget {
    /// What an organiser waits for: some seconds.
    pub fn usual(instance: &Instance) -> Self {
        let moves = if instance.chooses() {
            5_000_000
        } else {
            40_000_000
        };
        Self { moves, seed: 1 }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub done: u64,
    pub moves: u64,
    pub best: Tally,
}

/// A plan that breaks no rule; what could not be held is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The round of each meeting, from 0.
    pub rounds: Vec<Option<u8>>,
    /// The table of each meeting, from 0.
    pub tables: Vec<Option<u16>>,
    pub tally: Tally,
    pub breaks: u32,
    /// No plan has fewer breaks (all meetings held) or is worth more (wishes chosen); see `Bound`.
    pub bound: Bound,
    /// Whether the plan is as good as its bound.
    pub proved: bool,
}

/// What no plan can do better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The fewest breaks of a plan that holds all meetings.
    Breaks(u32),
    /// The most that the wishes held can be worth, less what breaks cost.
    Worth(i64),
}
