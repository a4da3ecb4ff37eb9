//! Why a season cannot be placed as asked, in words.

use super::question::Day;

/// Two convenings that cannot both be where they are, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// A funder has to be at both and cannot.
    Must {
        funder: u128,
        convenings: (u128, u128),
    },
    /// Both in one place on one day.
    Place {
        place: usize,
        convenings: (u128, u128),
    },
    /// More convenings begin in this week than may.
    Week { monday: Day, convenings: usize },
}

/// A contradiction in what was asked, or a number that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Two convenings with one id.
    Twice(u128),
    /// A convening of no days.
    NoDays(u128),
    /// A convening that has no day on which it could begin.
    NoOpening(u128),
    /// An opening in a place that is not there.
    NoSuchPlace(u128),
    /// Somebody is asked to a convening that is not there.
    NoSuchConvening { funder: u128, convening: u128 },
    /// Too many convenings, or values too large to count.
    TooLarge,
    /// Whatever the days, these two cannot both be.
    Never(Clash),
    /// No dates were found that are free of clashes; these are left in the best ones found.
    NotFound(Vec<Clash>),
}

impl Clash {
    /// The sentence a person reads; `name` says who an id is, `place` where a position is.
    pub fn sentence(
        &self,
        name: impl Fn(u128) -> String,
        place: impl Fn(usize) -> String,
    ) -> String {
        match self {
            Self::Must { funder, convenings } => format!(
                "{} has to be at {} and at {}, and cannot be at both.",
                name(*funder),
                name(convenings.0),
                name(convenings.1)
            ),
            Self::Place {
                place: at,
                convenings,
            } => format!(
                "{} and {} need {} on the same day.",
                name(convenings.0),
                name(convenings.1),
                place(*at)
            ),
            Self::Week { convenings, .. } => {
                format!("{convenings} convenings begin in one week, which is more than you allow.")
            }
        }
    }
}

impl Trouble {
    /// The sentence a person reads; `name` says who an id is, `place` where a position is.
    pub fn sentence(
        &self,
        name: impl Fn(u128) -> String,
        place: impl Fn(usize) -> String,
    ) -> String {
        match self {
            Self::Twice(id) => format!("{} is in the season twice.", name(*id)),
            Self::NoDays(id) => format!("{} takes no days. Give it one at least.", name(*id)),
            Self::NoOpening(id) => format!(
                "{} has no day left on which it could begin. Widen its window.",
                name(*id)
            ),
            Self::NoSuchPlace(id) => format!("{} has a place nobody knows.", name(*id)),
            Self::NoSuchConvening { funder, .. } => format!(
                "{} is asked to a convening that is not in the season.",
                name(*funder)
            ),
            Self::TooLarge => {
                "The season is too large to count. Take fewer convenings, or smaller values."
                    .to_owned()
            }
            Self::Never(clash) => {
                format!("{} No choice of days helps.", clash.sentence(name, place))
            }
            Self::NotFound(clashes) => {
                let mut text = "No dates were found that keep every promise.".to_owned();
                for clash in clashes.iter().take(3) {
                    text.push(' ');
                    text.push_str(&clash.sentence(&name, &place));
                }
                text
            }
        }
    }
}
