//! Which convenings a funder goes to once the dates stand: the most valuable that it can reach one after the other.

use super::{
    board::{Board, Guest, Stay},
    question::Day,
};

/// How good a journey is: first the musts, then the value, then the number of convenings.
type Worth = (i64, usize);

/// The positions of the convenings one funder goes to, in the order of their days.
///
/// A stop on the way is never quicker than going at once, so it is enough that each convening can be reached from the one
/// before it. Of equally good journeys, the one that ends and began earlier.
pub(super) fn journey(board: &Board, guest: &Guest, stays: &[Stay]) -> Vec<usize> {
    let mut asks = guest.asks.clone();
    asks.sort_by_key(|ask| (stays[ask.convening].day, ask.convening));
    let mut best: Vec<(Worth, Option<usize>)> = Vec::new();
    for ask in &asks {
        let stay = stays[ask.convening];
        let mut mine: (Worth, Option<usize>) = ((0, 0), None);
        for (earlier, (worth, _)) in best.iter().enumerate() {
            let from = stays[asks[earlier].convening];
            if from.day < stay.day && board.both(from, stay) && *worth > mine.0 {
                mine = (*worth, Some(earlier));
            }
        }
        best.push(((mine.0.0 + ask.worth(board.clash), mine.0.1 + 1), mine.1));
    }
    let mut last: Option<usize> = None;
    for (at, (worth, _)) in best.iter().enumerate() {
        if last.is_none_or(|last| *worth > best[last].0) {
            last = Some(at);
        }
    }
    let mut convenings = Vec::new();
    while let Some(at) = last {
        convenings.push(asks[at].convening);
        last = best[at].1;
    }
    convenings.reverse();
    convenings
}

/// The days a funder is on the way between two convenings.
pub(super) fn travel(board: &Board, from: Stay, to: Stay) -> u16 {
    board.travel.days(from.place, to.place)
}

/// The free days left between two convenings once the journey is made.
pub(super) fn idle(board: &Board, from: Stay, to: Stay) -> Day {
    to.day - from.until - Day::from(travel(board, from, to))
}
