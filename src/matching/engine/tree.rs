//! The tree of issue areas, and how close two of them are.

/// The root: a source tagged with it funds any issue.
pub const ROOT: u16 = 0;

/// A source tagged with the root, or any source for a goal without issues, in basis points.
pub(super) const GENERALIST: u16 = 4_000;
/// One level up from the goal's issue, in basis points.
const UP: u32 = 8_500;
/// One level down towards the source's issue, in basis points.
const DOWN: u32 = 7_000;
/// The bit of a [`Tree::mark`] that stands for the root. The 15 below it are shared by the root's children, the 48 above by
/// their children.
pub(super) const ROOT_MARK: u64 = 1 << 15;
/// The bits that two areas share that have anything to do with each other.
pub(super) const BRANCH_MARKS: u64 = ROOT_MARK - 1;

/// Why a list of parents is no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTree {
    #[error("The issue areas have no root")]
    Empty,
    #[error("Issue area {0} has a parent that does not exist")]
    NoParent(u16),
    #[error("Issue area {0} lies under itself")]
    Cycle(u16),
}

/// Issue areas by number, each under its parent; number 0 is the root.
#[derive(Debug, Clone)]
pub struct Tree {
    parent: Vec<u16>,
    depth: Vec<u8>,
    /// See [`Tree::mark`].
    marks: Vec<u64>,
    /// See [`Tree::branch_bits`].
    branch_bits: Vec<u64>,
    /// Every area but the root, parents before their children.
    order: Vec<u16>,
}

impl Default for Tree {
    /// Nothing but the root.
    fn default() -> Self {
        Self {
            parent: vec![0],
            depth: vec![0],
            marks: vec![ROOT_MARK],
            branch_bits: vec![u64::MAX],
            order: Vec::new(),
        }
    }
}

impl Tree {
    /// A tree of a parent for each area; the root's own entry is not read.
    pub fn new(parent: Vec<u16>) -> Result<Self, BadTree> {
        if parent.is_empty() {
            return Err(BadTree::Empty);
        }
        let mut tree = Self {
            depth: vec![0; parent.len()],
            marks: vec![ROOT_MARK; parent.len()],
            branch_bits: vec![u64::MAX; parent.len()],
            order: Vec::new(),
            parent,
        };
        for area in 1..tree.parent.len() {
            let (mut at, mut steps) = (area, 0_usize);
            let (mut branch, mut twig) = (area, None);
            while at != 0 {
                twig = (at != area || twig.is_some()).then_some(branch);
                branch = at;
                at = usize::from(tree.parent[at]);
                steps += 1;
                let named = u16::try_from(area).unwrap_or(u16::MAX);
                if at >= tree.parent.len() {
                    return Err(BadTree::NoParent(named));
                }
                if steps > tree.parent.len().min(250) {
                    return Err(BadTree::Cycle(named));
                }
            }
            tree.depth[area] = u8::try_from(steps).unwrap_or(u8::MAX);
            let twig = twig.map_or(0, |twig| 1_u64 << (16 + twig % 48));
            tree.marks[area] = 1_u64 << (branch % 15) | twig;
        }
        tree.order = (1..tree.parent.len())
            .filter_map(|area| u16::try_from(area).ok())
            .collect();
        tree.order
            .sort_by_key(|area| tree.depth[usize::from(*area)]);
        let branches = tree.branches();
        for area in tree.order.iter().copied().map(usize::from) {
            let own = branches
                .iter()
                .position(|branch| usize::from(*branch) == area);
            let above = tree.branch_bits[usize::from(tree.parent[area])];
            tree.branch_bits[area] = own.map_or(above, |at| 1 << at.min(63));
        }
        Ok(tree)
    }

    /// How many areas there are, the root included.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Never: there is always a root.
    pub fn is_empty(&self) -> bool {
        self.parent.is_empty()
    }

    /// Closeness of a source's area to a goal's in basis points (matching and scheduling, 2.1); floor at each step.
    pub fn similarity(&self, goal: u16, source: u16) -> u16 {
        if source == ROOT {
            return GENERALIST;
        }
        let (mut a, mut b) = (usize::from(goal), usize::from(source));
        let (mut up, mut down) = (0, 0);
        while self.depth[a] > self.depth[b] {
            (a, up) = (usize::from(self.parent[a]), up + 1);
        }
        while self.depth[b] > self.depth[a] {
            (b, down) = (usize::from(self.parent[b]), down + 1);
        }
        while a != b {
            (a, up) = (usize::from(self.parent[a]), up + 1);
            (b, down) = (usize::from(self.parent[b]), down + 1);
        }
        if a == 0 {
            return 0;
        }
        let factors = std::iter::repeat_n(UP, up).chain(std::iter::repeat_n(DOWN, down));
        let close = factors.fold(10_000, |close, factor| close * factor / 10_000);
        u16::try_from(close).unwrap_or(u16::MAX)
    }

    /// Closeness of every area to a goal's: what [`Self::similarity`] says of each, in one walk.
    pub(super) fn near(&self, goal: u16) -> Vec<u16> {
        let mut near = vec![0; self.len()];
        near[0] = GENERALIST;
        let (mut at, mut close) = (usize::from(goal), 10_000);
        while at != 0 {
            near[at] = u16::try_from(close).unwrap_or(u16::MAX);
            (at, close) = (usize::from(self.parent[at]), close * UP / 10_000);
        }
        for area in &self.order {
            let (area, parent) = (
                usize::from(*area),
                usize::from(self.parent[usize::from(*area)]),
            );
            if near[area] == 0 && parent != 0 {
                let close = u32::from(near[parent]) * DOWN / 10_000;
                near[area] = u16::try_from(close).unwrap_or(u16::MAX);
            }
        }
        near
    }

    /// Bits that tell areas apart cheaply: one for the child of the root an area lies under, one for that child's child.
    /// Two areas that are at all close share the first, and those closer than the branch's own closeness the second.
    pub(super) fn mark(&self, area: u16) -> u64 {
        self.marks[usize::from(area)]
    }

    /// The areas right under the root, by number.
    pub fn branches(&self) -> Vec<u16> {
        let under_root = |area: &u16| self.parent[usize::from(*area)] == ROOT;
        let mut branches: Vec<u16> = self.order.iter().copied().filter(under_root).collect();
        branches.sort_unstable();
        branches
    }

    /// A bit for the branch an area lies on, by its place in [`Self::branches`]; all bits for the root. Of more than 63
    /// branches the rest share the last bit.
    pub(super) fn branch_bits(&self, area: u16) -> u64 {
        self.branch_bits[usize::from(area)]
    }

    /// How close a source can be to a goal's area when they share the first bit of [`Self::mark`] and not the second.
    pub(super) fn near_at_most(&self, goal: u16) -> u32 {
        let above = u32::from(self.depth[usize::from(goal)]).saturating_sub(1);
        (0..above).fold(10_000, |close, _| close * UP / 10_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closeness_is_that_of_the_definition() {
        // 1 and 2 under the root; 3 and 4 under 1; 5 under 3.
        let tree = Tree::new(vec![0, 0, 0, 1, 1, 3]).unwrap();
        for (goal, source, close) in [
            (3, 3, 10_000),
            (3, 1, 8_500),
            (1, 3, 7_000),
            (3, 4, 5_950),
            (5, 1, 7_225),
            (5, 4, 5_057),
            (3, 2, 0),
            (3, ROOT, 4_000),
            (ROOT, 3, 0),
        ] {
            assert_eq!(tree.similarity(goal, source), close, "{goal} {source}");
            assert_eq!(
                tree.near(goal)[usize::from(source)],
                close,
                "{goal} {source}"
            );
        }
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        assert_eq!(Tree::new(vec![]).unwrap_err(), BadTree::Empty);
        assert_eq!(Tree::new(vec![0, 9]).unwrap_err(), BadTree::NoParent(1));
        assert_eq!(Tree::new(vec![0, 2, 1]).unwrap_err(), BadTree::Cycle(1));
    }
}
