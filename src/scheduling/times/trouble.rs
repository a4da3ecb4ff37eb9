//! Why a question cannot be asked, and why no time answers it.

use super::{grid::Shut, rank::Key};

/// A contradiction in what was asked, or a number that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Two people with one id.
    Twice(u128),
    /// Somebody has to come who is not asked.
    NotAsked(u128),
    /// "One of these", and nobody is named.
    AnyOfNobody,
    /// The answers are of another number of people than are asked.
    OtherPeople,
    /// A chance, or what an answer counts, above 100 %.
    OverFull,
    /// An offer for a need that is not there.
    NoSuchNeed(u128),
    /// An amount, or the whole gap, above what is counted.
    TooMuchMoney,
    /// More starts, people or kinds of money than are counted.
    TooMany,
}

/// Giving up one demand, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Without this person, or without any of these.
    Drop(usize),
    /// With this many instead.
    Lower { demand: usize, to: usize },
}

/// What would have to be given up, and what that opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    pub changes: Vec<Change>,
    /// How many starts would be open.
    pub opens: usize,
    /// The best of them.
    pub best: Key,
}

/// Why no start can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    NoPeople,
    /// There is no start: no options, or the meeting is longer than the time it may be in.
    NoStarts,
    NobodyAnswered,
    /// Every start is shut, so many for each reason.
    AllShut(Vec<(Shut, usize)>),
    /// At no start can anybody come.
    NobodyCan,
    /// Every start lacks something. The smallest changes that open one, the least first.
    Lacking(Vec<Relaxation>),
}

impl Trouble {
    /// The sentence a person reads; `name` says who an id is.
    pub fn sentence(&self, name: impl Fn(u128) -> String) -> String {
        match self {
            Self::Twice(id) => format!("{} is asked twice.", name(*id)),
            Self::NotAsked(id) => {
                format!(
                    "{} has to come and is not asked. Ask them first.",
                    name(*id)
                )
            }
            Self::AnyOfNobody => "Name who of whom one has to come.".to_owned(),
            Self::OtherPeople => {
                "The answers are not of the people who are asked. Load the page again.".to_owned()
            }
            Self::OverFull => "A share is above 100 %.".to_owned(),
            Self::NoSuchNeed(id) => format!("{} offers for a line that is not there.", name(*id)),
            Self::TooMuchMoney => {
                "An amount is too large to count. Check the lines of the capital stack.".to_owned()
            }
            Self::TooMany => {
                "There are too many times or people to compare. Narrow the range.".to_owned()
            }
        }
    }
}
