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

/// What a source has for each open kind of a goal: the largest product that fills a line of it.
pub(super) fn brought(
    open: &BTreeMap<CapitalProduct, Open>,
    kind: FunderType,
    products: &[ProductRow],
) -> Vec<(CapitalProduct, u64)> {
    let most = |(asked, open): (&CapitalProduct, &Open)| {
        let fitting = products.iter().filter(|offer| {
            fills(offer.product, *asked)
                && !only_allocates(kind, offer.product)
                && offer.min_usd.dollars().unsigned_abs() <= open.largest
        });
        let most = fitting.map(|offer| offer.max_usd.dollars().unsigned_abs());
        Some((*asked, most.max().filter(|most| *most > 0)?))
    };
    open.iter().filter_map(most).collect()
}
