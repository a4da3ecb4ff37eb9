//! What a funding source could bring of the money that is open.

use std::collections::BTreeMap;

use crate::{
    funders::ProductRow,
    matching::rules::{fills, only_allocates},
    values::{CapitalProduct, FunderType},
};

/// What a goal leaves open of one kind of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::composing) struct Open {
    /// All its lines together.
    pub(super) all: u64,
    /// The largest single line: a minimum is held against one line, never against their sum.
    pub(super) largest: u64,
}

/// Open lines by kind of money.
pub(super) fn open(
    lines: impl Iterator<Item = (CapitalProduct, u64)>,
) -> BTreeMap<CapitalProduct, Open> {
    let mut kinds: BTreeMap<CapitalProduct, Open> = BTreeMap::new();
    for (product, left) in lines {
        let kind = kinds.entry(product).or_default();
        kind.all += left;
        kind.largest = kind.largest.max(left);
    }
    kinds
}

/// What a source has of each of its products that fills an open line, and what is open of all the kinds it fills. Several rows
/// of a product count as the largest.
pub(super) fn stocked(
    open: &BTreeMap<CapitalProduct, Open>,
    kind: FunderType,
    products: &[ProductRow],
) -> Vec<(CapitalProduct, u64, u64)> {
    let mut stocked: BTreeMap<CapitalProduct, (u64, u64)> = BTreeMap::new();
    for offer in products {
        let most = offer.max_usd.dollars().unsigned_abs();
        let filled = open
            .iter()
            .filter(|(asked, open)| fit(offer, kind, **asked, open));
        let room: u64 = filled.map(|(_, open)| open.all).sum();
        if room > 0 && most > 0 {
            let held = stocked.entry(offer.product).or_default();
            *held = (held.0.max(most), held.1.max(room));
        }
    }
    let stocked = stocked.into_iter();
    stocked
        .map(|(product, (most, room))| (product, most, room))
        .collect()
}

/// Whether an offer fills a line of this kind.
fn fit(offer: &ProductRow, kind: FunderType, asked: CapitalProduct, open: &Open) -> bool {
    fills(offer.product, asked)
        && !only_allocates(kind, offer.product)
        && offer.min_usd.dollars().unsigned_abs() <= open.largest
}

/// What a source has for each open kind of a goal: the largest product that fills a line of it.
pub(super) fn brought(
    open: &BTreeMap<CapitalProduct, Open>,
    kind: FunderType,
    products: &[ProductRow],
) -> Vec<(CapitalProduct, u64)> {
    let most = |(asked, open): (&CapitalProduct, &Open)| {
        let fitting = products
            .iter()
            .filter(|offer| fit(offer, kind, *asked, open));
        let most = fitting.map(|offer| offer.max_usd.dollars().unsigned_abs());
        Some((*asked, most.max().filter(|most| *most > 0)?))
    };
    open.iter().filter_map(most).collect()
}
