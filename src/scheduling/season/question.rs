//! What a season is asked: which convenings, when and where each could be, and who is wanted at which of them.

use super::travel::Travel;

/// A day, counted from any Monday.
pub type Day = i32;

/// A day on which a convening could begin, and where it would then be. One place holds one convening at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    pub day: Day,
    pub place: usize,
    /// What choosing it takes off the value of the season: late in the window, a dearer room.
    pub cost: u64,
}

/// A convening to be placed. The id decides ties and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convening {
    pub id: u128,
    /// How many days it takes, all in one piece.
    pub days: u16,
    pub openings: Vec<Opening>,
    /// Where it stands already and is to stay.
    pub kept: Option<(Day, usize)>,
}

/// Somebody wanted at a convening, and what their coming is worth: dollars of cover or points of fit, but all in one unit,
/// and some trillions together at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub funder: u128,
    pub convening: u128,
    pub value: u64,
    pub must: bool,
}

/// What staff want beside the convenings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// So many convenings begin in one week at most.
    pub most_per_week: Option<usize>,
    /// How many times a convening is taken up and placed anew.
    pub moves: usize,
    /// What the search draws from.
    pub seed: u64,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            most_per_week: None,
            moves: 160_000,
            seed: 1,
        }
    }
}

/// The whole question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    pub travel: Travel,
    pub convenings: Vec<Convening>,
    pub asks: Vec<Ask>,
    pub wish: Wish,
}
