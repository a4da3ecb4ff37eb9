//! Verdicts before scores: could this funding source fill a line of this goal, and how well would it fit?
//!
//! `judge` walks the gates and gives a verdict with its reasons; `measure` scores only what passed. All amounts are whole
//! dollars and all scores integers in basis points, so equal inputs give equal answers on every machine.

mod brings;
mod capital;
mod constraints;
mod fit;
mod gates;
mod issues;
mod moves;
mod places;
mod pocket;
mod reasons;
mod record;
mod stale;
#[cfg(test)]
pub(super) mod tests;
mod timing;
mod track;
mod typed;
mod verdict;
mod words;

pub use brings::{Brings, brings, open_by_kind, together};
pub use capital::only_allocates;
pub(super) use capital::open_lines;
pub use capital::{Opening, ask_range, fills, openings};
pub(super) use constraints::last_year;
pub(super) use fit::load_points;
pub use fit::{Component, Fit, Load, Measure, NoWeight, Shortfall, Weights, measure};
pub use issues::similarity;
pub use moves::{Move, moves};
pub(super) use places::{checks_assessment, checks_market, nearness};
pub use pocket::{
    Area, Dealings, GoalPlace, Need, Offer, Origin, Payor, Pocket, Served, TargetMarket, Term,
    Told, WeightedIssue,
};
pub use reasons::{Reason, ReasonKind, Topic};
pub use record::{Record, Spot};
pub use stale::stale_from;
pub use timing::{DecisionSlot, NeededBy, Rhythm, Timing, needed_by, next_decision};
pub use track::track_record;
pub use typed::{NotAWeight, read_weight, weight_in_words};
pub use verdict::{Judgment, Match, Verdict, judge, match_up, rank};
pub(super) use words::lower;
