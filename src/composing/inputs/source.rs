//! What composing has to know of a funding source that was held against a goal: a few facts instead of all the words.

use std::collections::BTreeMap;

use super::{
    local::is_local,
    money::{Open, brought, open, stocked},
};
use crate::{
    goals::GoalNeed,
    ids::{FundingSourceId, OrganizationId},
    matching::{GoalMatch, rules::Verdict},
    values::{CapitalProduct, FunderType},
};

/// A funding source held against one goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::composing) struct Source {
    pub(super) id: FundingSourceId,
    pub(super) organization: OrganizationId,
    /// The organization's.
    pub(super) name: String,
    pub(super) kind: FunderType,
    pub(super) illustrative: bool,
    pub(super) offers: Vec<CapitalProduct>,
    /// The most it has for each kind that this goal leaves open; nothing unless it is eligible.
    pub(super) brings: Vec<(CapitalProduct, u64)>,
    /// The most it has of each product, and what this goal leaves open of the kinds the product fills.
    pub(super) stock: Vec<(CapitalProduct, u64, u64)>,
    /// In basis points; nothing unless it is eligible or aligned.
    pub(super) fit: Option<u16>,
    pub(super) local: bool,
    pub(super) convener: bool,
}

/// What a goal leaves open of each kind of money.
pub(in crate::composing) fn open_kinds(goal: &GoalNeed) -> BTreeMap<CapitalProduct, Open> {
    let lines = goal.open_lines();
    open(lines.map(|(_, line, left)| (line.product, left.dollars().unsigned_abs())))
}

/// The facts of these matches of a goal.
pub(in crate::composing) fn sources(goal: &GoalNeed, matches: &[GoalMatch]) -> Vec<Source> {
    let open = open_kinds(goal);
    let of = |matched: &GoalMatch| {
        let pocket = &matched.pocket;
        let verdict = matched.found.judgment.verdict;
        let fit = matched.found.fit.as_ref().map(|fit| {
            let share = fit.score * 10_000 / fit.full.max(1);
            u16::try_from(share.min(10_000)).unwrap_or_default()
        });
        Source {
            id: pocket.id,
            organization: pocket.organization_id,
            name: pocket.organization.clone(),
            kind: pocket.kind,
            illustrative: pocket.illustrative,
            offers: pocket.products.iter().map(|offer| offer.product).collect(),
            brings: if verdict == Verdict::Eligible {
                brought(&open, pocket.kind, &pocket.products)
            } else {
                Vec::new()
            },
            stock: if verdict == Verdict::Eligible {
                stocked(&open, pocket.kind, &pocket.products)
            } else {
                Vec::new()
            },
            fit,
            local: is_local(pocket, goal),
            convener: verdict == Verdict::NotAFunder,
        }
    };
    matches.iter().map(of).collect()
}
