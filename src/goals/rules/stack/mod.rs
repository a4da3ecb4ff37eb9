//! Adding up a capital stack.
//!
//! The rules are the field's, and easy to get wrong: an outcome payor's money repays investors and is not capital, a
//! guarantee is contingent and stands beside the cash, a verbal yes is soft, and a participation is part of the line it
//! takes a share of. Every total the product shows comes from `totals`.

pub mod compare;
pub mod products;
pub mod progress;
pub mod shares;
#[cfg(test)]
mod tests;
pub mod warnings;

use crate::values::{CapitalProduct, Money, StackLayer, StackLineStatus};

/// One line of a goal's capital stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StackLine {
    /// Where it sits.
    pub layer: StackLayer,
    /// What form the money takes.
    pub product: CapitalProduct,
    /// How much the line asks for or holds.
    pub amount: Money,
    /// How sure it is.
    pub status: StackLineStatus,
    /// What the money is for, in the partnership's words.
    pub purpose: String,
    /// False for a line that repeats dollars counted elsewhere (an agency's credit allocation beside the equity).
    pub counts_toward_total: bool,
    /// Position, in the same list, of the line this one takes a share of.
    pub part_of: Option<usize>,
}

/// What a stack adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All cash the goal needs.
    pub total: Money,
    /// Signed, closed or drawn.
    pub committed: Money,
    /// Said aloud or on a term sheet, not signed.
    pub soft: Money,
    /// Nobody has given an amount for it: gap less soft.
    pub unidentified: Money,
    /// Total less committed.
    pub gap: Money,
    /// Guarantees, asked for or given: contingent, never part of the total.
    pub outside_cash: Money,
    /// Outcome payments that would repay investors: never part of the total.
    pub repayment_sources: Money,
}

/// What a line is to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Cash in the total.
    Cash,
    /// A guarantee, beside the total.
    OutsideCash,
    /// An outcome payor's money.
    RepaymentSource,
    /// In-kind, counted elsewhere, or withdrawn.
    NotCounted,
}

impl StackLine {
    /// Which sum this line belongs to. Layer and product decide before the `counts_toward_total` mark does.
    pub fn standing(&self) -> Standing {
        if self.status == StackLineStatus::Withdrawn || self.product == CapitalProduct::InKind {
            Standing::NotCounted
        } else if self.layer == StackLayer::OutcomePayor
            || self.product == CapitalProduct::OutcomesContract
        {
            Standing::RepaymentSource
        } else if self.layer == StackLayer::Guarantee || self.product == CapitalProduct::Guarantee {
            Standing::OutsideCash
        } else if self.counts_toward_total {
            Standing::Cash
        } else {
            Standing::NotCounted
        }
    }

    /// True while somebody new could still take the line: nothing signed and no term sheet out.
    pub fn is_open(&self) -> bool {
        use StackLineStatus::{Identified, Need, SoftCircled};
        matches!(self.standing(), Standing::Cash | Standing::OutsideCash)
            && matches!(self.status, Need | Identified | SoftCircled)
    }
}

/// What is left of a line once the shares others take of it are set aside; a withdrawn share gives its part back.
/// Nothing for a position outside the list.
pub fn remainder(lines: &[StackLine], at: usize) -> Money {
    let Some(line) = lines.get(at) else {
        return Money::ZERO;
    };
    let shares: Money = lines
        .iter()
        .enumerate()
        .filter(|(other, share)| {
            *other != at && share.part_of == Some(at) && share.standing() == line.standing()
        })
        .map(|(_, share)| share.amount)
        .sum();
    line.amount.less(shares)
}

/// The sums of a stack. Lines may come in any order; `part_of` refers to their order here.
pub fn totals(lines: &[StackLine]) -> Totals {
    use StackLineStatus::{Closed, Committed, Drawn, SoftCircled, TermSheet};
    let mut sums = Totals::default();
    for (at, line) in lines.iter().enumerate() {
        let amount = remainder(lines, at);
        match line.standing() {
            Standing::RepaymentSource => sums.repayment_sources = sums.repayment_sources + amount,
            Standing::OutsideCash => sums.outside_cash = sums.outside_cash + amount,
            Standing::NotCounted => {}
            Standing::Cash => {
                sums.total = sums.total + amount;
                match line.status {
                    Committed | Closed | Drawn => sums.committed = sums.committed + amount,
                    SoftCircled | TermSheet => sums.soft = sums.soft + amount,
                    _ => {}
                }
            }
        }
    }
    sums.gap = sums.total.less(sums.committed);
    sums.unidentified = sums.gap.less(sums.soft);
    sums
}

/// The debt somebody is still asked for: what is open, cash, and must be paid back.
pub fn debt_asked(lines: &[StackLine]) -> Money {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.standing() == Standing::Cash && line.is_open())
        .filter(|(_, line)| products::is_debt(line.product))
        .map(|(at, _)| remainder(lines, at))
        .sum()
}
