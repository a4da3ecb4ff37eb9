//! From matches to what the rules read: what is open by kind of money, and each organization with what its funding sources
//! could bring together.
//!
//! A seat belongs to an organization, so its funding sources are added up here. Only eligible ones bring money; conveners
//! never do. A locked guest who is not eligible may come and counts no money.

mod local;
mod money;

use std::collections::{BTreeMap, BTreeSet};

use self::{local::is_local, money::brought};
use super::{
    families::Family,
    rules::{Candidate, Need, Offer},
};
use crate::{
    goals::GoalNeed,
    ids::OrganizationId,
    matching::{GoalMatch, rules::Verdict},
    values::{CapitalProduct, FunderType},
};

/// How likely a guest comes where nothing is recorded, in basis points.
pub(super) const USUAL_CHANCE: u16 = 6_000;
/// How many of the best matches are looked at.
pub(super) const LOOKED_AT: usize = 2_000;
/// How many of the best matches are candidates.
const BEST: usize = 200;
/// How many are candidates for each open kind of money.
const BEST_OF_KIND: usize = 50;

/// An organization that could be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Organization {
    pub(super) name: String,
    pub(super) kind: Option<FunderType>,
    pub(super) illustrative: bool,
    /// What its eligible sources could bring to each open kind.
    pub(super) brings: BTreeMap<usize, u64>,
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
    /// By rank: better verdict first, then higher fit.
    pub(super) ranked: Vec<OrganizationId>,
}

/// Everything that the matches of these goals say.
pub(super) fn scene(found: &[(GoalNeed, Vec<GoalMatch>)]) -> Scene {
    let mut open: BTreeMap<CapitalProduct, u64> = BTreeMap::new();
    for (goal, _) in found {
        for (_, line, left) in goal.open_lines() {
            *open.entry(line.product).or_default() += left.dollars().unsigned_abs();
        }
    }
    let mut scene = Scene {
        kinds: open.into_iter().collect(),
        ..Scene::default()
    };
    for (goal, matches) in found {
        // Two goals may take the same money: a source's brings are counted for the goal that takes more of them.
        let mut of_goal: BTreeMap<OrganizationId, BTreeMap<usize, u64>> = BTreeMap::new();
        for matched in matches {
            let pocket = &matched.pocket;
            let brings = of_goal.entry(pocket.organization_id).or_default();
            if matched.found.judgment.verdict == Verdict::Eligible {
                for (kind, most) in brought(&scene.kinds, pocket) {
                    *brings.entry(kind).or_default() += most;
                }
            }
            scene.note(matched, goal);
        }
        for (id, brings) in of_goal {
            let known = scene.organizations.get_mut(&id);
            let Some(known) = known else { continue };
            for (kind, most) in brings {
                let held = known.brings.entry(kind).or_default();
                *held = (*held).max(most);
            }
        }
    }
    scene
}

impl Scene {
    fn note(&mut self, matched: &GoalMatch, goal: &GoalNeed) {
        let pocket = &matched.pocket;
        let fit = matched.found.fit.as_ref().map(|fit| {
            let share = fit.score * 10_000 / fit.full.max(1);
            u16::try_from(share.min(10_000)).unwrap_or_default()
        });
        let local = is_local(pocket, goal);
        let convener = matched.found.judgment.verdict == Verdict::NotAFunder;
        let offers = pocket.products.iter().map(|offer| offer.product);
        if let Some(known) = self.organizations.get_mut(&pocket.organization_id) {
            known.fit = known.fit.max(fit);
            known.local |= local;
            known.convener &= convener;
            known.offers.extend(offers);
            return;
        }
        self.ranked.push(pocket.organization_id);
        let organization = Organization {
            name: pocket.organization.clone(),
            kind: Some(pocket.kind),
            illustrative: pocket.illustrative,
            brings: BTreeMap::new(),
            offers: offers.collect(),
            fit,
            local,
            convener,
        };
        self.organizations
            .insert(pocket.organization_id, organization);
    }

    pub(super) fn needs(&self) -> Vec<Need> {
        let need = |(_, open): &(CapitalProduct, u64)| Need {
            amount: *open,
            committed: 0,
        };
        self.kinds.iter().map(need).collect()
    }

    /// Who is chosen from: the best matches, the best of each open kind, everybody local, and everybody locked.
    pub(super) fn candidates(
        &self,
        locked: &BTreeSet<OrganizationId>,
        seated: &BTreeSet<OrganizationId>,
        asked: &BTreeMap<OrganizationId, u32>,
    ) -> Vec<Candidate> {
        let able = |id: &&OrganizationId| self.organizations[*id].fit.is_some();
        let ranked = || self.ranked.iter().filter(able);
        let mut chosen: BTreeSet<OrganizationId> = ranked().take(BEST).copied().collect();
        for kind in 0..self.kinds.len() {
            let offer = ranked().filter(|id| self.organizations[*id].brings.contains_key(&kind));
            chosen.extend(offer.take(BEST_OF_KIND));
        }
        chosen.extend(ranked().filter(|id| self.organizations[*id].local));
        chosen.extend(locked);
        let known = chosen
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
            budget: None,
            chance: USUAL_CHANCE,
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
