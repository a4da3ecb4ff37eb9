//! The index against the rules: the same verdicts, scores and order, whatever chance brings.

mod order;

use std::iter;

use proptest::prelude::*;

use super::*;
use crate::matching::{
    engine::{Hit, Index},
    rules::{
        Dealings, Match, Verdict, match_up, rank,
        tests::chance::{ISSUES, TODAY, any_dealings, any_need, any_pocket, any_weights},
    },
};

fn by_the_rules(
    pockets: &[Pocket],
    need: &Need,
    dealings: &[Dealings],
    weights: Weights,
) -> [Vec<Hit>; 2] {
    let mut found: Vec<(u128, Match)> = (0..)
        .zip(pockets)
        .map(|(id, pocket)| {
            let at = usize::try_from(id).unwrap();
            let dealings = dealings.get(at).cloned().unwrap_or_default();
            (id, match_up(pocket, need, dealings, weights, TODAY))
        })
        .collect();
    rank(&mut found);
    [Verdict::Eligible, Verdict::AlignedNoOpenLine].map(|verdict| {
        let of = found
            .iter()
            .filter(|(_, each)| each.judgment.verdict == verdict);
        of.map(|(id, each)| Hit {
            id: *id,
            score: each.found_score(),
        })
        .collect()
    })
}

impl Match {
    fn found_score(&self) -> u32 {
        let score = self.fit.as_ref().map_or(0, |fit| fit.score);
        u32::try_from(score).unwrap()
    }
}

fn index(pockets: &[Pocket]) -> (Index, Numbering) {
    let mut numbers = Numbering::new(ISSUES, ["p", "q", "r"]).unwrap();
    let sources = (0..).zip(pockets);
    let sources = sources
        .filter_map(|(id, pocket)| numbers.source(id, pocket))
        .collect();
    (Index::new(sources, numbers.tree.clone()).unwrap(), numbers)
}

proptest! {
    #[test]
    fn the_index_says_what_the_rules_say(
        pockets in prop::collection::vec(any_pocket(), 0..40),
        need in any_need(),
        dealings in prop::collection::vec(any_dealings(), 0..40),
        weights in any_weights(),
        most in 0..12_usize,
    ) {
        let [eligible, aligned] = by_the_rules(&pockets, &need, &dealings, weights);
        let (index, numbers) = index(&pockets);
        let mut ask = numbers.ask(&need, weights, TODAY);
        know(&mut ask, weights, (0..).zip(dealings));
        let best = index.best(&ask, most).unwrap();
        prop_assert_eq!(&best[..], &eligible[..most.min(eligible.len())]);
        prop_assert_eq!(index.all(&ask).unwrap(), (eligible, aligned));
    }

    #[test]
    fn the_first_few_are_the_first_of_more_and_the_others_do_not_matter(
        pockets in prop::collection::vec(any_pocket(), 1..30),
        need in any_need(),
        dealings in prop::collection::vec(any_dealings(), 0..30),
        weights in any_weights(),
        gone in 0..30_u128,
    ) {
        let (mut index, numbers) = index(&pockets);
        let mut ask = numbers.ask(&need, weights, TODAY);
        know(&mut ask, weights, (0..).zip(dealings));
        let (five, twenty) = (index.best(&ask, 5).unwrap(), index.best(&ask, 20).unwrap());
        prop_assert_eq!(&five[..], &twenty[..twenty.len().min(5)]);
        let (mut eligible, mut aligned) = index.all(&ask).unwrap();
        index.change(Vec::new(), &[gone]).unwrap();
        eligible.retain(|hit| hit.id != gone);
        aligned.retain(|hit| hit.id != gone);
        prop_assert_eq!(index.all(&ask).unwrap(), (eligible, aligned));
    }

    /// From the goal all sources are asked; from the funder its own alone, about every goal (`reverse`).
    #[test]
    fn a_pair_scores_the_same_from_both_sides(
        pockets in prop::collection::vec(any_pocket(), 1..12),
        needs in prop::collection::vec(any_need(), 1..4),
        dealings in prop::collection::vec(any_dealings(), 12),
        weights in any_weights(),
    ) {
        let (all, numbers) = index(&pockets);
        for need in &needs {
            let mut ask = numbers.ask(need, weights, TODAY);
            know(&mut ask, weights, (0..).zip(dealings.clone()));
            let (eligible, aligned) = all.all(&ask).unwrap();
            for ((id, pocket), dealings) in (0..).zip(&pockets).zip(&dealings) {
                let mut numbers = numbers.clone();
                let own = numbers.source(id, pocket).into_iter().collect();
                let own = Index::new(own, numbers.tree.clone()).unwrap();
                let of = |hits: &[Hit]| -> Vec<Hit> {
                    hits.iter().filter(|hit| hit.id == id).copied().collect()
                };
                let mut ask = numbers.ask(need, weights, TODAY);
                know(&mut ask, weights, iter::once((id, dealings.clone())));
                let found = own.all(&ask).unwrap();
                let fit = match_up(pocket, need, dealings.clone(), weights, TODAY).fit;
                let scores = found.0.iter().chain(&found.1).map(|hit| u64::from(hit.score));
                prop_assert_eq!(scores.collect::<Vec<_>>(), fit.map(|fit| fit.score).into_iter().collect::<Vec<_>>());
                prop_assert_eq!(found, (of(&eligible), of(&aligned)));
            }
        }
    }

    #[test]
    fn changes_leave_what_a_new_index_would_hold(
        before in prop::collection::vec(any_pocket(), 1..20),
        after in prop::collection::vec(any_pocket(), 1..20),
        dropped in prop::collection::btree_set(0..24_u128, 0..6),
        need in any_need(),
    ) {
        let (mut changed, mut numbers) = index(&before);
        let mut now = before.clone();
        for (at, pocket) in after.into_iter().enumerate().map(|(at, pocket)| (at * 2, pocket)) {
            let id = u128::try_from(at).unwrap();
            let written: Vec<Source> = numbers.source(id, &pocket).into_iter().collect();
            let gone = if written.is_empty() { vec![id] } else { Vec::new() };
            changed.change(written, &gone).unwrap();
            if at < now.len() {
                now[at] = pocket;
            } else {
                now.resize(at, Pocket { active: false, ..pocket.clone() });
                now.push(pocket);
            }
        }
        let dropped: Vec<u128> = dropped.into_iter().collect();
        changed.change(Vec::new(), &dropped).unwrap();
        for id in dropped {
            if let Some(pocket) = now.get_mut(usize::try_from(id).unwrap()) {
                pocket.active = false;
            }
        }
        let [eligible, aligned] = by_the_rules(&now, &need, &[], Weights::default());
        let ask = numbers.ask(&need, Weights::default(), TODAY);
        prop_assert_eq!(changed.all(&ask).unwrap(), (eligible, aligned));
    }
}
