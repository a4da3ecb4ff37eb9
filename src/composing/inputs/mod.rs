//! From matches to what the rules read: what is open by kind of money, and each organization with what its funding sources
//! could bring together.
//!
//! A seat belongs to an organization, so its funding sources are added up here. Only eligible ones bring money; conveners
//! never do. A locked guest who is not eligible may come and counts no money.

mod brings;
mod chance;
mod local;
mod money;
mod purse;
mod source;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::{brings::Brings, money::Open, purse::Purse};
pub(super) use self::{
    chance::{Acquaintance, best_known, chance},
    source::{Source, open_kinds, sources},
};
use super::{
    families::Family,
    rules::{Candidate, Need, Offer},
};
use crate::{
    ids::OrganizationId,
    values::{CapitalProduct, FunderType},
};

/// How many of a goal's best matches are candidates.
const BEST: usize = 200;
/// How many are candidates for each kind of money that a goal leaves open.
const BEST_OF_KIND: usize = 50;

/// Whom one goal's guests are chosen from.
#[derive(Clone, Debug)]
pub(super) struct Shortlist {
    /// What the goal leaves open of each kind of money.
    pub(super) open: BTreeMap<CapitalProduct, Open>,
    /// Its best matches, the best of each kind of money among them: better verdict first, then higher fit.
    pub(super) best: Arc<Vec<Source>>,
    /// Sources of those who are locked, beside the best.
    pub(super) named: Vec<Source>,
}

/// An organization that could be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Organization {
    pub(super) name: String,
    pub(super) kind: Option<FunderType>,
    pub(super) illustrative: bool,
    /// What its eligible sources could bring to each open kind.
    pub(super) brings: BTreeMap<usize, u64>,
    /// The most they could bring in all: less than the kinds together where one product fills several.
    pub(super) budget: u64,
    pub(super) offers: BTreeSet<CapitalProduct>,
    /// In basis points; nothing where no source is eligible or aligned.
    pub(super) fit: Option<u16>,
    pub(super) local: bool,
    pub(super) convener: bool,
}

/// What is open, and who could be invited.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    /// Open kinds of money in the order of the list of products.
    pub(super) kinds: Vec<(CapitalProduct, u64)>,
    pub(super) organizations: BTreeMap<OrganizationId, Organization>,
    /// The best for one of the goals, and the best of each kind that it leaves open.
    best: BTreeSet<OrganizationId>,
}

/// Everything that the matches of these goals say.
pub(super) fn scene(lists: &[Shortlist]) -> Scene {
    let mut open: BTreeMap<CapitalProduct, u64> = BTreeMap::new();
    for (product, kind) in lists.iter().flat_map(|list| &list.open) {
        *open.entry(*product).or_default() += kind.all;
    }
    let mut scene = Scene {
        kinds: open.into_iter().collect(),
        ..Scene::default()
    };
    let kinds: BTreeMap<CapitalProduct, usize> = scene
        .kinds
        .iter()
        .enumerate()
        .map(|(at, (product, _))| (*product, at))
        .collect();
    let mut brings: BTreeMap<(OrganizationId, usize), Brings> = BTreeMap::new();
    let mut purses: BTreeMap<OrganizationId, Purse> = BTreeMap::new();
    for (goal, list) in lists.iter().enumerate() {
        for source in list.best.iter().chain(&list.named) {
            scene.note(source);
            for (product, most, room) in &source.stock {
                let purse = purses.entry(source.organization).or_default();
                purse.note((source.id, *product), *most, *room);
            }
            for (product, most) in &source.brings {
                let (Some(kind), Some(open)) = (kinds.get(product), list.open.get(product)) else {
                    continue;
                };
                let brings = brings.entry((source.organization, *kind)).or_default();
                brings.note(goal, source.id, *most, open.all);
            }
        }
        scene.best.extend(best_of(list));
    }
    for ((id, kind), brings) in brings {
        if let Some(known) = scene.organizations.get_mut(&id) {
            known.brings.insert(kind, brings.most());
        }
    }
    for (id, purse) in purses {
        if let Some(known) = scene.organizations.get_mut(&id) {
            known.budget = purse.all().min(known.brings.values().sum());
        }
    }
    scene
}

/// The best of one goal, and the best of each kind of money that it leaves open.
fn best_of(list: &Shortlist) -> BTreeSet<OrganizationId> {
    let able = || list.best.iter().filter(|source| source.fit.is_some());
    let mut best = first(able(), BEST);
    for product in list.open.keys() {
        let brings = |source: &&Source| source.brings.iter().any(|(each, _)| each == product);
        best.extend(first(able().filter(brings), BEST_OF_KIND));
    }
    best
}

/// The organizations of the first sources, so many at most.
fn first<'a>(sources: impl Iterator<Item = &'a Source>, most: usize) -> BTreeSet<OrganizationId> {
    let mut first = BTreeSet::new();
    for source in sources {
        if first.len() == most {
            break;
        }
        first.insert(source.organization);
    }
    first
}

impl Scene {
    fn note(&mut self, source: &Source) {
        if let Some(known) = self.organizations.get_mut(&source.organization) {
            known.fit = known.fit.max(source.fit);
            known.local |= source.local;
            known.convener &= source.convener;
            known.offers.extend(&source.offers);
            return;
        }
        let organization = Organization {
            name: source.name.clone(),
            kind: Some(source.kind),
            illustrative: source.illustrative,
            brings: BTreeMap::new(),
            budget: 0,
            offers: source.offers.iter().copied().collect(),
            fit: source.fit,
            local: source.local,
            convener: source.convener,
        };
        self.organizations.insert(source.organization, organization);
    }

    pub(super) fn needs(&self) -> Vec<Need> {
        let need = |(_, open): &(CapitalProduct, u64)| Need {
            amount: *open,
            committed: 0,
        };
        self.kinds.iter().map(need).collect()
    }

    /// How many of those looked at could bring this kind of money, whoever of them may be chosen.
    pub(super) fn sources(&self, kind: usize) -> usize {
        let known = self.organizations.values();
        known
            .filter(|known| known.brings.contains_key(&kind))
            .count()
    }

    /// Who is chosen from: the best of each goal, everybody local, and everybody locked.
    pub(super) fn chosen_from(
        &self,
        locked: &BTreeSet<OrganizationId>,
    ) -> BTreeSet<OrganizationId> {
        let local = self.organizations.iter();
        let local = local.filter(|(_, known)| known.local && known.fit.is_some());
        let local = local.map(|(id, _)| *id);
        self.best
            .iter()
            .chain(locked)
            .copied()
            .chain(local)
            .collect()
    }

    /// The same as the rules read them.
    pub(super) fn candidates(
        &self,
        chosen_from: &BTreeSet<OrganizationId>,
        seated: &BTreeSet<OrganizationId>,
        asked: &BTreeMap<OrganizationId, u32>,
        acquainted: &BTreeMap<OrganizationId, Acquaintance>,
    ) -> Vec<Candidate> {
        let known = chosen_from
            .iter()
            .filter_map(|id| Some((id, self.organizations.get(id)?)));
        let candidate = |(id, known): (&OrganizationId, &Organization)| Candidate {
            id: number(*id),
            offers: known
                .brings
                .iter()
                .map(|(need, max)| Offer {
                    need: *need,
                    min: 0,
                    max: *max,
                })
                .collect(),
            budget: Some(known.budget),
            chance: chance(acquainted.get(id).map(|known| known.stage)),
            fit: known.fit.unwrap_or_default(),
            group: known.kind.map_or(0, |kind| Family::of(kind).number()),
            local: known.local && known.fit.is_some(),
            first_time: !seated.contains(id),
            asks: asked.get(id).copied().unwrap_or_default(),
        };
        known.map(candidate).collect()
    }
}

/// An id as the rules see it.
pub(super) fn number(id: OrganizationId) -> u128 {
    id.as_u128()
}

/// The same the other way.
pub(super) fn organization(number: u128) -> OrganizationId {
    OrganizationId::from_u128(number)
}
