//! Composing a guest list of 40 from 2,000 candidates and of 12 from 300, with eight kinds of money: the search, and the
//! whole answer with its reasons. `benches/compare/compose` holds the result against `HiGHS`.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::composing::rules::{
    Candidate, Instance, Need, Offer, Problem, Wish, compose, final_list,
};

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
}

fn problem(candidates: u16, seats: usize) -> Problem {
    const OFTEN: [u64; 8] = [90, 12, 8, 6, 5, 4, 3, 3];
    let mut draw = Draw(1);
    let needs = (0..8).map(|_| Need {
        amount: 500_000 + draw.below(4_000_000),
        committed: 0,
    });
    let needs = needs.collect();
    let candidates = (0..candidates).map(|id| {
        let offers = (0..8).filter_map(|need| {
            let max = 10_000 + draw.below(400_000);
            (draw.below(100) < OFTEN[need]).then_some(Offer { need, min: 0, max })
        });
        Candidate {
            id: id.into(),
            offers: offers.collect(),
            budget: None,
            chance: u16::try_from(2_000 + draw.below(7_500)).unwrap_or_default(),
            fit: u16::try_from(3_000 + draw.below(6_500)).unwrap_or_default(),
            group: 0,
            local: draw.below(100) < 6,
            first_time: false,
            asks: 0,
        }
    });
    Problem {
        candidates: candidates.collect(),
        needs,
        wish: Wish {
            seats,
            must: [3, 17].into(),
            never: [1, 2].into(),
            locals: 5,
            ..Wish::default()
        },
    }
}

fn composing(criterion: &mut Criterion) {
    for (candidates, seats) in [(300, 12), (2_000, 40)] {
        let question = problem(candidates, seats);
        let Ok(instance) = Instance::new(&question) else {
            continue;
        };
        let size = format!("{candidates} x {seats}");
        criterion.bench_function(&format!("search {size}"), |bench| {
            bench.iter(|| final_list(&instance));
        });
        criterion.bench_function(&format!("compose {size}"), |bench| {
            bench.iter(|| compose(&instance));
        });
    }
}

criterion_group!(benches, composing);
criterion_main!(benches);
