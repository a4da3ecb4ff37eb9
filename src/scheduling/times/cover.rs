//! What those who come can bring, kept up to date from start to start.
//!
//! Neighbouring starts differ by few people. Those with the same kinds of money share a shape, so a change is a few additions
//! to its shape's parts; the sums of the cuts take in what changed of each shape once, when they are asked for. Where the
//! kinds are too many for cuts, each start is a flow of its own.

use crate::composing::rules::{Purse, Shapes, filled};

/// Whole: 10,000 basis points.
pub(super) const WHOLE: u64 = 10_000;

/// What somebody could bring, by open kind.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) caps: Vec<u64>,
    pub(super) budget: u64,
    /// The place among the shapes, and the most that can be brought to each of the shape's parts.
    pub(super) shape: usize,
    pub(super) reach: Vec<i128>,
}

/// The sums of all cuts for those who are there.
#[derive(Clone, Debug)]
pub(super) struct Cover<'a> {
    open: &'a [u64],
    shapes: &'a Shapes,
    sources: &'a [Source],
    /// By source, with how much of a yes it counts.
    weights: Vec<u64>,
    sums: Vec<i128>,
    /// By shape and part, what the sums have not taken in yet; and which shapes have any.
    late: Vec<Vec<i128>>,
    changed: Vec<usize>,
}

impl<'a> Cover<'a> {
    /// Nobody there: each cut's outside in full.
    pub(super) fn new(open: &'a [u64], shapes: &'a Shapes, sources: &'a [Source]) -> Self {
        let outside = |cut: usize| -> i128 {
            let kinds = open.iter().enumerate();
            let outside = kinds.filter(|(kind, _)| cut >> kind & 1 == 0);
            outside
                .map(|(_, open)| i128::from(*open) * i128::from(WHOLE))
                .sum()
        };
        let cuts = if shapes.count_cuts() {
            1_usize << open.len()
        } else {
            0
        };
        let mut late = vec![Vec::new(); shapes.count()];
        for source in sources.iter().filter(|_| shapes.count_cuts()) {
            late[source.shape].resize(source.reach.len(), 0);
        }
        Self {
            open,
            shapes,
            sources,
            weights: vec![0; sources.len()],
            sums: (0..cuts).map(outside).collect(),
            late,
            changed: Vec::new(),
        }
    }

    /// Lets a source count so much of a yes from now on.
    pub(super) fn set(&mut self, source: usize, weight: u64) {
        let by = i128::from(weight) - i128::from(self.weights[source]);
        self.weights[source] = weight;
        let Source { shape, reach, .. } = &self.sources[source];
        // A shape of one part offers nothing.
        if by == 0 || reach.len() < 2 {
            return;
        }
        if !self.changed.contains(shape) {
            self.changed.push(*shape);
        }
        for (late, reach) in self.late[*shape].iter_mut().zip(reach) {
            *late += reach * by;
        }
    }

    fn catch_up(&mut self) {
        for shape in self.changed.drain(..) {
            let late = &mut self.late[shape];
            for (sum, part) in self.sums.iter_mut().zip(self.shapes.parts(shape)) {
                *sum += late[usize::from(*part)];
            }
            late.fill(0);
        }
    }

    /// What all who are there can bring, in basis points of a dollar.
    pub(super) fn least(&mut self) -> i128 {
        if self.shapes.count_cuts() {
            self.catch_up();
            return self.sums.iter().copied().min().unwrap_or(0);
        }
        self.flow(None)
    }

    /// What they could bring if one source counted for so much.
    pub(super) fn least_with(&mut self, source: usize, weight: u64) -> i128 {
        if !self.shapes.count_cuts() {
            return self.flow(Some((source, weight)));
        }
        self.catch_up();
        let by = i128::from(weight) - i128::from(self.weights[source]);
        let Source { shape, reach, .. } = &self.sources[source];
        let sums = self.sums.iter().zip(self.shapes.parts(*shape));
        let sums = sums.map(|(sum, part)| sum + reach[usize::from(*part)] * by);
        sums.min().unwrap_or(0)
    }

    /// The first set of kinds, as bits, for which those who are there are the limit; kinds outside it are covered in full.
    /// Nothing where the kinds are too many.
    pub(super) fn binding(&mut self) -> Option<usize> {
        let least = self.least();
        self.sums.iter().position(|sum| *sum == least)
    }

    fn flow(&self, with: Option<(usize, u64)>) -> i128 {
        let weight = |source: usize| match with {
            Some((other, weight)) if other == source => weight,
            _ => self.weights[source],
        };
        let there: Vec<(Purse, u64)> = (0..self.sources.len())
            .filter(|source| weight(*source) > 0)
            .map(|at| {
                let Source { caps, budget, .. } = &self.sources[at];
                let budget = *budget;
                (Purse { caps, budget }, weight(at))
            })
            .collect();
        let total = filled(self.open, &there, WHOLE).total();
        i128::try_from(total).unwrap_or(i128::MAX)
    }
}
