//! What a source could bring of the money that is open, by the kind that is asked for.
//!
//! Each kind is told by itself: one product that fills two kinds is told under both, so kinds are never added up.

use std::collections::BTreeMap;

use super::{
    capital::{open_lines, openings},
    pocket::{Need, Pocket},
};
use crate::{
    goals::rules::stack::StackLine,
    values::{CapitalProduct, Money},
};

/// What could come of one kind of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brings {
    /// The kind that the open lines ask for.
    pub product: CapitalProduct,
    /// The smallest amount considered.
    pub low: Money,
    /// The largest; never more than is open of the kind.
    pub high: Money,
}

/// What is open of each kind of money, in the order of the list of kinds.
pub fn open_by_kind(lines: &[StackLine]) -> BTreeMap<CapitalProduct, Money> {
    let mut open = BTreeMap::new();
    for (_, line, left) in open_lines(lines) {
        let held = open.entry(line.product).or_insert(Money::ZERO);
        *held = *held + left;
    }
    open
}

/// What one source could bring of each kind.
pub fn brings(pocket: &Pocket, need: &Need) -> Vec<Brings> {
    let open = open_by_kind(&need.lines);
    let mut found: BTreeMap<CapitalProduct, Brings> = BTreeMap::new();
    for opening in openings(pocket, need) {
        let Some(product) = need.lines.get(opening.line).map(|line| line.product) else {
            continue;
        };
        let most = open.get(&product).copied().unwrap_or(Money::ZERO);
        let (low, high) = (opening.offer.min.min(most), opening.offer.max.min(most));
        let kind = found
            .entry(product)
            .or_insert(Brings { product, low, high });
        kind.low = kind.low.min(low);
        kind.high = kind.high.max(high);
    }
    found.into_values().collect()
}

/// What several sources could bring together of each kind that any of them brings: never more than is open.
pub fn together(
    all: impl IntoIterator<Item = Brings>,
    open: &BTreeMap<CapitalProduct, Money>,
) -> Vec<Brings> {
    let mut sums: BTreeMap<CapitalProduct, Brings> = BTreeMap::new();
    for each in all {
        let Some(most) = open.get(&each.product).copied() else {
            continue;
        };
        let sum = sums.entry(each.product).or_insert(Brings {
            product: each.product,
            low: Money::ZERO,
            high: Money::ZERO,
        });
        sum.low = (sum.low + each.low).min(most);
        sum.high = (sum.high + each.high).min(most);
    }
    sums.into_values().collect()
}
