//! The timing measure: does a source decide before the goal's money is needed?
//!
//! - It decides at any time, monthly, quarterly or deal by deal: 10,000.
//! - The next board whose letters are still open meets on or before the day: 10,000; 7,000 when the letters of the board
//!   before it have closed, because a season is lost.
//! - It says in words when it decides, without dates: 5,000.
//! - It decides only after the day: 0. Nothing is recorded: 0, and the page says so.
//!
//! Of several statements the best counts. A board meets on the first of its month.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Board, DecisionSlot, Meeting, NeededBy, boards, next_decision};

/// The next board's letters are closed, and the one after it is in time.
const A_LATER_BOARD: u16 = 7_000;
/// Known in words, without dates.
const IN_WORDS: u16 = 5_000;

/// All that the measure reads of a decision cycle: equal ones are equal, however they were written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rhythm {
    /// Often enough that no date can be missed.
    often: bool,
    /// In words without dates.
    words: bool,
    /// Recorded, and never.
    never: bool,
    meetings: BTreeSet<Meeting>,
}

impl Rhythm {
    pub fn of(cycle: &[DecisionSlot]) -> Self {
        let mut rhythm = Self::default();
        for slot in cycle {
            if let Some(meeting) = Meeting::of(slot) {
                rhythm.meetings.insert(meeting);
                continue;
            }
            let said = slot.loi_due.trim();
            let often = said.rsplit_once("_committee_").map_or(said, |(_, o)| o);
            match often {
                "" => {}
                "n/a" => rhythm.never = true,
                "rolling" | "weekly" | "biweekly" | "monthly" | "quarterly" | "per_deal" => {
                    rhythm.often = true;
                }
                _ => rhythm.words = true,
            }
        }
        rhythm
    }

    /// Whether anything was recorded.
    pub fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// The measure, 0 to 10,000.
    pub fn basis_points(&self, today: Date, by: Date) -> u16 {
        if self.often {
            return 10_000;
        }
        let boards = boards(self.meetings.iter().copied(), today);
        let reachable = |board: &&Board| board.is_reachable(today);
        let next = boards.iter().find(reachable);
        let in_time = match next.filter(|board| board.month <= by) {
            Some(board) if Some(board) == boards.first() => 10_000,
            Some(_) => A_LATER_BOARD,
            None => 0,
        };
        in_time.max(if self.words { IN_WORDS } else { 0 })
    }
}

/// The measure with its sentence; `None` where nothing is recorded.
pub(in crate::matching::rules) fn in_time(
    cycle: &[DecisionSlot],
    by: NeededBy,
    today: Date,
) -> Option<(u16, String)> {
    let rhythm = Rhythm::of(cycle);
    let basis_points = rhythm.basis_points(today, by.date());
    let held = match basis_points {
        10_000 if rhythm.often => "; no date to miss".to_owned(),
        10_000 => format!("; in time for {}", by.in_words()),
        A_LATER_BOARD => format!("; still in time for {}", by.in_words()),
        IN_WORDS => format!("; no date to hold against {}", by.in_words()),
        _ if rhythm.meetings.is_empty() => String::new(),
        _ => format!("; only after {}", by.in_words()),
    };
    let text = next_decision(cycle, today).text;
    rhythm.is_known().then(|| (basis_points, text + &held))
}
