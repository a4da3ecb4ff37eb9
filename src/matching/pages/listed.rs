//! Which funding sources a page lists: what staff set aside is off the list, and what they pinned comes first within its
//! verdict. Those set aside are listed before all others where they are asked for.

use super::filter::{Filter, VERDICTS};
use crate::{
    ids::FundingSourceId,
    matching::{GoalMatches, rules::Verdict},
};

/// What a page lists, and how much there is of each.
pub(super) struct Listed {
    /// In the order of [`VERDICTS`], without those set aside.
    pub(super) counts: [usize; 4],
    pub(super) aside: usize,
    pub(super) on_page: Vec<FundingSourceId>,
}

impl Listed {
    pub(super) fn read(found: &GoalMatches, filter: &Filter) -> Self {
        let aside = aside(found, filter);
        let mut counts = filter.counts(found);
        for (verdict, _) in &aside {
            if let Some(at) = VERDICTS.iter().position(|each| each == verdict) {
                counts[at] = counts[at].saturating_sub(1);
            }
        }
        let skip = usize::try_from(filter.paging.offset()).unwrap_or(usize::MAX);
        let size = usize::try_from(filter.paging.size).unwrap_or(usize::MAX);
        let set_aside = aside.iter().filter(|_| filter.aside).map(|(_, id)| *id);
        let verdicts = VERDICTS
            .into_iter()
            .filter(|verdict| filter.lists(*verdict));
        let listed = verdicts.flat_map(|verdict| of(found, filter, verdict));
        let on_page = set_aside.chain(listed).skip(skip).take(size);
        Self {
            counts,
            on_page: on_page.collect(),
            aside: aside.len(),
        }
    }
}

/// Those set aside that words and money keep: better verdict first, then higher fit.
fn aside(found: &GoalMatches, filter: &Filter) -> Vec<(Verdict, FundingSourceId)> {
    let kept = |id| {
        let (verdict, face) = found.verdict_on(id)?;
        filter.finds(face).then_some((verdict, id))
    };
    let mut aside: Vec<_> = found.stances().aside().filter_map(kept).collect();
    aside.sort_by_key(|(verdict, id)| (*verdict, found.rank(*id)));
    aside
}

/// The list of one verdict: pinned, then the rest.
fn of<'a>(
    found: &'a GoalMatches,
    filter: &'a Filter,
    verdict: Verdict,
) -> impl Iterator<Item = FundingSourceId> + 'a {
    let stances = found.stances();
    let here = |id: &FundingSourceId| {
        let known = found.verdict_on(*id);
        known.is_some_and(|(theirs, face)| theirs == verdict && filter.finds(face))
    };
    let mut pinned: Vec<FundingSourceId> = stances.pinned().filter(here).collect();
    pinned.sort_by_key(|id| found.rank(*id));
    let first = pinned.clone();
    let rest = found
        .with(verdict)
        .filter(|(_, face)| filter.finds(face))
        .map(|(id, _)| id)
        .filter(move |id| !stances.is_aside(*id) && !pinned.contains(id));
    first.into_iter().chain(rest)
}
