//! Looking for dates: each convening goes to its best day until nothing moves, then annealing, then so again.
//!
//! A move takes one convening up and weighs all its openings at once. For each funder it shares, the best journey up to
//! every other convening and onwards from it is found once ([`super::walk`]); an opening is then worth the best journey
//! before it, the convening itself and the best journey after it, or what the funder does without it.

use std::{collections::BTreeMap, ops::Range};

use super::{
    board::{Board, Mine, Stay},
    pairs::apart,
    question::Day,
    random::{Draw, ONE, jolts},
    walk::Walk,
};

/// So often the search cools down and begins anew.
const ROUNDS: usize = 8;
/// In so many steps the heat is halved four times.
const STEPS: usize = 1_000;
/// One step of them: 2 to the power of -4 / 1,000.
const COOLER: f64 = 0.997_231_251_352_07;
/// In so many steps at first, a clash takes off only as much as a few invitations: two convenings can so change places.
const SOFT_STEPS: usize = 400;

/// Dates for every convening, and what the search keeps beside them.
#[derive(Clone, Debug)]
pub(super) struct Search<'a> {
    pub(super) board: &'a Board,
    /// By convening, the opening it has.
    pub(super) at: Vec<usize>,
    pub(super) stays: Vec<Stay>,
    /// By funder, what it is asked to, in the order of the days.
    lists: Vec<Vec<Mine>>,
    /// What a clash takes off.
    clash: i64,
    walk: Walk,
    /// What each opening of the convening taken up is worth.
    pub(super) table: Vec<i64>,
}

/// The best dates found.
pub(super) fn found(board: &Board) -> Search<'_> {
    let mut search = Search::new(board);
    search.settle();
    let (mut best, mut best_at) = (search.worth(), search.at.clone());
    let mut draw = Draw::new(board.wish.seed);
    let asks = board.guests.iter().flat_map(|guest| &guest.asks);
    let musts = asks.filter(|ask| ask.must).map(|_| board.clash);
    let most = board.ceiling() + musts.sum::<i64>();
    for _ in 0..ROUNDS {
        if best == most {
            break;
        }
        search.anneal(board.wish.moves / ROUNDS, &mut draw);
        search.settle();
        let worth = search.worth();
        if worth > best {
            best = worth;
            best_at.clone_from(&search.at);
        }
    }
    search.go_to(&best_at);
    search
}

impl<'a> Search<'a> {
    /// Every convening at its first choice.
    pub(super) fn new(board: &'a Board) -> Self {
        let first = |convening| board.choices(convening).start;
        let at: Vec<usize> = (0..board.spots.len()).map(first).collect();
        let stay = |(convening, opening): (usize, &usize)| board.stay(convening, *opening);
        let asks = board.guests.iter().map(|guest| guest.asks.clone());
        let mut search = Self {
            board,
            stays: at.iter().enumerate().map(stay).collect(),
            at,
            lists: asks.collect(),
            clash: board.clash,
            walk: Walk::default(),
            table: Vec::new(),
        };
        for guest in 0..search.lists.len() {
            search.sort(guest);
        }
        search
    }

    fn sort(&mut self, guest: usize) {
        let stays = &self.stays;
        self.lists[guest].sort_unstable_by_key(|ask| (stays[ask.convening].day, ask.convening));
    }

    /// Moves a convening to one of its openings.
    pub(super) fn place(&mut self, convening: usize, opening: usize) {
        if self.at[convening] == opening {
            return;
        }
        self.at[convening] = opening;
        self.stays[convening] = self.board.stay(convening, opening);
        let board = self.board;
        for guest in &board.spots[convening].shared {
            self.sort(*guest);
        }
    }

    fn go_to(&mut self, at: &[usize]) {
        for (convening, opening) in at.iter().enumerate() {
            self.place(convening, *opening);
        }
    }

    /// What all dates together are worth: what funders come to, less what dates cost and what clashes take off.
    pub(super) fn worth(&mut self) -> i64 {
        let (board, mut worth) = (self.board, 0);
        for asks in &self.lists {
            self.walk
                .through(board, (asks, &self.stays), None, self.clash);
            worth += self.walk.best();
        }
        let mut weeks: BTreeMap<Day, usize> = BTreeMap::new();
        for (convening, opening) in self.at.iter().enumerate() {
            let (spot, stay) = (&board.spots[convening], self.stays[convening]);
            worth = worth.saturating_sub_unsigned(spot.openings[*opening].cost);
            let later = spot.rivals.iter().filter(|rival| **rival > convening);
            for _ in later.filter(|rival| !apart(stay, self.stays[**rival])) {
                worth -= self.clash;
            }
            let begin = weeks.entry(week(stay)).or_default();
            if board.wish.most_per_week.is_some_and(|most| *begin >= most) {
                worth -= self.clash;
            }
            *begin += 1;
        }
        worth
    }

    /// What each of these openings of a convening is worth to the funders it shares, less its cost and its clashes.
    pub(super) fn weigh(&mut self, convening: usize, openings: Range<usize>) {
        let board = self.board;
        let spot = &board.spots[convening];
        self.table.clear();
        self.table.resize(openings.len(), 0);
        for guest in &spot.shared {
            let asks = (&self.lists[*guest][..], &self.stays[..]);
            self.walk.through(board, asks, Some(convening), self.clash);
            let stays = openings
                .clone()
                .map(|opening| board.stay(convening, opening));
            self.walk.add(board, &mut self.table, stays);
        }
        for (value, opening) in self.table.iter_mut().zip(openings) {
            *value = value.saturating_sub_unsigned(spot.openings[opening].cost);
            let stay = board.stay(convening, opening);
            for rival in &spot.rivals {
                if !apart(stay, self.stays[*rival]) {
                    *value -= self.clash;
                }
            }
            if let Some(most) = board.wish.most_per_week {
                let others = self.stays.iter().zip(0..);
                let others =
                    others.filter(|(other, at)| *at != convening && week(**other) == week(stay));
                if others.count() >= most {
                    *value -= self.clash;
                }
            }
        }
    }

    /// Each convening goes to its best opening, and pushes another out of the way where both gain, until nothing moves.
    pub(super) fn settle(&mut self) {
        loop {
            self.settle_each();
            if !self.push() {
                return;
            }
        }
    }

    fn settle_each(&mut self) {
        let mut moved = true;
        while moved {
            moved = false;
            for convening in self.movable() {
                if let Some(opening) = self.best(convening)
                    && opening != self.at[convening]
                {
                    self.place(convening, opening);
                    moved = true;
                }
            }
        }
    }

    /// The best opening of a convening: the one it has, unless another is better; of those, the first.
    pub(super) fn best(&mut self, convening: usize) -> Option<usize> {
        let choices = self.board.choices(convening);
        self.weigh(convening, choices.clone());
        let now = self.table[self.at[convening].checked_sub(choices.start)?];
        let values = self.table.iter().zip(choices).rev();
        let (value, opening) = values.max_by_key(|(value, _)| **value)?;
        Some(if *value > now {
            opening
        } else {
            self.at[convening]
        })
    }

    pub(super) fn movable(&self) -> Vec<usize> {
        let free = |convening: &usize| self.board.choices(*convening).len() > 1;
        (0..self.at.len()).filter(free).collect()
    }

    /// Takes convenings up at random and puts each where it is good, by chance elsewhere, and less and less so.
    fn anneal(&mut self, moves: usize, draw: &mut Draw) {
        let free = self.movable();
        if free.is_empty() {
            return;
        }
        let jolts = jolts();
        let invitation = self.mean_value();
        let mut heat = invitation * 4.0;
        self.clash = self.board.clash.min(whole(invitation * 20.0));
        let (mut gained, mut most, mut best) = (0, 0, Vec::new());
        for step in 0..STEPS {
            if step == SOFT_STEPS {
                self.clash = self.board.clash;
                best.clone_from(&self.at);
            }
            for _ in moves * step / STEPS..moves * (step + 1) / STEPS {
                let convening = free[draw.below(free.len())];
                let choices = self.board.choices(convening);
                self.weigh(convening, choices.clone());
                let before = self.table[self.at[convening] - choices.start];
                let (mut chosen, mut highest) = (0, i64::MIN);
                for (at, value) in self.table.iter().enumerate() {
                    let jolted = value + whole(heat) * jolts[draw.below(jolts.len())] / ONE;
                    if jolted > highest {
                        (chosen, highest) = (at, jolted);
                    }
                }
                let gain = self.table[chosen] - before;
                self.place(convening, choices.start + chosen);
                if step >= SOFT_STEPS {
                    gained += gain;
                    if gained > most {
                        most = gained;
                        best.clone_from(&self.at);
                    }
                }
            }
            heat *= COOLER;
        }
        self.go_to(&best);
    }

    /// What an invitation is worth on the whole, or what a date costs if that is more.
    fn mean_value(&self) -> f64 {
        let asks = self.board.guests.iter().flat_map(|guest| &guest.asks);
        let openings = self.board.spots.iter().flat_map(|spot| &spot.openings);
        let value = mean(asks.map(|ask| ask.value));
        mean(openings.map(|opening| opening.cost))
            .max(value)
            .max(1.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a measure, not a sum")]
fn mean(numbers: impl Iterator<Item = u64>) -> f64 {
    let (mut sum, mut count) = (0_u64, 0_u64);
    for number in numbers {
        sum = sum.saturating_add(number);
        count += 1;
    }
    sum as f64 / count.max(1) as f64
}

pub(super) fn week(stay: Stay) -> Day {
    stay.day.div_euclid(7)
}

#[expect(clippy::cast_possible_truncation, reason = "far below 2^63")]
fn whole(number: f64) -> i64 {
    number as i64
}
