//! A funding source as numbers.

use super::Aside;

/// The most an amount may be: what is multiplied by 10,000 must still fit.
pub(super) const MOST: u64 = 1_000_000_000_000_000;

/// One kind of money a source offers, by the kind of line it fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offered {
    /// The kind of line, 0 to 31.
    pub kind: u8,
    /// Smallest amount in dollars.
    pub min: u64,
    /// Largest amount in dollars.
    pub max: u64,
}

/// What is known between a source and whoever asks, in basis points; 0 where nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    pub relationship: u16,
    pub history: u16,
}

/// One funding source. Lists are sets: order and repetition mean nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Ties are broken by it, the smaller first.
    pub id: u128,
    /// Areas it serves, by number; [`super::NATION`] is everywhere.
    pub areas: Vec<u32>,
    /// Issue areas by number; the root is any issue.
    pub issues: Vec<u16>,
    pub offers: Vec<Offered>,
    /// A bit for each condition it makes; a goal says which it does not meet.
    pub conditions: u64,
    /// A bit for each population it names; none for a source that names nobody.
    pub people: u32,
    /// What is known of it whoever asks.
    pub known: Known,
    /// Which cycle of decisions it keeps; a goal says what each is worth to it.
    pub cycle: u16,
    /// What bits cannot say; most sources have none.
    pub aside: Option<Aside>,
}

/// Why a source cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSource {
    #[error("An amount is above one quadrillion dollars")]
    TooMuch,
    #[error("A kind of money has a number above 31")]
    Kind,
    #[error("An issue area is not in the tree")]
    Issue,
}

impl Source {
    pub(super) fn check(&self, issues: usize) -> Result<(), BadSource> {
        for offer in &self.offers {
            if offer.max > MOST {
                return Err(BadSource::TooMuch);
            }
            if offer.kind > 31 {
                return Err(BadSource::Kind);
            }
        }
        if self
            .issues
            .iter()
            .any(|issue| usize::from(*issue) >= issues)
        {
            return Err(BadSource::Issue);
        }
        Ok(())
    }
}
