//! One goal against the columns.

use std::collections::HashMap;

use super::{
    Ask, Hit, Known, Tree,
    best::Best,
    capital::{OpenKinds, Reach},
    issues::Issues,
    row::Row,
    segment::{Bits, Segment},
};

/// When source or goal names no population, in basis points.
const NAMES_NOBODY: u32 = 6_000;
/// Where [`Search::people`] keeps the points of a source that names nobody.
const NOBODY: usize = 33;
/// How many rows are looked at together.
const BLOCK: usize = 256;

/// A goal's tables, made once and read for every row.
pub(super) struct Search<'a> {
    pub(super) ask: &'a Ask,
    pub(super) areas: Vec<(u32, u16)>,
    pub(super) issues: Issues,
    pub(super) kinds: OpenKinds,
    /// Points for naming so many of the goal's populations.
    people: [u32; NOBODY + 1],
}

/// What of a row is exact before its issues and offers are looked up.
#[derive(Clone, Copy)]
struct Candidate<'r> {
    row: &'r Row,
    points: u32,
}

/// What is known of single sources, by their number in a segment.
struct Marked {
    set: Bits,
    known: HashMap<u32, Known>,
}

impl<'a> Search<'a> {
    pub(super) fn new(ask: &'a Ask, tree: &Tree) -> Self {
        Self {
            areas: ask.areas(),
            issues: Issues::new(ask, tree),
            kinds: OpenKinds::new(&ask.open),
            people: people_points(ask),
            ask,
        }
    }

    /// Offers the best eligible sources; `gone` are passed over.
    pub(super) fn best_of(&self, segment: &Segment, gone: &Bits, best: &mut Best) {
        let shares = self.ask.shares;
        self.each::<true>(segment, gone, |of| {
            let row = of.row;
            let most = of.points + self.kinds.at_most(row.kinds) * shares.capital;
            if !best.could_take(most + self.issues.at_most(row.marks.whole())) {
                return;
            }
            let issue = self.issues.close(segment.issues_of(row));
            if issue == 0 || !best.could_take(most + issue * shares.issue) {
                return;
            }
            let reach = self.kinds.reach(segment.offers_of(row.source));
            if self.takes(reach) {
                best.offer(self.hit(segment, of, issue, reach));
            }
        });
    }

    /// Every source that passes all gates but the capital gate, scored: those that pass that too, and those that do not.
    pub(super) fn all_of(
        &self,
        segment: &Segment,
        gone: &Bits,
        eligible: &mut Vec<Hit>,
        aligned: &mut Vec<Hit>,
    ) {
        self.each::<false>(segment, gone, |of| {
            let row = of.row;
            let issue = self.issues.close(segment.issues_of(row));
            if issue == 0 {
                return;
            }
            let reach = self.kinds.reach(segment.offers_of(row.source));
            let list = if self.takes(reach) {
                &mut *eligible
            } else {
                &mut *aligned
            };
            list.push(self.hit(segment, of, issue, reach));
        });
    }

    pub(super) fn takes(&self, reach: Reach) -> bool {
        reach.fits && (reach.points > 0 || self.ask.takes_any_part)
    }

    fn hit(&self, segment: &Segment, of: Candidate<'_>, issue: u32, reach: Reach) -> Hit {
        let id = segment.id(of.row.source);
        let shares = self.ask.shares;
        let points = of.points + issue * shares.issue + u32::from(reach.points) * shares.capital;
        let load = self.ask.loads.get(&id).copied().unwrap_or(0);
        Hit {
            id,
            score: points.saturating_sub(load),
        }
    }

    /// Calls `visit` once for each source that serves the goal, meets it on every cheap gate and shares a branch with it.
    #[inline]
    fn each<const WITH_OFFER: bool>(
        &self,
        segment: &Segment,
        gone: &Bits,
        mut visit: impl FnMut(Candidate<'_>),
    ) {
        let ask = self.ask;
        let marked = self.marked(segment);
        let mut seen = gone.clone();
        let all_here = gone.is_empty();
        let mut worth = [0_u16; BLOCK];
        for (area, near) in &self.areas {
            for rows in segment.rows_in(*area).chunks(BLOCK) {
                // Which rows fail is as good as random, so they are sorted out without a branch.
                let mut found = 0;
                for (row, at) in rows.iter().zip(0_u16..) {
                    let unmet = row.conditions.whole() & ask.unmet;
                    let offered = if WITH_OFFER {
                        row.kinds & self.kinds.mask
                    } else {
                        1
                    };
                    let near = (row.marks.whole() | self.issues.free) & self.issues.any_mark;
                    let passes = usize::from(unmet == 0)
                        & usize::from(offered != 0)
                        & usize::from(near != 0);
                    worth[found] = at;
                    found += passes;
                }
                for at in &worth[..found] {
                    let row = &rows[usize::from(*at)];
                    if !(all_here && row.once || seen.add(row.source)) {
                        continue;
                    }
                    let mut near = *near;
                    if row.aside {
                        let aside = segment.aside(row.source);
                        let Some(served) = aside.and_then(|aside| aside.nearness(ask)) else {
                            continue;
                        };
                        near = served;
                    }
                    visit(Candidate {
                        row,
                        points: u32::from(near) * ask.shares.place
                            + self.fixed(row, marked.as_ref()),
                    });
                }
            }
        }
    }

    /// Points for whom it names, how it is known and when it decides.
    #[inline]
    fn fixed(&self, row: &Row, marked: Option<&Marked>) -> u32 {
        let shares = self.ask.shares;
        let mut known = Known {
            relationship: row.relationship,
            history: row.history,
        };
        if let Some(marked) = marked
            && marked.set.has(row.source)
            && let Some(said) = marked.known.get(&row.source)
        {
            known = *said;
        }
        let cycle = self.ask.cycles.get(usize::from(row.cycle));
        let cycle = cycle.map_or(0, |cycle| u32::from(*cycle).min(10_000));
        self.people(row.people)
            + u32::from(known.relationship) * shares.relationship
            + u32::from(known.history) * shares.history
            + cycle * shares.timing
    }

    #[inline]
    fn people(&self, named: u32) -> u32 {
        let shared = (named & self.ask.people).count_ones() as usize;
        self.people[if named == 0 { NOBODY } else { shared }]
    }

    fn marked(&self, segment: &Segment) -> Option<Marked> {
        if self.ask.known.is_empty() {
            return None;
        }
        let mut marked = Marked {
            set: Bits::new(segment.len()),
            known: HashMap::new(),
        };
        for (id, known) in &self.ask.known {
            if let Some(source) = segment.find(*id) {
                marked.set.add(source);
                let known = Known {
                    relationship: known.relationship.min(10_000),
                    history: known.history.min(10_000),
                };
                marked.known.insert(source, known);
            }
        }
        Some(marked)
    }
}

/// Points by how many of the goal's populations a source names; the last entry is for one that names nobody.
fn people_points(ask: &Ask) -> [u32; NOBODY + 1] {
    let all = ask.people.count_ones();
    let mut points = [NAMES_NOBODY * ask.shares.people; NOBODY + 1];
    for (named, points) in (0..).zip(points.iter_mut().take(NOBODY)) {
        let share = (10_000_u32 * named).checked_div(all);
        *points = share.unwrap_or(NAMES_NOBODY) * ask.shares.people;
    }
    points
}
