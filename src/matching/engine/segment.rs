//! Sources as columns: rows by area, and what is looked up only for those worth it.

use std::collections::HashMap;

use super::{
    Aside, BadSource, Source, Tree,
    capital::in_order,
    row::{Halves, Row},
};

/// A set of numbers below a fixed one.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn new(below: usize) -> Self {
        Self(vec![0; below.div_ceil(64)])
    }

    #[inline]
    pub(super) fn has(&self, at: u32) -> bool {
        let word = self.0.get(at as usize / 64).copied().unwrap_or(0);
        word >> (at % 64) & 1 == 1
    }

    /// Adds a number; whether it was new.
    #[inline]
    pub(super) fn add(&mut self, at: u32) -> bool {
        let Some(word) = self.0.get_mut(at as usize / 64) else {
            return false;
        };
        let bit = 1_u64 << (at % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// The offers of one source.
#[derive(Clone, Copy)]
pub(super) struct OfferColumns<'a> {
    pub(super) kinds: &'a [u8],
    pub(super) mins: &'a [u64],
    pub(super) maxs: &'a [u64],
}

/// Some sources, numbered so that those of one area lie together in every column.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    ids: Vec<u128>,
    /// Their numbers by rising id.
    by_id: Vec<u32>,
    rows: Vec<Row>,
    /// Each area that is served, with where its rows begin; they end where the next one's begin.
    areas: Vec<(u32, u32)>,
    issues: Vec<u16>,
    offer_ends: Vec<u32>,
    kinds: Vec<u8>,
    mins: Vec<u64>,
    maxs: Vec<u64>,
    asides: HashMap<u32, Aside>,
}

fn short(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl Segment {
    /// Columns of these sources; of several with one id the last counts.
    pub(super) fn new(mut sources: Vec<Source>, tree: &Tree) -> Result<Self, BadSource> {
        sources.reverse();
        sources.sort_by_key(|source| source.id);
        sources.dedup_by_key(|source| source.id);
        sources.sort_by_key(|source| source.areas.iter().min().copied());
        let mut made = Self::default();
        let mut rows: Vec<(u32, Row)> = Vec::with_capacity(sources.len());
        for source in sources {
            source.check(tree.len())?;
            made.take(source, tree, &mut rows);
        }
        rows.sort_by_key(|(area, row)| (*area, row.source));
        for (at, (area, row)) in rows.into_iter().enumerate() {
            if made.areas.last().is_none_or(|(last, _)| *last != area) {
                made.areas.push((area, short(at)));
            }
            made.rows.push(row);
        }
        made.rows.shrink_to_fit();
        made.by_id = (0..short(made.ids.len())).collect();
        made.by_id
            .sort_unstable_by_key(|source| made.ids[*source as usize]);
        Ok(made)
    }

    fn take(&mut self, source: Source, tree: &Tree, rows: &mut Vec<(u32, Row)>) {
        let number = short(self.ids.len());
        self.ids.push(source.id);
        let (mut areas, mut issues) = (source.areas.clone(), source.issues.clone());
        issues.sort_unstable();
        issues.dedup();
        let marks = issues.iter().fold(0, |set, issue| set | tree.mark(*issue));
        let issues_at = short(self.issues.len());
        self.issues.extend(&issues);
        let mut kinds = 0;
        for offer in in_order(&source.offers) {
            kinds |= 1 << (offer.kind & 31);
            self.kinds.push(offer.kind);
            self.mins.push(offer.min);
            self.maxs.push(offer.max);
        }
        self.offer_ends.push(short(self.kinds.len()));
        areas.sort_unstable();
        areas.dedup();
        let row = Row {
            once: areas.len() == 1,
            aside: source.aside.is_some(),
            source: number,
            issues_at,
            issues: u16::try_from(issues.len()).unwrap_or(u16::MAX),
            kinds,
            conditions: Halves::of(source.conditions),
            marks: Halves::of(marks),
            people: source.people,
            relationship: source.known.relationship.min(10_000),
            history: source.known.history.min(10_000),
            cycle: source.cycle,
        };
        rows.extend(areas.into_iter().map(|area| (area, row)));
        if let Some(aside) = source.aside {
            self.asides.insert(number, aside);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, source: u32) -> u128 {
        self.ids[source as usize]
    }

    pub(super) fn find(&self, id: u128) -> Option<u32> {
        let found = self
            .by_id
            .binary_search_by_key(&id, |source| self.id(*source));
        found.ok().map(|at| self.by_id[at])
    }

    /// The rows of an area.
    pub(super) fn rows_in(&self, area: u32) -> &[Row] {
        let Ok(at) = self.areas.binary_search_by_key(&area, |(of, _)| *of) else {
            return &[];
        };
        let from = self.areas[at].1 as usize;
        let to = self.areas.get(at + 1);
        let to = to.map_or(self.rows.len(), |(_, next)| *next as usize);
        &self.rows[from..to]
    }

    #[inline]
    pub(super) fn issues_of(&self, row: &Row) -> &[u16] {
        let from = row.issues_at as usize;
        &self.issues[from..from + usize::from(row.issues)]
    }

    #[inline]
    pub(super) fn offers_of(&self, source: u32) -> OfferColumns<'_> {
        let at = source as usize;
        let from = if at == 0 {
            0
        } else {
            self.offer_ends[at - 1] as usize
        };
        let to = self.offer_ends[at] as usize;
        OfferColumns {
            kinds: &self.kinds[from..to],
            mins: &self.mins[from..to],
            maxs: &self.maxs[from..to],
        }
    }

    pub(super) fn aside(&self, source: u32) -> Option<&Aside> {
        self.asides.get(&source)
    }

    /// About how many bytes it takes, ids included.
    pub(super) fn bytes(&self) -> usize {
        let aside = |aside: &Aside| {
            size_of::<(u32, Aside)>()
                + 4 * (aside.areas.len() + aside.left_out.len() + aside.assessed.len())
                + size_of_val(aside.markets.as_slice())
        };
        size_of_val(self.ids.as_slice())
            + size_of_val(self.rows.as_slice())
            + size_of_val(self.areas.as_slice())
            + size_of_val(self.by_id.as_slice())
            + size_of_val(self.issues.as_slice())
            + size_of_val(self.offer_ends.as_slice())
            + self.kinds.len()
            + size_of_val(self.mins.as_slice())
            + size_of_val(self.maxs.as_slice())
            + self.asides.values().map(aside).sum::<usize>()
    }
}
