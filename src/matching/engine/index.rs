//! All funding sources, ready to be asked: columns, what has changed since they were made, and what is gone.

use std::{collections::HashSet, sync::Arc};

use super::{
    Ask, BadAsk, BadSource, Hit, Source, Tree,
    best::Best,
    search::Search,
    segment::{Bits, Segment},
};

/// The index. A clone is cheap, so that readers of the old one need not wait for the next.
#[derive(Debug, Clone, Default)]
pub struct Index {
    tree: Tree,
    base: Arc<Segment>,
    /// Sources that are new or have changed since `base` was made.
    newer: Segment,
    /// Those as they came, to be put together with the next changes.
    changed: Vec<Source>,
    /// Sources of `base` that `newer` replaces or that are no more.
    gone: Bits,
}

/// How large an index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub sources: usize,
    /// Sources that are not in the main columns yet.
    pub newer: usize,
    /// About how much memory it takes.
    pub bytes: usize,
}

impl Index {
    pub fn new(sources: Vec<Source>, tree: Tree) -> Result<Self, BadSource> {
        let base = Arc::new(Segment::new(sources, &tree)?);
        Ok(Self {
            gone: Bits::new(base.len()),
            newer: Segment::default(),
            changed: Vec::new(),
            base,
            tree,
        })
    }

    /// The index after some sources have been written and others removed.
    pub fn change(&mut self, written: Vec<Source>, removed: &[u128]) -> Result<(), BadSource> {
        let touched: HashSet<u128> = written
            .iter()
            .map(|source| source.id)
            .chain(removed.iter().copied())
            .collect();
        let mut changed: Vec<Source> = self.changed.clone();
        changed.retain(|source| !touched.contains(&source.id));
        changed.extend(written);
        let newer = Segment::new(changed.clone(), &self.tree)?;
        for id in touched {
            if let Some(source) = self.base.find(id) {
                self.gone.add(source);
            }
        }
        (self.newer, self.changed) = (newer, changed);
        Ok(())
    }

    /// Whether so much has changed that new columns are worth making.
    pub fn is_worn(&self) -> bool {
        let loose = self.newer.len() + self.gone.count();
        loose > 2_000 && loose > self.base.len() / 20
    }

    /// The best `most` eligible sources: higher score first, then smaller id.
    pub fn best(&self, ask: &Ask, most: usize) -> Result<Vec<Hit>, BadAsk> {
        ask.check(self.tree.len())?;
        let search = Search::new(ask, &self.tree);
        let mut best = Best::new(most);
        search.best_of(&self.base, &self.gone, &mut best);
        search.best_of(&self.newer, &Bits::new(self.newer.len()), &mut best);
        Ok(best.in_order())
    }

    /// Every source that passes all gates, and every one that fails only the capital gate; both best first.
    pub fn all(&self, ask: &Ask) -> Result<(Vec<Hit>, Vec<Hit>), BadAsk> {
        ask.check(self.tree.len())?;
        let search = Search::new(ask, &self.tree);
        let (mut eligible, mut aligned) = (Vec::new(), Vec::new());
        search.all_of(&self.base, &self.gone, &mut eligible, &mut aligned);
        let nobody = Bits::new(self.newer.len());
        search.all_of(&self.newer, &nobody, &mut eligible, &mut aligned);
        for list in [&mut eligible, &mut aligned] {
            list.sort_unstable_by(|a, b| b.cmp(a));
        }
        Ok((eligible, aligned))
    }

    /// The ids of those that serve an area by its number.
    pub fn serving(&self, area: u32) -> impl Iterator<Item = u128> + '_ {
        let base = self.base.rows_in(area).iter();
        let base = base.filter(|row| !self.gone.has(row.source));
        let base = base.map(|row| self.base.id(row.source));
        let newer = self.newer.rows_in(area).iter();
        base.chain(newer.map(|row| self.newer.id(row.source)))
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(super) fn base(&self) -> &Segment {
        &self.base
    }

    pub(super) fn newer(&self) -> &Segment {
        &self.newer
    }

    pub(super) fn gone(&self) -> &Bits {
        &self.gone
    }

    pub fn size(&self) -> Size {
        Size {
            sources: self.base.len() - self.gone.count() + self.newer.len(),
            newer: self.newer.len(),
            bytes: self.base.bytes() + 2 * self.newer.bytes(),
        }
    }
}
