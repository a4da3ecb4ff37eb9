//! The best few of many: higher score first, then smaller id.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

/// A source with its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub id: u128,
    pub score: u32,
}

impl Ord for Hit {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.score, Reverse(self.id)).cmp(&(other.score, Reverse(other.id)))
    }
}

impl PartialOrd for Hit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best `most` of all it is offered.
pub(super) struct Best {
    most: usize,
    kept: BinaryHeap<Reverse<Hit>>,
    /// A score below this cannot get in.
    bar: u32,
}

impl Best {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            kept: BinaryHeap::with_capacity(most.min(100_000) + 1),
            bar: if most == 0 { u32::MAX } else { 0 },
        }
    }

    /// Whether something that scores at most this could get in.
    #[inline]
    pub(super) fn could_take(&self, at_most: u32) -> bool {
        at_most >= self.bar && self.most > 0
    }

    pub(super) fn offer(&mut self, hit: Hit) {
        if self.most == 0 {
            return;
        }
        if self.kept.len() < self.most {
            self.kept.push(Reverse(hit));
        } else if let Some(mut worst) = self.kept.peek_mut()
            && hit > worst.0
        {
            worst.0 = hit;
        }
        if self.kept.len() == self.most
            && let Some(Reverse(worst)) = self.kept.peek()
        {
            self.bar = worst.score;
        }
    }

    pub(super) fn in_order(self) -> Vec<Hit> {
        self.kept
            .into_sorted_vec()
            .into_iter()
            .map(|Reverse(hit)| hit)
            .collect()
    }
}
