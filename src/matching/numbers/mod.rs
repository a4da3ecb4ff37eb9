//! From words to numbers: what the index needs to know of a pocket and of a goal's need, both as the rules read them.
//!
//! Whatever a gate or a measure reads has to be carried over here; the property test beside this file holds the index
//! against the rules.

mod known;

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    engine::{Aside, Ask, BadTree, Market, NATION, Offered, Opening, Shares, Source, Tree},
    rules::{
        Area, Component, Need, Payor, Pocket, Rhythm, TargetMarket, Weights, checks_assessment,
        checks_market, fills, last_year, nearness, needed_by, only_allocates, open_lines,
    },
};
use crate::values::{CapitalProduct, GeoScope, Money, Strictness};

pub(super) use known::know;

/// The most populations that can be told apart; the list that comes with the program has 31.
const MOST_PEOPLE: u8 = 32;
/// A population that no goal is for.
const NOBODY: u8 = u8::MAX;
/// The most an amount counts for: beyond it no goal could tell.
const MOST: u64 = 1_000_000_000_000_000;

/// The conditions a goal can fail to meet, by the number of their bit.
const CONDITIONS: [&str; 4] = [
    "501c3_or_fiscal_sponsor",
    "evaluator_required",
    "payor_required",
    "government_payor_required",
];

/// Which number stands for which area, issue, population and cycle of decisions.
#[derive(Debug, Clone)]
pub(super) struct Numbering {
    areas: HashMap<(GeoScope, String), u32>,
    issues: HashMap<String, u16>,
    people: HashMap<String, u8>,
    /// The first is that of sources that record nothing.
    cycles: HashMap<Rhythm, u16>,
    pub(super) tree: Tree,
}

impl Numbering {
    /// Numbers for these issue areas, whose codes say what lies under what, and these populations.
    pub(super) fn new<'c>(
        issues: impl IntoIterator<Item = &'c str>,
        people: impl IntoIterator<Item = &'c str>,
    ) -> Result<Self, BadTree> {
        let mut numbers = HashMap::from([(String::new(), 0)]);
        let mut parents = vec![0];
        for code in issues {
            number_issue(code, &mut numbers, &mut parents);
        }
        Ok(Self {
            tree: Tree::new(parents)?,
            issues: numbers,
            areas: HashMap::new(),
            cycles: HashMap::from([(Rhythm::default(), 0)]),
            people: people
                .into_iter()
                .map(str::to_owned)
                .zip(0..MOST_PEOPLE)
                .collect(),
        })
    }

    /// A pocket that may be asked, as the index keeps it; `None` for one that no goal may ask.
    pub(super) fn source(&mut self, id: u128, pocket: &Pocket) -> Option<Source> {
        if !pocket.may_be_asked() {
            return None;
        }
        let served = |with: &dyn Fn(Strictness) -> bool| -> Vec<Area> {
            let named = pocket.served.iter().filter(|s| with(s.strictness));
            named.map(|served| served.area.clone()).collect()
        };
        let areas = self.areas(&served(&|s| s != Strictness::Excludes));
        let people = pocket.populations.iter();
        let people = people.fold(0, |set, who| set | bit(self.person(&who.code)));
        let codes = pocket.constraints.iter();
        let conditions = codes.filter_map(|code| CONDITIONS.iter().position(|known| known == code));
        let issues = pocket.issues.iter();
        Some(Source {
            id,
            aside: self.aside(pocket, &areas, &served(&|s| s == Strictness::Excludes)),
            areas,
            issues: issues
                .filter_map(|issue| self.issues.get(&issue.code).copied())
                .collect(),
            offers: offers(pocket),
            conditions: conditions.fold(0, |set, at| set | 1 << at),
            people,
            cycle: self.cycle(Rhythm::of(&pocket.cycle)),
            ..Source::default()
        })
    }

    /// Cycles are few: months with the days letters are due. What is beyond the numbers there are counts as not recorded.
    fn cycle(&mut self, rhythm: Rhythm) -> u16 {
        let next = u16::try_from(self.cycles.len()).unwrap_or(0);
        *self.cycles.entry(rhythm).or_insert(next)
    }

    fn aside(&mut self, pocket: &Pocket, areas: &[u32], left_out: &[Area]) -> Option<Aside> {
        let mut aside = Aside {
            left_out: self.areas(left_out),
            last_year: pocket
                .constraints
                .iter()
                .filter_map(|code| last_year(code))
                .min(),
            ..Aside::default()
        };
        if checks_assessment(pocket) {
            aside.assessed = self.areas(&pocket.assessment_areas);
        }
        if checks_market(pocket) {
            let markets = pocket.target_markets.iter();
            aside.markets = markets.map(|market| self.market(market)).collect();
        }
        if aside == Aside::default() {
            return None;
        }
        areas.clone_into(&mut aside.areas);
        Some(aside)
    }

    fn market(&mut self, market: &TargetMarket) -> Market {
        let people = market.population.as_ref();
        Market {
            area: market.area.as_ref().map(|area| self.area(area)),
            people: people.map(|who| self.person(&who.code)),
        }
    }

    fn areas(&mut self, areas: &[Area]) -> Vec<u32> {
        areas.iter().map(|area| self.area(area)).collect()
    }

    fn area(&mut self, area: &Area) -> u32 {
        if area.scope == GeoScope::National {
            return NATION;
        }
        let next = u32::try_from(self.areas.len() + 1).unwrap_or(u32::MAX);
        *self
            .areas
            .entry((area.scope, area.code.clone()))
            .or_insert(next)
    }

    fn person(&self, code: &str) -> u8 {
        self.people.get(code).copied().unwrap_or(NOBODY)
    }

    /// A goal's question on the given day.
    pub(super) fn ask(&self, need: &Need, weights: Weights, today: Date) -> Ask {
        let issues = need.issues.iter();
        let people = need.populations.iter();
        Ask {
            places: self.places(need),
            issues: issues
                .filter_map(|issue| {
                    let number = self.issues.get(&issue.term.code)?;
                    Some((*number, issue.weight))
                })
                .collect(),
            open: openings(need),
            unmet: unmet(need),
            people: people.fold(0, |set, who| set | bit(self.person(&who.code))),
            needed_until: need
                .until
                .map_or(today.year(), |until| until.year().max(today.year())),
            shares: shares(weights),
            known: HashMap::new(),
            cycles: self.cycles_in_time(needed_by(need, today).date(), today),
            loads: HashMap::new(),
            takes_any_part: true,
        }
    }

    /// A goal's places as the index knows them.
    pub(super) fn places(&self, need: &Need) -> Vec<Vec<(u32, u16)>> {
        let places = need.places.iter();
        places.map(|place| self.lies_in(&place.areas)).collect()
    }

    /// The codes of the issue areas right under the root, in the order the index counts them in.
    pub(super) fn branches(&self) -> Vec<String> {
        let codes: HashMap<u16, &String> = self
            .issues
            .iter()
            .map(|(code, number)| (*number, code))
            .collect();
        let branches = self.tree.branches().into_iter();
        branches
            .filter_map(|number| codes.get(&number).map(|code| (*code).clone()))
            .collect()
    }

    /// What each cycle of decisions is worth to money that is needed by this day.
    fn cycles_in_time(&self, by: Date, today: Date) -> Vec<u16> {
        let mut worth = vec![0; self.cycles.len()];
        for (rhythm, number) in &self.cycles {
            if let Some(worth) = worth.get_mut(usize::from(*number))
                && rhythm.is_known()
            {
                *worth = rhythm.basis_points(today, by);
            }
        }
        worth
    }

    /// A goal's place as the areas that somebody serves, with how near each is.
    fn lies_in(&self, areas: &[Area]) -> Vec<(u32, u16)> {
        let served = areas.iter().filter_map(|area| {
            let number = self.areas.get(&(area.scope, area.code.clone()))?;
            Some((*number, nearness(area.scope)))
        });
        served
            .chain([(NATION, nearness(GeoScope::National))])
            .collect()
    }
}

fn number_issue(code: &str, numbers: &mut HashMap<String, u16>, parents: &mut Vec<u16>) -> u16 {
    if let Some(known) = numbers.get(code) {
        return *known;
    }
    let above = code.rsplit_once('.').map_or("", |(above, _)| above);
    let parent = number_issue(above, numbers, parents);
    let number = u16::try_from(parents.len()).unwrap_or(u16::MAX);
    parents.push(parent);
    numbers.insert(code.to_owned(), number);
    number
}

fn bit(person: u8) -> u32 {
    1_u32.checked_shl(person.into()).unwrap_or(0)
}

fn dollars(amount: Money) -> u64 {
    u64::try_from(amount.dollars())
        .unwrap_or_default()
        .min(MOST)
}

fn kind(product: CapitalProduct) -> u8 {
    product as u8
}

/// Each offer once for every kind of line it fills.
fn offers(pocket: &Pocket) -> Vec<Offered> {
    let brings = pocket
        .offers
        .iter()
        .filter(|offer| !only_allocates(pocket.funder_type, offer.product));
    let filled = brings.flat_map(|offer| {
        let lines = CapitalProduct::ALL.iter().copied();
        let lines = lines.filter(|line| fills(offer.product, *line));
        lines.map(|line| Offered {
            kind: kind(line),
            min: dollars(offer.min),
            max: dollars(offer.max),
        })
    });
    filled.collect()
}

/// What is open of each kind of money.
fn openings(need: &Need) -> Vec<Opening> {
    let mut kinds: HashMap<u8, Opening> = HashMap::new();
    for (_, line, open) in open_lines(&need.lines) {
        let kind = kind(line.product);
        let opening = kinds.entry(kind).or_insert(Opening {
            kind,
            open: 0,
            largest: 0,
        });
        opening.open = (opening.open + dollars(open)).min(MOST);
        opening.largest = opening.largest.max(dollars(open));
    }
    let mut openings: Vec<Opening> = kinds.into_values().collect();
    openings.sort_by_key(|opening| opening.kind);
    openings
}

/// A bit for each condition the goal does not meet.
fn unmet(need: &Need) -> u64 {
    let payor = need.payor.as_ref();
    let fails = [
        need.charitable_recipient == Some(false),
        !need.evaluator_named,
        payor.is_none(),
        !payor.is_some_and(Payor::is_government),
    ];
    (0..)
        .zip(fails)
        .fold(0, |set, (at, fails)| set | u64::from(fails) << at)
}

fn shares(weights: Weights) -> Shares {
    Shares {
        place: weights.of(Component::Place),
        issue: weights.of(Component::Issue),
        capital: weights.of(Component::Capital),
        people: weights.of(Component::Population),
        relationship: weights.of(Component::Relationship),
        history: weights.of(Component::History),
        timing: weights.of(Component::Timing),
    }
}

#[cfg(test)]
mod tests;
