//! The day by which a goal's money is needed, as far as its rows tell.

use jiff::{ToSpan, civil::Date};

use super::day;
use crate::matching::rules::Need;

/// The day, and what it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededBy {
    /// The earliest date to come on an open line of the stack.
    Line(Date),
    /// When the goal's number is to be where it should be.
    Target(Date),
    /// Nothing is recorded: a year from today.
    Usual(Date),
}

impl NeededBy {
    pub const fn date(self) -> Date {
        match self {
            Self::Line(date) | Self::Target(date) | Self::Usual(date) => date,
        }
    }

    /// "1 Jun 2027, the next date on the stack".
    pub(super) fn in_words(self) -> String {
        let basis = match self {
            Self::Line(_) => "the next date on the stack",
            Self::Target(_) => "the goal’s target date",
            Self::Usual(_) => "a year from today",
        };
        format!("{}, {basis}", day(self.date()))
    }
}

/// When the money is needed: a date that has passed says nothing, so what is left decides.
pub fn needed_by(need: &Need, today: Date) -> NeededBy {
    let dates = need.dates.iter().copied();
    let first = dates.filter(|date| *date >= today).min();
    let target = need.target.filter(|date| *date >= today);
    match (first, target) {
        (Some(date), _) => NeededBy::Line(date),
        (None, Some(date)) => NeededBy::Target(date),
        (None, None) => NeededBy::Usual(today.saturating_add(1.year())),
    }
}
