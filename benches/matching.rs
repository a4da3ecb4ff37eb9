//! The best 20 of 50,000 made-up funding sources for a goal, and the whole list of them. `benches/compare/matching` holds
//! the index against other engines on 300,000.

use std::collections::HashMap;

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::matching::engine::{
    Ask, Index, Known, NATION, Offered, Opening, Shares, Source, Tree,
};

const SOURCES: u64 = 50_000;
/// Twelve branches with eight areas each, and six below each of those.
const BRANCHES: u16 = 12;

/// Numbers that look drawn: a congruence with a power of two.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn small(&mut self, most: u64) -> u16 {
        u16::try_from(self.below(most)).unwrap_or_default()
    }
}

fn parents() -> Vec<u16> {
    let below = |above: std::ops::Range<u16>, each: usize| {
        above.flat_map(move |parent| std::iter::repeat_n(parent, each))
    };
    let twigs = BRANCHES + 1..BRANCHES + 1 + 8 * BRANCHES;
    std::iter::repeat_n(0, usize::from(BRANCHES) + 1)
        .chain(below(1..BRANCHES + 1, 8))
        .chain(below(twigs, 6))
        .collect()
}

fn source(id: u64, issues: u64, draw: &mut Draw) -> Source {
    let offers = (0..8).filter_map(|kind| {
        let often = if kind == 0 { 92 } else { 5 };
        let max = 1_000 + draw.below(500_000);
        (draw.below(100) < often).then_some(Offered {
            kind,
            min: max / 10,
            max,
        })
    });
    let offers = offers.collect();
    Source {
        id: id.into(),
        areas: vec![match draw.below(10) {
            0..2 => NATION,
            2..4 => 1 + u32::from(draw.small(50)),
            _ => 100 + u32::from(draw.small(300)),
        }],
        issues: (0..=draw.below(6)).map(|_| draw.small(issues)).collect(),
        offers,
        known: Known {
            relationship: if draw.below(20) == 0 {
                draw.small(10_000)
            } else {
                0
            },
            history: 0,
        },
        ..Source::default()
    }
}

fn ask(issues: u64, draw: &mut Draw) -> Ask {
    Ask {
        places: vec![vec![(100, 10_000), (1, 7_000), (NATION, 5_000)]],
        issues: vec![
            (13 + draw.small(issues - 13), 2),
            (13 + draw.small(issues - 13), 1),
        ],
        open: (0..4)
            .map(|kind| Opening {
                kind,
                open: 750_000,
                largest: 500_000,
            })
            .collect(),
        unmet: 0,
        people: 0,
        needed_until: i16::MIN,
        shares: Shares {
            place: 15,
            issue: 30,
            capital: 30,
            people: 10,
            relationship: 10,
            history: 5,
            timing: 0,
        },
        known: HashMap::new(),
        cycles: Vec::new(),
        loads: HashMap::new(),
        takes_any_part: true,
    }
}

fn matching(criterion: &mut Criterion) {
    let (parents, mut draw) = (parents(), Draw(7));
    let issues = u64::try_from(parents.len()).unwrap_or_default();
    let sources = (0..SOURCES)
        .map(|id| source(id, issues, &mut draw))
        .collect();
    let index = Tree::new(parents)
        .ok()
        .and_then(|tree| Index::new(sources, tree).ok())
        .unwrap_or_default();
    let asks: Vec<Ask> = (0..20).map(|_| ask(issues, &mut draw)).collect();
    let mut each = asks.iter().cycle();
    criterion.bench_function("the best 20 of 50,000", |bench| {
        bench.iter(|| each.next().map(|ask| index.best(ask, 20)));
    });
    let mut each = asks.iter().cycle();
    criterion.bench_function("all of 50,000", |bench| {
        bench.iter(|| each.next().map(|ask| index.all(ask)));
    });
}

criterion_group!(benches, matching);
criterion_main!(benches);
