//! Which open lines a source's products could fill, and how much of them.
//!
//! A line is open while nothing is signed and no term sheet is out. An amount above a product's maximum is a
//! participation, not a refusal; an amount below its minimum is. An outcome payment is never an open line.

use std::collections::BTreeMap;

use super::pocket::{Need, Offer, Pocket};
use crate::goals::rules::stack::{StackLine, remainder};
use crate::values::{CapitalProduct, FunderType, Money, apportion};

/// A source's product and an open line it could fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Position of the line in the goal's stack.
    pub line: usize,
    /// What is open of it.
    pub open: Money,
    /// The product that could fill it.
    pub offer: Offer,
    /// How much of it the product reaches.
    pub reach: Money,
}

impl Opening {
    /// True when the product reaches only a part of the line.
    pub fn is_participation(&self) -> bool {
        self.reach < self.open
    }
}

/// Whether a product can fill a line that asks for `line`. A product always fills a line of its own kind, except that
/// nothing fills an outcomes contract (its payor repays investors) or an in-kind line (no dollars).
pub fn fills(product: CapitalProduct, line: CapitalProduct) -> bool {
    use CapitalProduct::{
        Grant, InKind, LineOfCredit, MriLoan, OutcomesContract, PriLoan, RecoverableGrant,
        SeniorDebt, SubordinateDebt,
    };
    match line {
        OutcomesContract | InKind => false,
        SeniorDebt => matches!(product, SeniorDebt | LineOfCredit | MriLoan),
        PriLoan => matches!(product, PriLoan | SubordinateDebt),
        RecoverableGrant => matches!(product, RecoverableGrant | Grant),
        same => product == same,
    }
}

/// Open lines with what is left of each once participations are set aside.
pub(in crate::matching) fn open_lines(lines: &[StackLine]) -> Vec<(usize, &StackLine, Money)> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_open())
        .map(|(at, line)| (at, line, remainder(lines, at)))
        .filter(|(_, _, open)| !open.is_zero())
        .collect()
}

/// True when an agency's tax-credit offer is an allocation: an investor brings the dollars, so it fills no line.
pub fn only_allocates(kind: FunderType, product: CapitalProduct) -> bool {
    use CapitalProduct::{HtcEquity, LihtcEquity, NmtcEquity};
    let agency = matches!(
        kind,
        FunderType::StateOrLocalAgency | FunderType::FederalAgency
    );
    agency && matches!(product, LihtcEquity | NmtcEquity | HtcEquity)
}

/// Every open line a source can fill, with each product that fits, in the order of the stack.
pub fn openings(pocket: &Pocket, need: &Need) -> Vec<Opening> {
    let offers: Vec<&Offer> = pocket
        .offers
        .iter()
        .filter(|offer| !only_allocates(pocket.funder_type, offer.product))
        .collect();
    fitting(&offers, &need.lines)
}

fn fitting(offers: &[&Offer], lines: &[StackLine]) -> Vec<Opening> {
    let mut found = Vec::new();
    for (line, asked, open) in open_lines(lines) {
        for offer in offers {
            let fits =
                fills(offer.product, asked.product) && offer.min <= open && !offer.max.is_zero();
            if fits {
                found.push(Opening {
                    line,
                    open,
                    offer: (*offer).clone(),
                    reach: offer.max.min(open),
                });
            }
        }
    }
    found
}

/// The likely ask: from the smallest amount any fitting product considers to the most one line could take of it.
pub fn ask_range(offers: &[Offer], lines: &[StackLine]) -> Option<(Money, Money)> {
    let found = fitting(&offers.iter().collect::<Vec<_>>(), lines);
    let low = found.iter().map(|opening| opening.offer.min).min()?;
    let high = found.iter().map(|opening| opening.reach).max()?;
    Some((low, high))
}

/// What is open of each kind of money, and how much of it the source reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) product: CapitalProduct,
    pub(super) open: Money,
    pub(super) reached: Money,
}

/// Reach by the kind of money the open lines ask for.
pub(super) fn reach_by_kind(pocket: &Pocket, need: &Need) -> Vec<Reach> {
    let mut kinds: BTreeMap<CapitalProduct, Reach> = BTreeMap::new();
    for (_, line, open) in open_lines(&need.lines) {
        let kind = Reach {
            product: line.product,
            open: Money::ZERO,
            reached: Money::ZERO,
        };
        let reach = kinds.entry(line.product).or_insert(kind);
        reach.open = reach.open + open;
    }
    for opening in openings(pocket, need) {
        let asked = need.lines.get(opening.line).map(|line| line.product);
        if let Some(reach) = asked.and_then(|product| kinds.get_mut(&product)) {
            // One product may serve several lines of a kind, so its maximum is held against their sum.
            reach.reached = reach.reached.max(opening.offer.max.min(reach.open));
        }
    }
    kinds.into_values().collect()
}

/// The capital component in basis points: each kind weighs its share of what is open, and reaching a quarter of it
/// counts half (matching and scheduling, 2.1). Floor in the order written.
pub(super) fn component(reach: &[Reach]) -> u16 {
    let open: Vec<u128> = reach.iter().map(|kind| dollars(kind.open)).collect();
    let points: u128 = reach
        .iter()
        .zip(weights(&open))
        .filter(|(kind, _)| !kind.open.is_zero())
        .map(|(kind, weight)| {
            let share = dollars(kind.reached) * 10_000 / dollars(kind.open);
            weight * (share * 10_000).isqrt()
        })
        .sum();
    u16::try_from(points / 10_000).unwrap_or(u16::MAX)
}

/// Whole weights that sum to exactly 10,000, by largest remainder, ties to the earlier kind.
fn weights(open: &[u128]) -> Vec<u128> {
    let parts: Vec<u128> = open.iter().map(|amount| amount * 10_000).collect();
    apportion(&parts, open.iter().sum(), 10_000)
}

fn dollars(amount: Money) -> u128 {
    u128::try_from(amount.dollars()).unwrap_or_default()
}
