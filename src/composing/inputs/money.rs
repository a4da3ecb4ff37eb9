//! What a funding source could bring of the money that is open.

use crate::{
    funders::PocketRow,
    matching::rules::fills,
    values::{CapitalProduct, FunderType},
};

/// What a source could bring to each open kind, the largest product that fills it.
pub(super) fn brought(kinds: &[(CapitalProduct, u64)], pocket: &PocketRow) -> Vec<(usize, u64)> {
    let most = |(at, (asked, open)): (usize, &(CapitalProduct, u64))| {
        let fitting = pocket.products.iter().filter(|offer| {
            fills(offer.product, *asked)
                && !only_allocates(pocket.kind, offer.product)
                && offer.min_usd.dollars().unsigned_abs() <= *open
        });
        let most = fitting.map(|offer| offer.max_usd.dollars().unsigned_abs());
        Some((at, most.max().filter(|most| *most > 0)?))
    };
    kinds.iter().enumerate().filter_map(most).collect()
}

/// An agency's tax credits are an allocation: an investor brings the dollars.
fn only_allocates(kind: FunderType, product: CapitalProduct) -> bool {
    use CapitalProduct::{HtcEquity, LihtcEquity, NmtcEquity};
    let agency = matches!(
        kind,
        FunderType::StateOrLocalAgency | FunderType::FederalAgency
    );
    agency && matches!(product, LihtcEquity | NmtcEquity | HtcEquity)
}
