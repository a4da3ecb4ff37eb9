//! One funder's journeys without one convening, found so that every opening of that convening can be weighed at once.

use super::{
    board::{Board, Mine, Stay},
    question::Day,
};

/// A stop of the other journeys.
#[derive(Clone, Copy, Debug)]
struct Stop {
    stay: Stay,
    worth: i64,
    /// The best journey that ends here, and the best that ends here or earlier.
    here: i64,
    so_far: i64,
    /// The best journey from here, and the best from here or later.
    from: i64,
    onwards: i64,
}

/// The other stops, in the order of their days.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    stops: Vec<Stop>,
    /// What the convening left out is worth to this funder.
    own: i64,
}

impl Walk {
    /// Walks through what a funder is asked to, in the order of the days, but for one convening.
    pub(super) fn through(
        &mut self,
        board: &Board,
        (asks, stays): (&[Mine], &[Stay]),
        without: Option<usize>,
        clash: i64,
    ) {
        self.stops.clear();
        self.own = 0;
        let mut best = 0;
        for ask in asks {
            let worth = ask.worth(clash);
            if without == Some(ask.convening) {
                self.own = worth;
                continue;
            }
            let stay = stays[ask.convening];
            let here = worth + before(board, &self.stops, stay);
            best = best.max(here);
            self.stops.push(Stop {
                stay,
                worth,
                here,
                so_far: best,
                from: 0,
                onwards: 0,
            });
        }
        let mut best = 0;
        for at in (0..self.stops.len()).rev() {
            let (these, later) = self.stops.split_at_mut(at + 1);
            let stop = &mut these[at];
            stop.from = stop.worth + after(board, later, stop.stay);
            best = best.max(stop.from);
            stop.onwards = best;
        }
    }

    /// The best journey that leaves the convening out.
    pub(super) fn best(&self) -> i64 {
        self.stops.last().map_or(0, |stop| stop.so_far)
    }

    /// Adds to each of these stays, in the order of their days, the best journey if the convening is then and there.
    pub(super) fn add(&self, board: &Board, table: &mut [i64], stays: impl Iterator<Item = Stay>) {
        let without = self.best();
        let (mut earlier, mut not_later) = (0, 0);
        for (value, stay) in table.iter_mut().zip(stays) {
            let day_of = |at: usize| self.stops.get(at).map(|stop| stop.stay.day);
            while day_of(earlier).is_some_and(|day| day < stay.day) {
                earlier += 1;
            }
            not_later = not_later.max(earlier);
            while day_of(not_later).is_some_and(|day| day <= stay.day) {
                not_later += 1;
            }
            let with = self.own
                + before(board, &self.stops[..earlier], stay)
                + after(board, &self.stops[not_later..], stay);
            *value += with.max(without);
        }
    }
}

/// The best journey that ends before a stay and lets a funder be there.
fn before(board: &Board, earlier: &[Stop], stay: Stay) -> i64 {
    let mut best = 0;
    for stop in earlier.iter().rev() {
        if stop.stay.day + board.reach <= stay.day {
            return best.max(stop.so_far);
        }
        let way = board.travel.days(stop.stay.place, stay.place);
        if stop.stay.until + Day::from(way) <= stay.day {
            best = best.max(stop.here);
        }
    }
    best
}

/// The best journey that begins after a stay, for a funder who was there.
fn after(board: &Board, later: &[Stop], stay: Stay) -> i64 {
    let mut best = 0;
    for stop in later {
        if stay.day + board.reach <= stop.stay.day {
            return best.max(stop.onwards);
        }
        let way = board.travel.days(stay.place, stop.stay.place);
        if stay.until + Day::from(way) <= stop.stay.day {
            best = best.max(stop.from);
        }
    }
    best
}
