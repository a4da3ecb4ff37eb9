//! What a provider has done before, as one figure for one city.
//!
//! Counted are the cities it has placed money in, not the dollars: in the public record of New Markets Tax Credits that is
//! what best foretells where a provider goes next (decision 8 has the figures). The nearer they are the more they say, each
//! further one says less than the one before, and all fade: a provider last seen three years ago counts half.

use std::collections::{BTreeMap, BTreeSet};

/// What is left of a figure after a year, in basis points: half after three.
const FADES: u32 = 7_937;

/// The most that each ring around a city can give, in basis points, and how many count half of it.
const ANYWHERE: (u32, u32) = (1_500, 8);
const STATE: (u32, u32) = (3_500, 4);
const METRO: (u32, u32) = (2_000, 2);
const HERE: (u32, u32) = (3_000, 1);

/// A city, and what it lies in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub city: String,
    pub metro: Option<String>,
    pub state: String,
}

/// What a provider has placed within some distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ring {
    pub(super) investments: u32,
    pub(super) cities: usize,
    pub(super) last_year: i16,
}

/// What one provider has placed, where.
#[derive(Debug, Clone, Default)]
pub struct Record {
    cities: BTreeSet<String>,
    by_state: BTreeMap<String, BTreeSet<String>>,
    by_metro: BTreeMap<String, BTreeSet<String>>,
    investments: BTreeMap<String, u32>,
    years: BTreeMap<String, i16>,
    last_year: Option<i16>,
}

impl Record {
    /// Adds investments in a city, the last of them in this year.
    pub fn add(&mut self, spot: &Spot, investments: u32, last_year: i16) {
        let city = || spot.city.clone();
        self.cities.insert(city());
        self.by_state
            .entry(spot.state.clone())
            .or_default()
            .insert(city());
        if let Some(metro) = &spot.metro {
            self.by_metro
                .entry(metro.clone())
                .or_default()
                .insert(city());
        }
        *self.investments.entry(city()).or_default() += investments;
        let last = self.years.entry(city()).or_insert(last_year);
        *last = last_year.max(*last);
        self.last_year = self.last_year.max(Some(last_year));
    }

    /// Everything it has placed.
    pub fn total(&self) -> u32 {
        self.investments.values().sum()
    }

    /// Investments in the state with this code.
    pub fn in_state(&self, state: &str) -> u32 {
        let cities = self.by_state.get(state).into_iter().flatten();
        cities.filter_map(|city| self.investments.get(city)).sum()
    }

    /// Whether it has placed anything in the city itself, its metro area or its state.
    pub fn reaches(&self, spot: &Spot) -> (bool, bool, bool) {
        (
            self.cities.contains(&spot.city),
            spot.metro
                .as_ref()
                .is_some_and(|metro| self.by_metro.contains_key(metro)),
            self.by_state.contains_key(&spot.state),
        )
    }

    /// In the city itself, its metro area, its state and anywhere: how many investments in how many cities, the last in
    /// which year; nothing where there are none.
    pub(super) fn rings(&self, spot: &Spot) -> [Option<Ring>; 4] {
        let here = self.cities.get(&spot.city).map(|city| vec![city]);
        let metro = spot.metro.as_ref();
        let metro = metro.and_then(|metro| self.by_metro.get(metro));
        let state = self.by_state.get(&spot.state);
        [
            here,
            metro.map(|cities| cities.iter().collect()),
            state.map(|cities| cities.iter().collect()),
            Some(self.cities.iter().collect()),
        ]
        .map(|cities| self.ring(&cities?))
    }

    fn ring(&self, cities: &[&String]) -> Option<Ring> {
        let investments = cities.iter().filter_map(|city| self.investments.get(*city));
        let years = cities.iter().filter_map(|city| self.years.get(*city));
        Some(Ring {
            investments: investments.sum(),
            cities: cities.len(),
            last_year: years.copied().max()?,
        })
    }

    /// Its record as seen from a city at the end of a year, 0 to 10,000 basis points; floor at each step.
    pub fn measure(&self, spot: &Spot, year: i16) -> u16 {
        let Some(last_year) = self.last_year else {
            return 0;
        };
        let count = |ring: Option<&BTreeSet<String>>| ring.map_or(0, BTreeSet::len);
        let metro = spot
            .metro
            .as_ref()
            .and_then(|metro| self.by_metro.get(metro));
        let here = self.investments.get(&spot.city).copied().unwrap_or(0);
        let rings = [
            (ANYWHERE, small(self.cities.len())),
            (STATE, small(count(self.by_state.get(&spot.state)))),
            (METRO, small(count(metro))),
            (HERE, here.min(1_000)),
        ];
        let sum: u32 = rings
            .iter()
            .map(|((most, half), n)| most * n / (n + half))
            .sum();
        let years = u16::try_from(year.saturating_sub(last_year)).unwrap_or(0);
        let faded = (0..years.min(200)).fold(sum, |left, _| left * FADES / 10_000);
        u16::try_from(faded).unwrap_or(10_000)
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(1_000).min(1_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(city: u8) -> Spot {
        Spot {
            city: format!("{city}"),
            metro: (!city.is_multiple_of(3)).then(|| format!("{}", city / 3)),
            state: format!("{}", city / 6),
        }
    }

    #[test]
    fn nearer_counts_more_and_all_fades() {
        let mut record = Record::default();
        assert_eq!(record.measure(&spot(1), 2020), 0);
        record.add(&spot(1), 1, 2020);
        let seen = |from: u8, year| record.measure(&spot(from), year);
        assert_eq!(seen(1, 2020), 166 + 700 + 666 + 1_500);
        assert_eq!(seen(2, 2020), 166 + 700 + 666, "the metro area next door");
        assert_eq!(seen(3, 2020), 166 + 700, "the state");
        assert_eq!(seen(30, 2020), 166, "anywhere");
        assert_eq!(seen(1, 2023), 1_515, "half after three years");
        assert_eq!(
            seen(1, 2010),
            seen(1, 2020),
            "what is to come does not count more"
        );
    }

    proptest! {
        #[test]
        fn more_never_counts_less(
            past in prop::collection::vec((0..40_u8, 1..9_u32, 2001..2020_i16), 0..20),
            more in (0..40_u8, 1..9_u32, 2001..2020_i16),
            from in 0..40_u8,
        ) {
            let mut record = Record::default();
            for (city, investments, year) in past {
                record.add(&spot(city), investments, year);
            }
            let before = record.measure(&spot(from), 2022);
            record.add(&spot(more.0), more.1, more.2);
            let after = record.measure(&spot(from), 2022);
            prop_assert!(before <= after && after <= 10_000);
        }
    }
}
