//! How a ranking moves from one way of weighing to another.

use std::{collections::HashMap, hash::Hash};

/// Where something stands in both, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<I> {
    pub id: I,
    pub before: usize,
    pub after: usize,
}

/// The first `most` of the new order, and those that were among the first `most` and no longer are, both in the order shown.
/// What is in only one of the two is left out: weights change an order, never who is in it.
pub fn moves<I: Copy + Eq + Hash>(
    before: &[I],
    after: &[I],
    most: usize,
) -> (Vec<Move<I>>, Vec<Move<I>>) {
    let places = |order: &[I]| -> HashMap<I, usize> { order.iter().copied().zip(1..).collect() };
    let (was, is) = (places(before), places(after));
    let moved = |id: &I| {
        Some(Move {
            id: *id,
            before: *was.get(id)?,
            after: *is.get(id)?,
        })
    };
    let first = after.iter().take(most).filter_map(moved).collect();
    let dropped = before.iter().take(most).filter_map(moved);
    let dropped = dropped.filter(|moved| moved.after > most).collect();
    (first, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_rises_enters_and_drops_out() {
        let at = |id, before, after| Move { id, before, after };
        let (first, dropped) = moves(&['a', 'b', 'c', 'd'], &['c', 'a', 'd', 'b'], 2);
        assert_eq!(first, [at('c', 3, 1), at('a', 1, 2)]);
        assert_eq!(dropped, [at('b', 2, 4)]);
        assert_eq!(moves::<char>(&[], &[], 20), (vec![], vec![]));
        let (same, none) = moves(&['a'], &['a'], 20);
        assert_eq!((same, none), (vec![at('a', 1, 1)], vec![]));
    }
}
