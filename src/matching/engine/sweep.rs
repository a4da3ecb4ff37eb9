//! How far the sources get with a goal, counted gate by gate, and which of them any goal can use: what a look at all goals
//! at once is made of. Nothing is scored.

use super::{
    Ask, BadAsk, Index, Tree,
    search::Search,
    segment::{Bits, Segment},
};

/// How many sources pass each gate and all before it, in the order of the gates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Serve one of its places.
    pub place: u32,
    /// And are not held to assessment areas or target markets elsewhere.
    pub market: u32,
    /// And fund something on its branch of the issues.
    pub issue: u32,
    /// And find their own conditions met.
    pub terms: u32,
    /// And offer what an open line takes.
    pub capital: u32,
}

/// Which sources some goal can use.
#[derive(Debug, Clone, Default)]
pub struct Used {
    base: Bits,
    newer: Bits,
}

impl Index {
    /// A note of which sources are used: so far none.
    pub fn nobody(&self) -> Used {
        Used {
            base: Bits::new(self.base().len()),
            newer: Bits::new(self.newer().len()),
        }
    }

    /// How far the sources get with this goal; those that pass every gate are noted in `used`.
    pub fn sweep(&self, ask: &Ask, used: &mut Used) -> Result<Funnel, BadAsk> {
        ask.check(self.tree().len())?;
        let search = Search::new(ask, self.tree());
        let mut funnel = Funnel::default();
        search.sweep(self.base(), self.gone(), &mut funnel, &mut used.base);
        let nobody = Bits::new(self.newer().len());
        search.sweep(self.newer(), &nobody, &mut funnel, &mut used.newer);
        Ok(funnel)
    }

    /// The sources that no goal can use, by rising id.
    pub fn unused(&self, used: &Used) -> Vec<u128> {
        let of = |segment: &Segment, one: &Bits, other: &Bits| -> Vec<u128> {
            let numbers = (0_u32..).take(segment.len());
            let unused = numbers.filter(|number| !one.has(*number) && !other.has(*number));
            unused.map(|number| segment.id(number)).collect()
        };
        let mut unused = of(self.base(), &used.base, self.gone());
        unused.extend(of(self.newer(), &used.newer, &Bits::default()));
        unused.sort_unstable();
        unused
    }

    /// How many sources that serve one of these places fund something on each branch of the issues, in the order of
    /// [`Tree::branches`]. A source of any issue counts on every branch.
    pub fn supply(&self, ask: &Ask) -> Vec<u32> {
        let mut counts = vec![0; self.tree().branches().len()];
        let search = Search::new(ask, self.tree());
        search.supply(self.base(), self.gone(), self.tree(), &mut counts);
        let nobody = Bits::new(self.newer().len());
        search.supply(self.newer(), &nobody, self.tree(), &mut counts);
        counts
    }
}

impl Search<'_> {
    fn sweep(&self, segment: &Segment, gone: &Bits, funnel: &mut Funnel, used: &mut Bits) {
        let ask = self.ask;
        let mut seen = gone.clone();
        for row in self
            .areas
            .iter()
            .flat_map(|(area, _)| segment.rows_in(*area))
        {
            if !seen.add(row.source) {
                continue;
            }
            let aside = segment.aside(row.source).filter(|_| row.aside);
            if aside.is_some_and(|aside| aside.serves(ask).is_none()) {
                continue;
            }
            funnel.place += 1;
            if aside.is_some_and(|aside| !aside.is_held_to(ask)) {
                continue;
            }
            funnel.market += 1;
            let near = (row.marks.whole() | self.issues.free) & self.issues.any_mark;
            if near == 0 || self.issues.close(segment.issues_of(row)) == 0 {
                continue;
            }
            funnel.issue += 1;
            let pays = aside.is_none_or(|aside| aside.pays_in(ask));
            if !pays || row.conditions.whole() & ask.unmet != 0 {
                continue;
            }
            funnel.terms += 1;
            if row.kinds & self.kinds.mask == 0 {
                continue;
            }
            if self.takes(self.kinds.reach(segment.offers_of(row.source))) {
                funnel.capital += 1;
                used.add(row.source);
            }
        }
    }

    fn supply(&self, segment: &Segment, gone: &Bits, tree: &Tree, counts: &mut [u32]) {
        let mut seen = gone.clone();
        for row in self
            .areas
            .iter()
            .flat_map(|(area, _)| segment.rows_in(*area))
        {
            if !seen.add(row.source) {
                continue;
            }
            let aside = segment.aside(row.source).filter(|_| row.aside);
            if aside.is_some_and(|aside| aside.serves(self.ask).is_none()) {
                continue;
            }
            let mut branches: u64 = 0;
            for issue in segment.issues_of(row) {
                branches |= tree.branch_bits(*issue);
            }
            for (at, count) in counts.iter_mut().enumerate() {
                *count += u32::from(branches >> at.min(63) & 1 == 1);
            }
        }
    }
}
