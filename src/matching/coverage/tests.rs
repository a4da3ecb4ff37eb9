//! The counts of a sweep are those that the rules come to, one pair at a time.

use proptest::prelude::*;

use super::gates::blocks_most;
use crate::matching::{
    engine::{Funnel, Index},
    numbers::Numbering,
    rules::{
        Need, Pocket, ReasonKind, Topic, Verdict, Weights, judge,
        tests::chance::{ISSUES, TODAY, any_need, any_pocket},
    },
};

/// How many gates behind the first a pocket passes before one stops it; `None` if it may not be asked at all.
fn passes(pocket: &Pocket, need: &Need) -> Option<u32> {
    const GATES: [Topic; 5] = [
        Topic::Place,
        Topic::Market,
        Topic::Issue,
        Topic::Terms,
        Topic::Capital,
    ];
    if !pocket.may_be_asked() {
        return None;
    }
    let judgment = judge(pocket, need, TODAY);
    if judgment.verdict == Verdict::Eligible {
        return Some(5);
    }
    let failed = judgment
        .reasons
        .iter()
        .filter(|reason| reason.kind == ReasonKind::Against)
        .filter_map(|reason| GATES.iter().position(|gate| *gate == reason.topic));
    failed.min().and_then(|gate| u32::try_from(gate).ok())
}

fn by_the_rules(pockets: &[Pocket], need: &Need) -> Funnel {
    let passed: Vec<u32> = pockets
        .iter()
        .filter_map(|pocket| passes(pocket, need))
        .collect();
    let at_least = |gates| {
        let count = passed.iter().filter(|passed| **passed >= gates).count();
        u32::try_from(count).unwrap()
    };
    Funnel {
        place: at_least(1),
        market: at_least(2),
        issue: at_least(3),
        terms: at_least(4),
        capital: at_least(5),
    }
}

proptest! {
    #[test]
    fn a_sweep_counts_what_the_rules_count(
        pockets in prop::collection::vec(any_pocket(), 0..30),
        later in prop::collection::vec(any_pocket(), 0..5),
        needs in prop::collection::vec(any_need(), 1..4),
    ) {
        let mut numbers = Numbering::new(ISSUES, ["p", "q", "r"]).unwrap();
        let sources = (0..).zip(&pockets);
        let sources = sources.filter_map(|(id, pocket)| numbers.source(id, pocket)).collect();
        let mut index = Index::new(sources, numbers.tree.clone()).unwrap();
        // Some are written anew over the first ones, so both sets of columns are looked into.
        let mut now = pockets.clone();
        for (at, pocket) in later.into_iter().enumerate().take(now.len()) {
            let id = u128::try_from(at).unwrap();
            let written: Vec<_> = numbers.source(id, &pocket).into_iter().collect();
            index.change(written, &[id]).unwrap();
            now[at] = pocket;
        }
        let mut used = index.nobody();
        let mut useful = vec![false; now.len()];
        for need in &needs {
            let ask = numbers.ask(need, Weights::default(), TODAY);
            let funnel = index.sweep(&ask, &mut used).unwrap();
            prop_assert_eq!(funnel, by_the_rules(&now, need));
            prop_assert_eq!(blocks_most(funnel).is_none(), funnel.capital > 0);
            for (pocket, useful) in now.iter().zip(&mut useful) {
                *useful |= passes(pocket, need) == Some(5);
            }
        }
        let of_no_use = (0_u128..).zip(now.iter().zip(&useful));
        let of_no_use = of_no_use.filter(|(_, (pocket, useful))| pocket.may_be_asked() && !**useful);
        let of_no_use: Vec<u128> = of_no_use.map(|(id, _)| id).collect();
        prop_assert_eq!(index.unused(&used), of_no_use);
    }

    #[test]
    fn supply_counts_those_that_serve_a_place_by_branch(
        pockets in prop::collection::vec(any_pocket(), 0..30),
        mut need in any_need(),
    ) {
        need.places.truncate(1);
        let mut numbers = Numbering::new(ISSUES, ["p", "q", "r"]).unwrap();
        let sources = (0..).zip(&pockets);
        let sources = sources.filter_map(|(id, pocket)| numbers.source(id, pocket)).collect();
        let index = Index::new(sources, numbers.tree.clone()).unwrap();
        let ask = crate::matching::engine::Ask {
            places: numbers.places(&need),
            ..Default::default()
        };
        let funds = |pocket: &Pocket, branch: &str| {
            pocket.issues.iter().any(|issue| {
                issue.code.is_empty() || issue.code.split('.').next() == Some(branch)
            })
        };
        let expected: Vec<u32> = numbers.branches().iter().map(|branch| {
            let those = pockets.iter().filter(|pocket| {
                passes(pocket, &need).is_some_and(|gates| gates >= 1) && funds(pocket, branch)
            });
            u32::try_from(those.count()).unwrap()
        }).collect();
        prop_assert_eq!(index.supply(&ask), expected);
    }
}
