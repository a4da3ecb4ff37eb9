//! Whom a guest list is chosen from. The best alone would not do: among 300,000 funding sources the only one with a guarantee may
//! stand anywhere, and so may the foundation next door.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{GoalMatches, Verdict};
use crate::{
    ids::{FundingSourceId, OrganizationId},
    matching::{directory::Face, rules::fills},
    search,
    values::CapitalProduct,
};

/// The best of all.
const BEST: usize = 1_000;
/// The organizations of each kind of money that the goal leaves open. Some turn out to have less than a line's minimum.
const OF_KIND: usize = 150;
/// The most that are local and would not be among them otherwise.
const LOCAL: usize = 1_000;
/// As near as the metro area a place lies in.
const NEAR: u16 = 8_500;

impl GoalMatches {
    /// The best that are eligible or aligned, the best of each kind of money that the goal leaves open, and those who are at
    /// home in a place of the goal or name an area no wider than its metro area; better verdict first, then higher fit.
    /// Nobody who is set aside.
    pub fn for_a_room(&self) -> Vec<FundingSourceId> {
        let mut short: BTreeMap<CapitalProduct, BTreeSet<OrganizationId>> = BTreeMap::new();
        short.extend(self.open().into_keys().map(|kind| (kind, BTreeSet::new())));
        let (near, homes) = (self.near(), self.homes());
        let (mut chosen, mut locals) = (Vec::new(), 0);
        let passed = self.standing.passed.iter();
        for (id, verdict, _) in passed.filter(|(id, ..)| !self.stances.is_aside(*id)) {
            let Some(face) = self.directory.face(*id) else {
                continue;
            };
            let wanted = *verdict == Verdict::Eligible && is_short(&mut short, face);
            let local = locals < LOCAL
                && (near.contains(&id.as_u128()) || homes.iter().any(|home| face.says(home)));
            if chosen.len() < BEST || wanted || local {
                locals += usize::from(local);
                chosen.push(*id);
            }
        }
        chosen
    }

    /// Those that name the city, county or metro area of a place of the goal.
    fn near(&self) -> HashSet<u128> {
        let places = self.directory.numbers.places(&self.standing.need);
        let areas = places.into_iter().flatten();
        let areas = areas.filter(|(_, nearness)| *nearness >= NEAR);
        areas
            .flat_map(|(area, _)| self.directory.index.serving(area))
            .collect()
    }

    /// The words by which the homes of those next door are found.
    fn homes(&self) -> Vec<Vec<String>> {
        let places = self.goal().places.iter();
        let homes = places.map(|place| {
            let state = place.state.as_deref().unwrap_or_default();
            search::words(&format!("{}, {state}", place.name))
        });
        homes.filter(|words| !words.is_empty()).collect()
    }
}

/// Whether too few are known yet of a kind of money that this one offers; it is counted then.
fn is_short(short: &mut BTreeMap<CapitalProduct, BTreeSet<OrganizationId>>, face: &Face) -> bool {
    let mut wanted = false;
    for (kind, known) in short {
        let mut offered = CapitalProduct::ALL.iter();
        if known.len() < OF_KIND && offered.any(|each| face.offers(*each) && fills(*each, *kind)) {
            wanted |= known.insert(face.organization);
        }
    }
    wanted
}
