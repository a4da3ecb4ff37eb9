//! Days of travel between the cities of a season: from the map, unless staff know better.

use std::collections::BTreeSet;

use super::asked::{Asked, City, ONLINE, Spot, Travels};
use crate::scheduling::season::Travel;

/// How far two cities are, in days that lie between two convenings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Keys, the lesser first.
    pub(crate) one: String,
    pub(crate) other: String,
    /// What the map says.
    pub(crate) by_map: u16,
    /// What staff set.
    pub(crate) set: Option<u16>,
    /// What counts: less than was set where a stop on the way is quicker.
    pub(crate) counts: u16,
}

/// The key of a pair.
pub(crate) fn pair(one: &str, other: &str) -> (String, String) {
    let (one, other) = (one.min(other), one.max(other));
    (one.to_owned(), other.to_owned())
}

/// The map's word for cities in this order.
fn by_map(cities: &[Option<&City>]) -> impl Fn(usize, usize) -> u16 {
    let places: Vec<Option<(f64, f64)>> = cities
        .iter()
        .map(|city| city.and_then(|city| city.at))
        .collect();
    let metros: Vec<Option<String>> = cities
        .iter()
        .map(|city| city.and_then(|city| city.metro.clone()))
        .collect();
    let travel = Travel::between(&places);
    move |from, to| {
        if metros[from].is_some() && metros[from] == metros[to] {
            0
        } else {
            travel.days(from, to)
        }
    }
}

impl Asked {
    /// The journeys between these places.
    pub(crate) fn travel_between(&self, spots: &[Spot]) -> Travel {
        let keys: Vec<Option<&str>> = spots.iter().map(|spot| self.city_of(*spot)).collect();
        let cities: Vec<Option<&City>> = keys.iter().map(|key| self.cities.get((*key)?)).collect();
        let map = by_map(&cities);
        Travel::new(spots.len(), |from, to| match (keys[from], keys[to]) {
            (Some(one), Some(other)) if one == other => 0,
            (Some(one), Some(other)) => known(&self.travel, one, other).unwrap_or(map(from, to)),
            _ => map(from, to),
        })
    }

    /// Every two cities of the season, by name.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let spots = self.spots();
        let keys: BTreeSet<&str> = spots
            .iter()
            .filter_map(|spot| self.city_of(*spot))
            .collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let cities: Vec<Option<&City>> = keys.iter().map(|key| self.cities.get(*key)).collect();
        let map = by_map(&cities);
        let counts = Travel::new(keys.len(), |from, to| {
            known(&self.travel, keys[from], keys[to]).unwrap_or(map(from, to))
        });
        let mut pairs = Vec::new();
        for from in 0..keys.len() {
            for to in from + 1..keys.len() {
                let (one, other) = pair(keys[from], keys[to]);
                pairs.push(Pair {
                    by_map: map(from, to),
                    set: self.travel.get(&(one.clone(), other.clone())).copied(),
                    counts: counts.days(from, to),
                    one,
                    other,
                });
            }
        }
        pairs.sort_by_key(|pair| (self.city_name(&pair.one), self.city_name(&pair.other)));
        pairs
    }

    /// What to call a city.
    pub(crate) fn city_name(&self, key: &str) -> String {
        if key == ONLINE {
            return "Online".to_owned();
        }
        self.cities
            .get(key)
            .map_or_else(|| key.to_owned(), |city| city.name.clone())
    }
}

fn known(set: &Travels, one: &str, other: &str) -> Option<u16> {
    set.get(&pair(one, other)).copied()
}
