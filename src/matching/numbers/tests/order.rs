//! Sources as sets: their order, what they say twice and how many there are change nothing.

use super::*;
use crate::matching::rules::tests::chance::{need, pocket};

/// The same source, with every list turned round and said twice.
fn said_twice(source: &Source) -> Source {
    fn twice<T: Clone>(list: &[T]) -> Vec<T> {
        list.iter().rev().chain(list).cloned().collect()
    }
    Source {
        areas: twice(&source.areas),
        issues: twice(&source.issues),
        offers: twice(&source.offers),
        ..source.clone()
    }
}

fn sources(pockets: &[Pocket], numbers: &mut Numbering) -> Vec<Source> {
    let sources = (0..).zip(pockets);
    sources
        .filter_map(|(id, pocket)| numbers.source(id, pocket))
        .collect()
}

proptest! {
    #[test]
    fn order_and_repetition_change_nothing(
        (pockets, turned) in prop::collection::vec(any_pocket(), 1..30).prop_flat_map(|pockets| {
            let order: Vec<usize> = (0..pockets.len()).collect();
            (Just(pockets), Just(order).prop_shuffle())
        }),
        need in any_need(),
        weights in any_weights(),
    ) {
        let (index, mut numbers) = index(&pockets);
        let ask = numbers.ask(&need, weights, TODAY);
        let all = sources(&pockets, &mut numbers);
        let mut again: Vec<Source> = turned.iter().filter_map(|at| all.get(*at)).map(said_twice).collect();
        again.extend(all.iter().filter(|one| !again.iter().any(|other| other.id == one.id)).cloned().collect::<Vec<_>>());
        // Of several rows of one source the last counts.
        let mut older: Vec<Source> = all.iter().map(|one| Source { areas: vec![0], issues: vec![0], offers: Vec::new(), ..one.clone() }).collect();
        older.extend(again);
        let other = Index::new(older, numbers.tree.clone()).unwrap();
        prop_assert_eq!(other.all(&ask).unwrap(), index.all(&ask).unwrap());
        prop_assert_eq!(other.best(&ask, 7).unwrap(), index.best(&ask, 7).unwrap());
    }

    #[test]
    fn of_equals_the_smaller_ids_come_first_also_where_most_are_skipped(
        one in pocket(),
        need in need(),
        weights in any_weights(),
    ) {
        let (index, numbers) = index(&vec![one; 1_000]);
        let ask = numbers.ask(&need, weights, TODAY);
        let (eligible, _) = index.all(&ask).unwrap();
        let five: Vec<u128> = index.best(&ask, 5).unwrap().iter().map(|hit| hit.id).collect();
        let expected: &[u128] = if eligible.is_empty() { &[] } else { &[0, 1, 2, 3, 4] };
        prop_assert_eq!(five.as_slice(), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// More rows of one area than are looked at in one go, so that whole blocks are skipped by their bounds.
    #[test]
    fn thousands_are_ranked_as_the_rules_rank_them(
        pockets in prop::collection::vec(any_pocket(), 2_000),
        need in any_need(),
        weights in any_weights(),
    ) {
        let [eligible, aligned] = by_the_rules(&pockets, &need, &[], weights);
        let (index, numbers) = index(&pockets);
        let ask = numbers.ask(&need, weights, TODAY);
        for most in [1, 20, 300] {
            prop_assert_eq!(&index.best(&ask, most).unwrap()[..], &eligible[..most.min(eligible.len())]);
        }
        prop_assert_eq!(index.all(&ask).unwrap(), (eligible, aligned));
    }
}
