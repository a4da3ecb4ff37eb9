//! Why a list cannot be made as asked, in words; and what of the wishes could not be had.

/// A contradiction in what was asked, or a number that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// More guests who come in any case than seats.
    MustOverSeats { must: usize, seats: usize },
    /// Comes in any case, and is left out.
    MustAndNever(u128),
    /// Comes in any case, and has to stay away.
    MustAndRecused(u128),
    /// Both come in any case, and are not to sit at one table.
    MustApart(u128, u128),
    /// Comes in any case, and is not to sit with somebody who has a seat at that convening already.
    MustApartFromSeated(u128),
    /// Kept apart from itself.
    ApartFromItself(u128),
    /// Comes in any case, and is not among the candidates.
    MustUnknown(u128),
    /// The minimums take more seats than there are.
    MinimumsOverSeats { needed: usize, seats: usize },
    /// More seats than a list has.
    TooManySeats { seats: usize, most: usize },
    /// Two candidates with one id.
    Twice(u128),
    /// An amount, or the whole gap, above what is counted.
    TooMuchMoney,
    /// A chance or a fit above 10,000 basis points.
    OverFull(u128),
    /// An offer for a need that is not there.
    NoSuchNeed(u128),
    /// Nothing counts, or more than everything.
    Weights,
    /// More wanted sources or local funders than make sense.
    TooManyWanted,
}

impl Trouble {
    /// The sentence a person reads; `name` says who an id is.
    pub fn sentence(&self, name: impl Fn(u128) -> String) -> String {
        match self {
            Self::MustOverSeats { must, seats } => format!(
                "{must} guests come in any case, and the list has {seats}. Allow more guests, or unlock some."
            ),
            Self::MustAndNever(id) => {
                format!("{} is both locked and left out. Choose one.", name(*id))
            }
            Self::MustAndRecused(id) => format!(
                "{} is locked, and is recused from this goal. Unlock it, or end the recusal.",
                name(*id)
            ),
            Self::MustApart(one, other) => format!(
                "{} and {} are both locked, and are not to sit at one table. Unlock one of them.",
                name(*one),
                name(*other)
            ),
            Self::MustApartFromSeated(id) => format!(
                "{} is locked, and is not to sit with somebody who has a seat at that convening already. Unlock it, or take the other seat away first.",
                name(*id)
            ),
            Self::ApartFromItself(id) => {
                format!(
                    "{} cannot be kept apart from itself. Choose two organizations.",
                    name(*id)
                )
            }
            Self::MustUnknown(id) => {
                format!(
                    "{} is locked and is no longer in the directory. Unlock it.",
                    name(*id)
                )
            }
            Self::MinimumsOverSeats { needed, seats } => format!(
                "The kinds and minimums you ask for take {needed} seats, and the list has {seats}. Allow more guests, or ask for fewer."
            ),
            Self::TooManySeats { seats, most } => {
                format!("A list has {most} guests at most, not {seats}.")
            }
            Self::Twice(id) => format!("{} is among the candidates twice.", name(*id)),
            Self::TooMuchMoney => {
                "An amount is too large to count. Check the lines of the capital stack.".to_owned()
            }
            Self::OverFull(id) => format!("{} has a chance or a fit above 100 %.", name(*id)),
            Self::NoSuchNeed(id) => format!("{} offers for a line that is not there.", name(*id)),
            Self::Weights => "Give at least one part of the score some weight.".to_owned(),
            Self::TooManyWanted => {
                "Ask for 10 sources of a kind at most, and 100 local funders at most.".to_owned()
            }
        }
    }
}

/// A wish that the candidates cannot meet; the list is made without it and says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// So many of a group were wanted, and so many are on the list.
    Group {
        group: u32,
        wanted: usize,
        found: usize,
    },
    Local {
        wanted: usize,
        found: usize,
    },
    FirstTime {
        wanted: usize,
        found: usize,
    },
}
