//! The capital stack as a bar: what share is committed, soft, and without a name, and the sentence that says so.
//!
//! Shares are hundredths of a percent and always make 100.00 together, so the drawn parts meet without a seam. An
//! empty stack has no parts at all rather than three empty ones.

use std::fmt;

use super::stack::Totals;
use crate::values::{Money, apportion};

/// How sure a part of the bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Signed, closed or drawn: drawn solid.
    Committed,
    /// Said, not signed: drawn dotted.
    Soft,
    /// Nobody named: drawn as the hatched gap.
    Unidentified,
}

impl Part {
    /// The word in the legend.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Committed => "Committed",
            Self::Soft => "Soft",
            Self::Unidentified => "Nobody named",
        }
    }
}

/// Hundredths of a percent, 0 to 10,000; shown as "42.67".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u16);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// One part of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Which part.
    pub part: Part,
    /// How much money.
    pub amount: Money,
    /// Where it begins, from the left.
    pub start: Share,
    /// How wide it is.
    pub share: Share,
}

/// The parts that hold money, left to right. Shares sum to exactly 100.00, by largest remainder.
pub fn segments(totals: &Totals) -> Vec<Segment> {
    let parts = [
        (Part::Committed, totals.committed),
        (Part::Soft, totals.soft),
        (Part::Unidentified, totals.unidentified),
    ];
    let amounts =
        parts.map(|(_, amount)| u128::try_from(amount.dollars()).unwrap_or_default() * 10_000);
    let shares = apportion(&amounts, amounts.iter().sum::<u128>() / 10_000, 10_000);
    let mut start = 0;
    let mut drawn = Vec::new();
    for ((part, amount), share) in parts.into_iter().zip(shares) {
        let share = u16::try_from(share).unwrap_or_default();
        if !amount.is_zero() {
            drawn.push(Segment {
                part,
                amount,
                start: Share(start),
                share: Share(share),
            });
        }
        start += share;
    }
    drawn
}

/// What the bar shows, as a sentence without its full stop.
pub fn sentence(totals: &Totals) -> String {
    let Totals {
        total,
        committed,
        soft,
        unidentified,
        ..
    } = *totals;
    if total.is_zero() {
        return "No money is asked for yet".to_owned();
    }
    if totals.gap.is_zero() {
        return format!("All of {} is committed", total.short());
    }
    let mut clauses = vec![if committed.is_zero() {
        format!("None of {} is committed yet", total.short())
    } else {
        format!("{} of {} is committed", committed.short(), total.short())
    }];
    if !soft.is_zero() {
        clauses.push(format!("{} is soft", soft.short()));
    }
    if !unidentified.is_zero() {
        clauses.push(format!("{} has nobody named", unidentified.short()));
    }
    clauses.join("; ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sums(committed: i64, soft: i64, unidentified: i64) -> Totals {
        let money = |dollars| Money::try_from(dollars).unwrap();
        Totals {
            total: money(committed + soft + unidentified),
            committed: money(committed),
            soft: money(soft),
            unidentified: money(unidentified),
            gap: money(soft + unidentified),
            ..Totals::default()
        }
    }

    #[test]
    fn the_sentence_states_the_finding() {
        for (totals, said) in [
            (
                sums(900_000, 2_500_000, 1_500_000),
                "$900k of $4.9M is committed; $2.5M is soft; $1.5M has nobody named",
            ),
            (sums(14_800_000, 0, 0), "All of $14.8M is committed"),
            (
                sums(0, 12_600_000, 6_000_000),
                "None of $18.6M is committed yet; $12.6M is soft; $6M has nobody named",
            ),
            (sums(0, 0, 0), "No money is asked for yet"),
        ] {
            assert_eq!(sentence(&totals), said);
        }
    }

    #[test]
    fn a_part_without_money_is_not_drawn() {
        let parts: Vec<_> = segments(&sums(1, 0, 2))
            .iter()
            .map(|s| (s.part, s.start.0, s.share.to_string()))
            .collect();
        assert_eq!(
            parts,
            [
                (Part::Committed, 0, "33.33".to_owned()),
                (Part::Unidentified, 3333, "66.67".to_owned())
            ]
        );
        assert!(segments(&sums(0, 0, 0)).is_empty());
    }

    proptest! {
        #[test]
        fn shares_make_exactly_one_hundred(c in 0..1_000_000_000_i64, s in 0..1_000_000_000_i64, u in 0..1_000_000_000_i64) {
            let drawn = segments(&sums(c, s, u));
            let whole: u32 = drawn.iter().map(|each| u32::from(each.share.0)).sum();
            prop_assert_eq!(whole, if c + s + u == 0 { 0 } else { 10_000 });
        }
    }
}
