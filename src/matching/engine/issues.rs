//! How close a source's issues are to the goal's, exactly and at most.

use std::collections::BTreeMap;

use super::{
    Ask, Tree,
    tree::{BRANCH_MARKS, GENERALIST, ROOT_MARK},
};

/// The goal's issues.
pub(super) struct Issues {
    /// Of each area of the tree its closeness to them, four issues to a table.
    near: Vec<Vec<[u16; 4]>>,
    weights: Vec<[u32; 4]>,
    whole: u32,
    /// What each is worth at most, by the marks a source shares with it.
    bounds: Vec<Bound>,
    /// The marks of which a source must share one.
    pub(super) any_mark: u64,
    /// A mark that every source counts as having where the goal names no issue.
    pub(super) free: u64,
    /// Points for an issue of nobody's: what every source gets where the goal names none.
    for_all: u32,
}

/// The most points an issue of the goal can give.
struct Bound {
    branch: u64,
    twig: u64,
    /// To a source that shares the twig's mark (1), the branch's (2) and the root's (4), in all combinations.
    points: [u32; 8],
}

impl Issues {
    pub(super) fn new(ask: &Ask, tree: &Tree) -> Self {
        let mut issues: BTreeMap<u16, u32> = BTreeMap::new();
        for (issue, weight) in ask.issues.iter().filter(|(_, weight)| *weight > 0) {
            *issues.entry(*issue).or_default() += weight;
        }
        let issues: Vec<(u16, u32)> = issues.into_iter().collect();
        let whole: u32 = issues.iter().map(|(_, weight)| weight).sum();
        let (mut near, mut weights) = (Vec::new(), Vec::new());
        for four in issues.chunks(4) {
            let mut weight = [0; 4];
            let mut table = vec![[0; 4]; tree.len()];
            for (at, (issue, w)) in four.iter().enumerate() {
                weight[at] = *w;
                for (close, entry) in tree.near(*issue).into_iter().zip(&mut table) {
                    entry[at] = close;
                }
            }
            near.push(table);
            weights.push(weight);
        }
        let points = |weight: u32, close: u32| {
            let points = u64::from(weight) * u64::from(close) * u64::from(ask.shares.issue);
            u32::try_from(points.div_ceil(u64::from(whole))).unwrap_or(u32::MAX)
        };
        let branches = |issue| tree.mark(issue) & (BRANCH_MARKS | ROOT_MARK);
        let bounds = issues.iter().map(|(issue, weight)| {
            let twig = tree.mark(*issue) & !branches(*issue);
            let close = |shared: usize| {
                let root = if shared & 4 == 0 {
                    0
                } else {
                    u32::from(GENERALIST)
                };
                match (shared & 2 != 0, twig == 0 || shared & 1 != 0) {
                    (false, _) => root,
                    (true, false) => tree.near_at_most(*issue).max(root),
                    (true, true) => 10_000,
                }
            };
            Bound {
                branch: branches(*issue),
                twig,
                points: std::array::from_fn(|shared| points(*weight, close(shared))),
            }
        });
        let marks = issues.iter().map(|(issue, _)| branches(*issue));
        Self {
            any_mark: marks.fold(ROOT_MARK, |all, mark| all | mark),
            free: if whole == 0 { ROOT_MARK } else { 0 },
            for_all: u32::from(GENERALIST) * ask.shares.issue,
            bounds: bounds.collect(),
            near,
            weights,
            whole,
        }
    }

    /// The most points a source with these marks could get.
    #[inline]
    pub(super) fn at_most(&self, marks: u64) -> u32 {
        if self.whole == 0 {
            return self.for_all;
        }
        let root = usize::from(marks & ROOT_MARK != 0) << 2;
        let mut sum = 0;
        for bound in &self.bounds {
            let branch = usize::from(marks & bound.branch != 0) << 1;
            let twig = usize::from(marks & bound.twig != 0);
            sum += bound.points[root | branch | twig];
        }
        sum
    }

    /// How close a source's issues are to the goal's, in basis points.
    #[inline]
    pub(super) fn close(&self, issues: &[u16]) -> u32 {
        if self.whole == 0 {
            return u32::from(GENERALIST);
        }
        let mut sum = 0;
        for (table, weights) in self.near.iter().zip(&self.weights) {
            let mut closest = [0_u16; 4];
            for issue in issues {
                for (closest, close) in closest.iter_mut().zip(table[usize::from(*issue)]) {
                    *closest = (*closest).max(close);
                }
            }
            for (close, weight) in closest.into_iter().zip(weights) {
                sum += weight * u32::from(close);
            }
        }
        sum / self.whole
    }
}
