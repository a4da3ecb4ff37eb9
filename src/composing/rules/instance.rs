//! The question checked and put in order: who can be chosen at all, and the integers the search works with.
//!
//! Each part of the score is a fraction with its own divisor. All are brought over one unit, so that sums, gains and bounds
//! are exact integers; ppm are only shown. The limits below keep everything inside 128 bits.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    cuts::Shapes,
    greedy,
    minimums::{Class, Minimums},
    problem::{Candidate, Need, Problem, Wish},
    trouble::Trouble,
    worth::{Worth, worth},
};

/// Whole: 10,000 basis points.
pub(super) const WHOLE: u64 = 10_000;
/// The most seats of a list.
pub(super) const MOST_SEATS: usize = 100;
/// The most of a gap that is counted: a thousand trillion.
const MOST_MONEY: u64 = 1_000_000_000_000_000;
const MOST_SOURCES: u64 = 10;
const MOST_LOCALS: u64 = 100;
/// The most any one part of the score weighs.
const MOST_WEIGHT: u32 = 1_000_000;

/// A candidate who may be chosen.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: u128,
    /// By open kind of money.
    pub(super) caps: Vec<u64>,
    pub(super) budget: u64,
    pub(super) chance: u64,
    pub(super) fit: u64,
    pub(super) local: bool,
    pub(super) class: Class,
    /// The kinds it offers, as bits.
    pub(super) offers: u64,
    /// Its place in the shapes of cuts.
    pub(super) shape: usize,
    /// The most it could bring to each subset of the kinds it offers.
    pub(super) reach: Vec<u64>,
}

/// A question that can be answered.
#[derive(Clone, Debug)]
pub struct Instance {
    /// What is open of each kind of money that is open at all.
    pub(super) open: Vec<u64>,
    /// Which need each of them is.
    pub(super) need_of: Vec<usize>,
    /// How many sources of each are wanted.
    pub(super) wanted: Vec<u64>,
    /// How many candidates offer each.
    pub(super) sources: Vec<usize>,
    /// By id.
    pub(super) people: Vec<Person>,
    pub(super) must: Vec<usize>,
    /// With whom each is not to sit.
    pub(super) apart: Vec<Vec<usize>>,
    pub(super) minimums: Minimums,
    pub(super) shapes: Shapes,
    pub(super) worth: Worth,
    pub(super) seats: usize,
    pub(super) locals: u64,
    pub(super) moves: usize,
    pub(super) seed: u64,
    /// Who was asked too often already and is left out for that.
    pub(super) rested: Vec<u128>,
}

impl Instance {
    /// Checks the question and puts it in order.
    pub fn new(problem: &Problem) -> Result<Self, Trouble> {
        let wish = &problem.wish;
        check_wish(wish)?;
        let (open, need_of) = open_kinds(&problem.needs)?;
        let mut known: BTreeMap<u128, &Candidate> = BTreeMap::new();
        for candidate in &problem.candidates {
            check_candidate(candidate, problem.needs.len())?;
            if known.insert(candidate.id, candidate).is_some() {
                return Err(Trouble::Twice(candidate.id));
            }
        }
        if let Some(id) = wish.must.iter().find(|id| !known.contains_key(id)) {
            return Err(Trouble::MustUnknown(*id));
        }
        let too_often = |candidate: &Candidate| {
            let most = wish.most_asks.is_some_and(|most| candidate.asks >= most);
            most && !wish.must.contains(&candidate.id)
        };
        let left_out = |id: &u128| wish.never.contains(id) || wish.recused.contains(id);
        let able: Vec<&Candidate> = known
            .values()
            .copied()
            .filter(|candidate| !left_out(&candidate.id))
            .collect();
        let rested = able.iter().filter(|candidate| too_often(candidate));
        let rested = rested.map(|candidate| candidate.id).collect();
        let able = able.into_iter().filter(|candidate| !too_often(candidate));
        let mut shapes = Shapes::new(open.len());
        let minimums = Minimums::new(wish);
        let people: Vec<Person> = able
            .map(|candidate| person(candidate, (&open, &need_of), &minimums, &mut shapes))
            .collect();
        let sources: Vec<usize> = (0..open.len())
            .map(|kind| people.iter().filter(|one| one.caps[kind] > 0).count())
            .collect();
        let wanted: Vec<u64> = sources
            .iter()
            .map(|found| wish.sources.min(*found as u64).max(1))
            .collect();
        let at: BTreeMap<u128, usize> = people.iter().map(|one| one.id).zip(0..).collect();
        let instance = Self {
            worth: worth(wish, &open, &wanted),
            must: wish
                .must
                .iter()
                .filter_map(|id| at.get(id).copied())
                .collect(),
            apart: pairs(wish, &at),
            seats: wish.seats,
            locals: wish.locals,
            moves: wish.moves,
            seed: wish.seed,
            open,
            need_of,
            wanted,
            sources,
            people,
            minimums,
            shapes,
            rested,
        };
        greedy::check_minimums(&instance)?;
        Ok(instance)
    }

    /// The whole gap, in dollars.
    pub fn gap(&self) -> u64 {
        self.open.iter().sum()
    }

    /// How many may be chosen from.
    pub fn candidates(&self) -> usize {
        self.people.len()
    }

    /// Who was asked too often already and is left out for that.
    pub fn rested(&self) -> &[u128] {
        &self.rested
    }

    /// The whole gap in basis points of a dollar.
    pub(super) fn full(&self) -> u128 {
        u128::from(self.gap()) * u128::from(WHOLE)
    }
}

/// What is open of each kind, and which need it is.
fn open_kinds(needs: &[Need]) -> Result<(Vec<u64>, Vec<usize>), Trouble> {
    let residual = needs
        .iter()
        .map(|need| need.amount.saturating_sub(need.committed));
    let (need_of, open): (Vec<usize>, Vec<u64>) =
        residual.enumerate().filter(|(_, open)| *open > 0).unzip();
    let gap = open
        .iter()
        .try_fold(0_u64, |sum, each| sum.checked_add(*each));
    if gap.is_none_or(|gap| gap > MOST_MONEY) || open.len() > 24 {
        return Err(Trouble::TooMuchMoney);
    }
    Ok((open, need_of))
}

fn check_wish(wish: &Wish) -> Result<(), Trouble> {
    if wish.seats.max(wish.fit_over.unwrap_or_default()) > MOST_SEATS {
        let (seats, most) = (wish.seats, MOST_SEATS);
        return Err(Trouble::TooManySeats { seats, most });
    }
    if wish.sources > MOST_SOURCES || wish.locals > MOST_LOCALS {
        return Err(Trouble::TooManyWanted);
    }
    let weights = &wish.weights;
    let weights = [weights.cover, weights.diversity, weights.local, weights.fit];
    if weights.iter().all(|each| *each == 0) || weights.iter().any(|each| *each > MOST_WEIGHT) {
        return Err(Trouble::Weights);
    }
    if let Some(id) = wish.must.intersection(&wish.never).next() {
        return Err(Trouble::MustAndNever(*id));
    }
    if let Some(id) = wish.must.intersection(&wish.recused).next() {
        return Err(Trouble::MustAndRecused(*id));
    }
    for (one, other) in &wish.apart {
        if one == other {
            return Err(Trouble::ApartFromItself(*one));
        }
        if wish.must.contains(one) && wish.must.contains(other) {
            return Err(Trouble::MustApart(*one, *other));
        }
    }
    let needed = wish.least_seats();
    if needed > wish.seats && wish.must.len() <= wish.seats {
        let seats = wish.seats;
        return Err(Trouble::MinimumsOverSeats { needed, seats });
    }
    if wish.must.len() > wish.seats {
        let (must, seats) = (wish.must.len(), wish.seats);
        return Err(Trouble::MustOverSeats { must, seats });
    }
    Ok(())
}

fn check_candidate(candidate: &Candidate, needs: usize) -> Result<(), Trouble> {
    if u64::from(candidate.chance.max(candidate.fit)) > WHOLE {
        return Err(Trouble::OverFull(candidate.id));
    }
    if candidate.offers.iter().any(|offer| offer.need >= needs) {
        return Err(Trouble::NoSuchNeed(candidate.id));
    }
    Ok(())
}

fn person(
    candidate: &Candidate,
    (open, need_of): (&[u64], &[usize]),
    minimums: &Minimums,
    shapes: &mut Shapes,
) -> Person {
    // Offers of one kind count once, the largest; a minimum above what is open, or above its own maximum, counts nothing.
    let cap = |(kind, open): (usize, &u64)| {
        let mine = candidate.offers.iter().filter(|offer| {
            offer.need == need_of[kind] && offer.min <= *open && offer.min <= offer.max
        });
        mine.map(|offer| offer.max.min(*open)).max().unwrap_or(0)
    };
    let caps: Vec<u64> = open.iter().enumerate().map(cap).collect();
    let all: u64 = caps.iter().sum();
    let budget = candidate.budget.unwrap_or(all).min(all);
    let offered = caps.iter().zip(0_u32..).filter(|(cap, _)| **cap > 0);
    let offers = offered.fold(0_u64, |bits, (_, kind)| bits | 1 << kind);
    let (shape, reach) = shapes.of(offers, &caps, budget);
    Person {
        id: candidate.id,
        caps,
        budget,
        chance: candidate.chance.into(),
        fit: candidate.fit.into(),
        local: candidate.local,
        class: Class::of(candidate, minimums),
        offers,
        shape,
        reach,
    }
}

fn pairs(wish: &Wish, at: &BTreeMap<u128, usize>) -> Vec<Vec<usize>> {
    let mut apart = vec![BTreeSet::new(); at.len()];
    for (one, other) in &wish.apart {
        if let (Some(one), Some(other)) = (at.get(one), at.get(other)) {
            apart[*one].insert(*other);
            apart[*other].insert(*one);
        }
    }
    apart
        .into_iter()
        .map(|with| with.into_iter().collect())
        .collect()
}
