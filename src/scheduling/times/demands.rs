//! What has to hold, as bits: at least so many seats, and a seat is filled by any of its people.

use std::collections::BTreeMap;

use super::{
    bits::words,
    question::{Demand, Person},
    trouble::Trouble,
};

/// One demand.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Its position among the demands.
    pub(super) demand: usize,
    pub(super) least: usize,
    /// Whether it can be lowered, and not only dropped.
    pub(super) counts: bool,
    seats: Seats,
}

#[derive(Clone, Debug)]
enum Seats {
    /// One person a seat.
    Single(Vec<u64>),
    /// Several people a seat.
    Shared(Vec<Vec<u64>>),
}

impl Rule {
    /// How many seats these people fill.
    pub(super) fn filled(&self, there: &[u64]) -> usize {
        let both = |mask: &[u64]| -> u32 {
            let words = mask.iter().zip(there);
            words.map(|(one, other)| (one & other).count_ones()).sum()
        };
        match &self.seats {
            Seats::Single(mask) => both(mask) as usize,
            Seats::Shared(masks) => masks.iter().filter(|mask| both(mask) > 0).count(),
        }
    }

    pub(super) fn holds(&self, there: &[u64]) -> bool {
        self.filled(there) >= self.least
    }

    /// How many seats there are to fill.
    pub(super) fn seats(&self) -> usize {
        match &self.seats {
            Seats::Single(mask) => mask.iter().map(|word| word.count_ones() as usize).sum(),
            Seats::Shared(masks) => masks.len(),
        }
    }
}

/// The demands as rules, in their order. A demand of nobody always holds and is left out.
pub(super) fn rules(demands: &[Demand], people: &[Person]) -> Result<Vec<Rule>, Trouble> {
    let at: BTreeMap<u128, usize> = people.iter().map(|person| person.id).zip(0..).collect();
    let find = |id: &u128| at.get(id).copied().ok_or(Trouble::NotAsked(*id));
    let mask = |who: &mut dyn Iterator<Item = usize>| {
        let mut mask = vec![0_u64; words(people.len())];
        who.for_each(|at| mask[at / 64] |= 1 << (at % 64));
        mask
    };
    let rule = |(demand, asked): (usize, &Demand)| {
        let (least, seats) = match asked {
            Demand::Must(id) => (1, Seats::Single(mask(&mut [find(id)?].into_iter()))),
            Demand::AnyOf(ids) if ids.is_empty() => return Err(Trouble::AnyOfNobody),
            Demand::AnyOf(ids) => {
                let found = ids
                    .iter()
                    .map(find)
                    .collect::<Result<Vec<usize>, Trouble>>()?;
                (1, Seats::Shared(vec![mask(&mut found.into_iter())]))
            }
            Demand::Heads(least) => (*least, Seats::Single(mask(&mut (0..people.len())))),
            Demand::Kind { kind, least } => {
                let mut parties: BTreeMap<u128, Vec<usize>> = BTreeMap::new();
                for (at, person) in people.iter().enumerate() {
                    if person.kinds.contains(kind) {
                        parties.entry(person.party).or_default().push(at);
                    }
                }
                let seats = parties.into_values();
                let seats = seats.map(|people| mask(&mut people.into_iter()));
                (*least, Seats::Shared(seats.collect()))
            }
        };
        let counts = matches!(asked, Demand::Heads(_) | Demand::Kind { .. });
        Ok(Rule {
            demand,
            least,
            counts,
            seats,
        })
    };
    let rules: Vec<Rule> = demands
        .iter()
        .enumerate()
        .map(rule)
        .collect::<Result<_, Trouble>>()?;
    Ok(rules.into_iter().filter(|rule| rule.least > 0).collect())
}
