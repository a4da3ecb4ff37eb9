//! Cover by cuts: what a set of guests can bring is the least, over all subsets of the kinds of money, of the kinds outside
//! the subset in full and, of each guest, what it can bring to the kinds inside.
//!
//! The sums of all subsets are kept: adding a guest is one addition per subset, and the answer is one minimum. A guest
//! matters only through the kinds it offers, so guests with the same kinds share a shape: the least sum for each subset of
//! those kinds is found once, and each guest's gain from that is a handful of additions.

use std::collections::BTreeMap;

/// Above this many open kinds the subsets are too many, and flows take over.
pub(super) const MOST_KINDS: usize = 12;

/// A set of kinds that some candidate offers.
#[derive(Clone, Debug)]
struct Shape {
    /// For each subset of all kinds, the number of its part inside this shape.
    inside: Vec<u16>,
    /// How many subsets the shape has.
    parts: usize,
}

/// All shapes among the candidates. Empty where flows take over.
#[derive(Clone, Debug)]
pub struct Shapes {
    kinds: usize,
    known: BTreeMap<u64, usize>,
    all: Vec<Shape>,
}

impl Shapes {
    pub fn new(kinds: usize) -> Self {
        Self {
            kinds,
            known: BTreeMap::new(),
            all: Vec::new(),
        }
    }

    /// Whether cuts are counted at all.
    pub fn count_cuts(&self) -> bool {
        self.kinds <= MOST_KINDS
    }

    /// The shape of these offers, and the most that can be brought to each of its parts.
    pub fn of(&mut self, offers: u64, caps: &[u64], budget: u64) -> (usize, Vec<u64>) {
        if !self.count_cuts() {
            return (0, Vec::new());
        }
        let offered: Vec<usize> = (0..self.kinds)
            .filter(|kind| offers >> kind & 1 == 1)
            .collect();
        let parts = 1_usize << offered.len();
        let reach = (0..parts).map(|part| {
            let inside = offered
                .iter()
                .zip(0..)
                .filter(|(_, bit)| part >> bit & 1 == 1);
            let sum: u64 = inside.map(|(kind, _)| caps[*kind]).sum();
            sum.min(budget)
        });
        let reach = reach.collect();
        let next = self.all.len();
        let at = *self.known.entry(offers).or_insert(next);
        if at == next {
            self.all.push(Shape {
                inside: (0..1_usize << self.kinds)
                    .map(|subset| part_of(subset, &offered))
                    .collect(),
                parts,
            });
        }
        (at, reach)
    }

    /// How many shapes there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// For each cut, the number of its part inside a shape.
    pub fn parts(&self, shape: usize) -> &[u16] {
        &self.all[shape].inside
    }

    /// Which part of a shape lies inside a cut.
    pub(super) fn part(&self, shape: usize, cut: usize) -> usize {
        self.all[shape].inside[cut].into()
    }

    /// Adds to the sum of each cut what is brought to its part of a shape.
    pub(super) fn add_to(&self, sums: &mut [f64], shape: usize, brought: &[f64]) {
        for (sum, part) in sums.iter_mut().zip(&self.all[shape].inside) {
            *sum += brought[usize::from(*part)];
        }
    }
}

fn part_of(subset: usize, offered: &[usize]) -> u16 {
    let bits = offered.iter().zip(0_u16..);
    bits.filter(|(kind, _)| subset >> **kind & 1 == 1)
        .fold(0, |part, (_, bit)| part | 1 << bit)
}

/// The sums of all subsets, in basis points of a dollar.
#[derive(Clone, Debug)]
pub(super) struct Cuts {
    sums: Vec<u128>,
}

impl Cuts {
    /// Nobody there: each subset's outside in full.
    pub(super) fn new(open: &[u64], scale: u64) -> Self {
        let outside = |subset: usize| -> u128 {
            let kinds = open.iter().enumerate();
            kinds
                .filter(|(kind, _)| subset >> kind & 1 == 0)
                .map(|(_, open)| u128::from(*open) * u128::from(scale))
                .sum()
        };
        Self {
            sums: (0..1_usize << open.len()).map(outside).collect(),
        }
    }

    /// Adds a guest with this weight.
    pub(super) fn add(&mut self, shapes: &Shapes, (shape, reach): (usize, &[u64]), weight: u64) {
        let brought: Vec<u128> = reach
            .iter()
            .map(|each| u128::from(*each) * u128::from(weight))
            .collect();
        let inside = &shapes.all[shape].inside;
        for (sum, part) in self.sums.iter_mut().zip(inside) {
            *sum += brought[usize::from(*part)];
        }
    }

    /// What all who were added can bring.
    pub(super) fn least(&self) -> u128 {
        self.sums.iter().copied().min().unwrap_or(0)
    }

    /// The first subset of kinds for which the guests are the limit, as bits; kinds outside it are covered in full.
    pub(super) fn binding(&self) -> usize {
        let least = self.least();
        self.sums
            .iter()
            .position(|sum| *sum == least)
            .unwrap_or_default()
    }

    /// The least sum for each part of a shape.
    pub(super) fn lows(&self, shapes: &Shapes, shape: usize) -> Vec<u128> {
        let shape = &shapes.all[shape];
        let mut lows = vec![u128::MAX; shape.parts];
        for (sum, part) in self.sums.iter().zip(&shape.inside) {
            let low = &mut lows[usize::from(*part)];
            *low = (*low).min(*sum);
        }
        lows
    }
}
