//! Whole US dollars.
//!
//! An amount is never negative, never a fraction of a dollar and never a float; sums stop at the largest amount
//! instead of wrapping. Reading what people type is in `parse`, writing it in `display`.

mod display;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::NotMoney;

/// Whole US dollars, 0 to 10^15.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    sea_orm::DeriveValueType,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount: a million billions, well inside what sums and shares can hold.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// The amount as a number of dollars.
    pub const fn dollars(self) -> i64 {
        self.0
    }

    /// True for no money at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// What is left after taking `other` away; never below zero.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        if other.0 >= self.0 {
            Self::ZERO
        } else {
            Self(self.0 - other.0)
        }
    }
}

impl TryFrom<i64> for Money {
    type Error = NotMoney;

    fn try_from(dollars: i64) -> Result<Self, NotMoney> {
        match dollars {
            ..0 => Err(NotMoney::Negative),
            amount if amount > Self::MAX.0 => Err(NotMoney::TooLarge),
            amount => Ok(Self(amount)),
        }
    }
}

impl From<Money> for i64 {
    fn from(amount: Money) -> Self {
        amount.0
    }
}

impl std::ops::Add for Money {
    type Output = Self;

    /// Adds, stopping at [`Money::MAX`].
    fn add(self, other: Self) -> Self {
        Self((self.0 + other.0).min(Self::MAX.0))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, std::ops::Add::add)
    }
}
