//! Where the number stands against the straight line from its baseline to its target.

use super::{Reading, axis::day_number};
use crate::values::IndicatorDirection;

/// How the latest value compares with the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The target is reached or passed.
    Met,
    /// Better than the path.
    Ahead,
    OnPath,
    /// Worse than the path.
    Behind,
}

impl Pace {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "Target met",
            Self::Ahead => "Ahead of the path",
            Self::OnPath => "On the path",
            Self::Behind => "Behind the path",
        }
    }
}

/// Where the path is on the day of the latest value. Before the baseline it is the baseline, after the target's date the
/// target.
pub(super) fn expected(baseline: Reading, target: Reading, latest: Reading) -> f64 {
    let (from, to) = (day_number(baseline.date), day_number(target.date));
    let share = if to > from {
        ((day_number(latest.date) - from) / (to - from)).clamp(0.0, 1.0)
    } else {
        1.0
    };
    // Weights instead of a difference: it cannot overflow, and the ends are exact.
    baseline.value * (1.0 - share) + target.value * share
}

/// `apart` is the latest value less the path's, rounded as it is said.
pub(super) fn pace(
    direction: IndicatorDirection,
    target: Reading,
    latest: Reading,
    apart: f64,
) -> Pace {
    use IndicatorDirection::{Decrease, Increase, Maintain};
    let met = match direction {
        Decrease => latest.value <= target.value,
        Increase => latest.value >= target.value,
        Maintain => false,
    };
    match direction {
        _ if met => Pace::Met,
        _ if apart == 0.0 => Pace::OnPath,
        Decrease if apart < 0.0 => Pace::Ahead,
        Increase if apart > 0.0 => Pace::Ahead,
        Decrease | Increase | Maintain => Pace::Behind,
    }
}
