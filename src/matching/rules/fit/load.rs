//! The load: what is taken off the score of a source that is asked often, in any city.
//!
//! Its weight times the asks of this quarter over twice the limit: half of it at the limit, all of it at twice the limit, and
//! never more than there is.

use super::tenths;
use crate::convenings::rules::{MOST_ASKS, asked_in_words};

/// The whole load in basis points.
const LOAD_FULL: u32 = 10_000;

/// How full the load is after so many asks, in basis points.
pub(in crate::matching) fn load_points(asked: u32) -> u32 {
    let share = u64::from(asked) * u64::from(LOAD_FULL) / u64::from(2 * MOST_ASKS);
    u32::try_from(share).unwrap_or(LOAD_FULL).min(LOAD_FULL)
}

/// What is taken off a score, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// How often it is asked this quarter, by all cities.
    pub asked: u32,
    /// 0 to 10,000.
    pub basis_points: u32,
    /// The most points that can be taken off.
    pub weight: u32,
    /// Off the score: weight times basis points, or all there is.
    pub taken: u64,
    pub sentence: String,
    /// Points in tenths, out of 100 for the whole fit.
    pub(super) tenths: u64,
}

impl Load {
    /// The load on a score of this sum; nothing where nobody asks.
    pub(super) fn of(asked: u32, weight: u32, sum: u64) -> Option<Self> {
        let basis_points = load_points(asked);
        (asked > 0).then(|| Self {
            asked,
            basis_points,
            weight,
            taken: sum.min(u64::from(weight) * u64::from(basis_points)),
            sentence: asked_in_words(asked),
            tenths: 0,
        })
    }

    /// The most asks a quarter that are no reason to hold back.
    pub const LIMIT: u32 = MOST_ASKS;

    /// Whether the limit is reached.
    pub const fn is_at_limit(&self) -> bool {
        self.asked >= Self::LIMIT
    }

    /// The points taken off the fit's 100, to one decimal: "4.0".
    pub fn points(&self) -> String {
        tenths(self.tenths)
    }

    /// How full it is in percent, for its bar.
    pub const fn percent(&self) -> u32 {
        self.basis_points / 100
    }
}
