//! How well the place and track-record measures would have foretold which providers went to which cities: providers are
//! ranked for each city with what was known before a year, and held against who came in that year or later.
//!
//! It says nothing of the other measures: the public record names no issues, people or terms.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::{
    engine::{Ask, Hit, Index, Known, NATION, Offered, Opening, Shares, Source, Tree},
    rules::{Component, Record, Spot, Weights, nearness},
};
use crate::values::GeoScope;

/// A provider in a city, as the public record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub provider: String,
    pub spot: Spot,
    pub investments: u32,
    pub first_year: i16,
    pub last_year: i16,
}

/// How high the providers that came were ranked, over the cities they came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// The mean share of them among the first 10, 20 and 50.
    pub recall: BTreeMap<u16, f64>,
    /// The mean of one over the rank of the first of them.
    pub mrr: f64,
}

/// What was compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    pub before: i16,
    /// Providers known by then.
    pub providers: usize,
    /// Cities to which at least one of them came later.
    pub cities: usize,
    /// Pairs of such a city and such a provider.
    pub pairs: usize,
    /// Pairs whose provider nobody knew by then; no ranking can find them, and none is charged for them.
    pub unknown_providers: usize,
    pub engine: Quality,
    pub most_active: Quality,
    pub most_active_in_state: Quality,
    /// What each measure earns on its own.
    pub place_alone: Quality,
    pub track_record_alone: Quality,
}

/// Ranks and compares. `known` are pairs that may be older; of them and of `truth` what began before `before` is known,
/// and what of `truth` began later is to be foretold.
pub fn evaluate(known: &[Pair], truth: &[Pair], before: i16) -> Evaluation {
    let past = records(known.iter().chain(truth), before);
    let mut wanted: BTreeMap<&Spot, BTreeSet<usize>> = BTreeMap::new();
    let numbers: HashMap<&str, usize> = past.keys().map(String::as_str).zip(0..).collect();
    let mut unknown_providers = 0;
    for pair in truth.iter().filter(|pair| pair.first_year >= before) {
        match numbers.get(pair.provider.as_str()) {
            Some(provider) => {
                wanted.entry(&pair.spot).or_default().insert(*provider);
            }
            None => unknown_providers += 1,
        }
    }
    let records: Vec<&Record> = past.values().collect();
    let by = |score: &dyn Fn(&Record, &Spot) -> u64| {
        quality(&wanted, |spot| {
            let scored = records.iter().map(|record| score(record, spot));
            let mut order: Vec<(std::cmp::Reverse<u64>, usize)> =
                scored.map(std::cmp::Reverse).zip(0..).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, provider)| provider).collect()
        })
    };
    let matched = Providers::new(&records, &wanted, before);
    let alone = |component| matched.quality(&wanted, &[component]);
    Evaluation {
        before,
        providers: records.len(),
        cities: wanted.len(),
        pairs: wanted.values().map(BTreeSet::len).sum(),
        unknown_providers,
        engine: matched.quality(&wanted, &[Component::Place, Component::History]),
        most_active: by(&|record, _| record.total().into()),
        most_active_in_state: by(&|record, spot| {
            u64::from(record.in_state(&spot.state)) << 32 | u64::from(record.total())
        }),
        place_alone: alone(Component::Place),
        track_record_alone: alone(Component::History),
    }
}

/// What was known of each provider before a year. Of a pair that went on after it, one investment was known for certain.
fn records<'p>(pairs: impl Iterator<Item = &'p Pair>, before: i16) -> BTreeMap<String, Record> {
    let mut seen = BTreeSet::new();
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    for pair in pairs.filter(|pair| pair.first_year < before) {
        if !seen.insert((&pair.provider, &pair.spot.city)) {
            continue;
        }
        let over = pair.last_year < before;
        let (investments, last) = if over {
            (pair.investments, pair.last_year)
        } else {
            (1, pair.first_year)
        };
        let record = records.entry(pair.provider.clone()).or_default();
        record.add(&pair.spot, investments, last);
    }
    records
}

fn quality(
    wanted: &BTreeMap<&Spot, BTreeSet<usize>>,
    mut ranked: impl FnMut(&Spot) -> Vec<usize>,
) -> Quality {
    let mut recall = BTreeMap::from([(10, 0.0), (20, 0.0), (50, 0.0)]);
    let mut mrr = 0.0;
    for (spot, came) in wanted {
        let order = ranked(spot);
        for (most, sum) in &mut recall {
            let found = order.iter().take(usize::from(*most));
            let found = found.filter(|provider| came.contains(provider)).count();
            *sum += share(found, came.len());
        }
        let first = order.iter().position(|provider| came.contains(provider));
        mrr += first.map_or(0.0, |at| share(1, at + 1));
    }
    let mean = |sum: f64| (sum * share(1, wanted.len().max(1)) * 10_000.0).round() / 10_000.0;
    Quality {
        recall: recall
            .into_iter()
            .map(|(most, sum)| (most, mean(sum)))
            .collect(),
        mrr: mean(mrr),
    }
}

fn share(part: usize, of: usize) -> f64 {
    let small = |number| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    small(part) / small(of)
}

/// The providers as the index of matching holds them.
struct Providers<'r> {
    index: Index,
    records: &'r [&'r Record],
    areas: HashMap<String, u32>,
    year: i16,
}

impl<'r> Providers<'r> {
    fn new(
        records: &'r [&'r Record],
        wanted: &BTreeMap<&Spot, BTreeSet<usize>>,
        before: i16,
    ) -> Self {
        let mut areas: HashMap<String, u32> = HashMap::new();
        for name in wanted.keys().flat_map(|spot| rings(spot)).flatten() {
            let next = u32::try_from(areas.len() + 1).unwrap_or(u32::MAX);
            areas.entry(name).or_insert(next);
        }
        let sources = (0..).zip(records).map(|(id, record)| Source {
            id,
            areas: served(record, wanted.keys().copied(), &areas),
            issues: vec![0],
            offers: vec![Offered {
                kind: 0,
                min: 0,
                max: 1,
            }],
            ..Source::default()
        });
        let tree = Tree::new(vec![0]);
        let index = tree
            .ok()
            .and_then(|tree| Index::new(sources.collect(), tree).ok());
        Self {
            index: index.unwrap_or_default(),
            records,
            areas,
            year: before - 1,
        }
    }

    fn quality(&self, wanted: &BTreeMap<&Spot, BTreeSet<usize>>, counted: &[Component]) -> Quality {
        quality(wanted, |spot| {
            let best = self.index.best(&self.ask(spot, counted), 50);
            let ids = best
                .unwrap_or_default()
                .into_iter()
                .map(|Hit { id, .. }| id);
            ids.filter_map(|id| usize::try_from(id).ok()).collect()
        })
    }

    fn ask(&self, spot: &Spot, counted: &[Component]) -> Ask {
        let scopes = [GeoScope::City, GeoScope::Cbsa, GeoScope::State];
        let lies_in = rings(spot).into_iter().zip(scopes);
        let lies_in =
            lies_in.filter_map(|(name, scope)| Some((*self.areas.get(&name?)?, nearness(scope))));
        let weigh = |component| {
            let weight = Weights::default().of(component);
            if counted.contains(&component) {
                weight
            } else {
                0
            }
        };
        let known = (0..).zip(self.records).map(|(id, record)| {
            let history = record.measure(spot, self.year);
            let known = Known {
                relationship: 0,
                history,
            };
            (id, known)
        });
        Ask {
            places: vec![
                lies_in
                    .chain([(NATION, nearness(GeoScope::National))])
                    .collect(),
            ],
            issues: Vec::new(),
            open: vec![Opening {
                kind: 0,
                open: 1,
                largest: 1,
            }],
            unmet: 0,
            people: 0,
            needed_until: i16::MIN,
            shares: Shares {
                place: weigh(Component::Place),
                history: weigh(Component::History),
                issue: 0,
                capital: 0,
                people: 0,
                relationship: 0,
                timing: 0,
            },
            known: known.collect(),
            cycles: Vec::new(),
            loads: HashMap::new(),
            takes_any_part: true,
        }
    }
}

/// A city, its metro area and its state as names that cannot be mixed up.
fn rings(spot: &Spot) -> [Option<String>; 3] {
    [
        Some(format!("city {}", spot.city)),
        spot.metro.as_ref().map(|metro| format!("metro {metro}")),
        Some(format!("state {}", spot.state)),
    ]
}

/// The areas a provider has worked in, as far as anybody asks for them, and the nation.
fn served<'s>(
    record: &Record,
    spots: impl Iterator<Item = &'s Spot>,
    areas: &HashMap<String, u32>,
) -> Vec<u32> {
    let mut found = BTreeSet::from([NATION]);
    for spot in spots {
        let (city, metro, state) = record.reaches(spot);
        let worked = rings(spot).into_iter().zip([city, metro, state]);
        let worked = worked.filter(|(_, worked)| *worked);
        found.extend(worked.filter_map(|(name, _)| areas.get(&name?).copied()));
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(provider: &str, city: &str, years: (i16, i16), investments: u32) -> Pair {
        Pair {
            provider: provider.to_owned(),
            spot: Spot {
                city: city.to_owned(),
                metro: None,
                state: city[..1].to_owned(),
            },
            investments,
            first_year: years.0,
            last_year: years.1,
        }
    }

    #[test]
    fn only_what_was_known_is_used_and_only_what_came_later_is_asked() {
        let pairs = [
            pair("near", "A1", (2010, 2012), 2),
            pair("far", "B1", (2008, 2013), 40),
            pair("near", "A2", (2016, 2016), 1),
            pair("new", "A2", (2015, 2015), 1),
            pair("far", "A9", (2020, 2021), 1),
        ];
        let found = evaluate(&[], &pairs, 2015);
        assert_eq!(
            (
                found.providers,
                found.cities,
                found.pairs,
                found.unknown_providers
            ),
            (2, 2, 2, 1)
        );
        // "near" comes first in both cities, by state; "far" was the most active.
        assert_eq!(found.engine.mrr.to_string(), "0.75");
        assert_eq!(found.most_active.mrr.to_string(), "0.75");
        assert_eq!(found.engine.recall[&10].to_string(), "1");
        let blind = evaluate(&[], &pairs, 2001);
        assert_eq!((blind.providers, blind.cities), (0, 0));
        assert_eq!(blind.engine.mrr.to_string(), "0");
    }

    #[test]
    fn what_went_on_afterwards_does_not_leak() {
        let early = [pair("a", "A1", (2010, 2010), 1)];
        let later = [pair("a", "A1", (2010, 2022), 500)];
        let seen = |pairs: &[Pair]| records(pairs.iter(), 2015)["a"].total();
        assert_eq!(seen(&early), seen(&later));
    }
}
