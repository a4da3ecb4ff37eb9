//! The most an organization could bring in all: a product that fills two kinds of money is still one product.

use std::collections::BTreeMap;

use crate::{ids::FundingSourceId, values::CapitalProduct};

/// What an organization's sources have, product by product.
#[derive(Clone, Debug, Default)]
pub(super) struct Purse {
    /// The most of each product of a source, and what the goals it is eligible for leave open of all it fills.
    products: BTreeMap<(FundingSourceId, CapitalProduct), (u64, u64)>,
}

impl Purse {
    /// A source has `most` of a product, and a goal leaves `open` open that it could fill.
    pub(super) fn note(&mut self, of: (FundingSourceId, CapitalProduct), most: u64, open: u64) {
        let (held, room) = self.products.entry(of).or_default();
        *held = (*held).max(most);
        *room = room.saturating_add(open);
    }

    /// No dollar of a product goes to two kinds of money or to two goals. Which kind a product's dollars fill is left open, so
    /// this is a ceiling where one source has several products for one kind.
    pub(super) fn all(&self) -> u64 {
        let products = self.products.values();
        products.fold(0, |sum: u64, (most, room)| {
            sum.saturating_add(*most.min(room))
        })
    }
}
