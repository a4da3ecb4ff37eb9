//! Kempe chains: all meetings of two rounds that hang together by the people in them change places. Nobody is then in two
//! meetings at once, and only the days of those at a chain's ends change.

use super::{
    board::{Board, runs},
    tally::Prices,
    terms::{NONE, OUT},
};

/// A chain, and room to look for the next one.
#[derive(Debug)]
pub(super) struct Chain {
    meetings: Vec<u16>,
    ends: Vec<u16>,
    rounds: (u8, u8),
    /// How many meetings more leave the first round than come into it.
    leaving: isize,
    seen: Vec<u32>,
    look: u32,
}

impl Chain {
    pub(super) fn new(meetings: usize) -> Self {
        Self {
            meetings: Vec::new(),
            ends: Vec::new(),
            rounds: (0, 0),
            leaving: 0,
            seen: vec![0; meetings],
            look: 0,
        }
    }

    /// Follows the chain that takes a meeting to another round. False if it cannot be gone.
    pub(super) fn follow(&mut self, board: &Board<'_>, meeting: u16, to: u8) -> bool {
        self.meetings.clear();
        self.ends.clear();
        self.leaving = 0;
        self.look = self.look.wrapping_add(1);
        if self.look == 0 {
            self.seen.fill(0);
            self.look = 1;
        }
        self.rounds = (board.slot[usize::from(meeting)], to);
        self.add(board, meeting)
    }

    /// Takes what hangs on one more meeting into the chain.
    pub(super) fn add(&mut self, board: &Board<'_>, meeting: u16) -> bool {
        let terms = board.terms;
        let mut next = self.meetings.len();
        self.see(meeting);
        while next < self.meetings.len() {
            let meeting = usize::from(self.meetings[next]);
            next += 1;
            let (to, leaves) = if board.slot[meeting] == self.rounds.0 {
                (self.rounds.1, 1)
            } else {
                (self.rounds.0, -1)
            };
            if terms.open[meeting] & 1 << to == 0 {
                return false;
            }
            self.leaving += leaves;
            for person in terms.who.of(meeting) {
                let there = board.at(*person, to);
                if there == NONE {
                    self.ends.push(*person);
                } else {
                    self.see(there);
                }
            }
        }
        true
    }

    fn see(&mut self, meeting: u16) {
        let seen = &mut self.seen[usize::from(meeting)];
        if *seen != self.look {
            *seen = self.look;
            self.meetings.push(meeting);
        }
    }

    pub(super) fn has(&self, meeting: u16) -> bool {
        self.seen[usize::from(meeting)] == self.look
    }

    /// The round that would have more meetings than tables, if there is one.
    pub(super) fn overfull(&self, board: &Board<'_>) -> Option<u8> {
        let (one, other) = self.rounds;
        let grows = if self.leaving < 0 { one } else { other };
        let many = board.row(grows).len() + self.leaving.unsigned_abs();
        (self.leaving != 0 && many > board.terms.tables).then_some(grows)
    }

    /// Whether every meeting still comes after those it waits for.
    pub(super) fn in_order(&self, board: &Board<'_>) -> bool {
        let terms = board.terms;
        let slot = |meeting: u16| {
            let slot = board.slot[usize::from(meeting)];
            if !self.has(meeting) {
                slot
            } else if slot == self.rounds.0 {
                self.rounds.1
            } else {
                self.rounds.0
            }
        };
        let ordered = self
            .meetings
            .iter()
            .filter(|m| terms.ordered[usize::from(**m)]);
        ordered.into_iter().all(|meeting| {
            let here = slot(*meeting);
            let mut earlier = terms.earlier.of((*meeting).into()).iter();
            let mut later = terms.later.of((*meeting).into()).iter();
            earlier.all(|first| slot(*first) < here || slot(*first) == OUT)
                && later.all(|then| slot(*then) > here)
        })
    }

    /// What going it changes.
    pub(super) fn change(&self, board: &Board<'_>, prices: &Prices) -> i64 {
        let both = 1 << self.rounds.0 | 1 << self.rounds.1;
        let mut change = 0;
        for person in &self.ends {
            let busy = board.busy[usize::from(*person)];
            change += board.day(busy ^ both, prices) - board.day(busy, prices);
        }
        if board.terms.move_cost > 0 {
            for meeting in &self.meetings {
                let from = board.slot[usize::from(*meeting)];
                let to = if from == self.rounds.0 {
                    self.rounds.1
                } else {
                    self.rounds.0
                };
                change += board.moved(*meeting, to) - board.moved(*meeting, from);
            }
        }
        change
    }

    /// What going it changes in how uneven the breaks are and how long they last.
    pub(super) fn unrest(&self, board: &Board<'_>) -> i64 {
        let both = 1 << self.rounds.0 | 1 << self.rounds.1;
        let days = self.ends.iter().map(|person| {
            let busy = board.busy[usize::from(*person)];
            unrest(busy ^ both) - unrest(busy)
        });
        days.sum()
    }

    pub(super) fn go(&self, board: &mut Board<'_>) {
        board.swap(&self.meetings, &self.ends, self.rounds);
    }

    /// How many meetings more leave the first round than come into it.
    pub(super) const fn leaving(&self) -> isize {
        self.leaving
    }
}

/// Many breaks of one person weigh more than the same breaks of several; then the square of the rounds spent waiting.
fn unrest(busy: u64) -> i64 {
    let breaks = i64::try_from(runs(busy)).unwrap_or(0) - 1;
    let length =
        64 - busy.leading_zeros().min(64) - busy.trailing_zeros().min(64 - busy.leading_zeros());
    let idle = i64::from(length.saturating_sub(busy.count_ones()));
    breaks.max(0).pow(2) * 4_096 + idle.pow(2)
}
