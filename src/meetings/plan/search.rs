//! The moves of the search and the best plan it came by.

use super::{
    board::{Board, runs},
    chain::Chain,
    heat::Heat,
    random::Draw,
    tally::{Prices, Tally},
    terms::{OUT, Terms, small},
    way,
};

/// A plan by the rounds of its meetings, and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) slots: Vec<u8>,
    pub(super) tally: Tally,
}

pub(super) struct Search<'a> {
    pub(super) board: Board<'a>,
    pub(super) best: Found,
    prices: Prices,
    chain: Chain,
    heat: Heat,
    draw: Draw,
    ousted: Vec<u16>,
    /// The last change from its end: a meeting goes back to a round, or out.
    undo: Vec<(u16, u8)>,
    /// Of 256, how many moves seat a meeting rather than swap a chain.
    pub(super) seating: u64,
}

/// Of 256 swaps, how many start at the edge of somebody's run; and of those, how many at somebody with a break.
const EDGES: u64 = 224;
const BROKEN: u64 = 96;

impl<'a> Search<'a> {
    pub(super) fn new(board: Board<'a>, prices: Prices, seed: u64) -> Self {
        Self {
            best: Found {
                slots: board.slot.clone(),
                tally: board.tally,
            },
            chain: Chain::new(board.terms.meetings),
            board,
            prices,
            heat: Heat::new(),
            draw: Draw::new(seed),
            ousted: Vec::new(),
            undo: Vec::new(),
            seating: 0,
        }
    }

    fn terms(&self) -> &'a Terms {
        self.board.terms
    }

    /// Goes back to the best plan.
    pub(super) fn back(&mut self) {
        self.board = Board::of(self.terms(), &self.best.slots);
    }

    /// Does so many moves at one temperature.
    pub(super) fn stay(&mut self, moves: u64, temperature: f64) {
        self.heat.set(temperature);
        let moves = if self.terms().meetings == 0 { 0 } else { moves };
        for _ in 0..moves {
            let lot = self.draw.bits();
            let changed = if lot & 255 < self.seating {
                self.seat()
            } else {
                self.swap()
            };
            if changed && self.board.tally < self.best.tally {
                self.best.tally = self.board.tally;
                self.best.slots.clone_from(&self.board.slot);
            }
        }
    }

    /// Some meeting that is held, and another round it could have.
    fn drawn(&mut self) -> Option<(u16, u8)> {
        let terms = self.terms();
        let meeting = small(self.draw.below(terms.meetings));
        let from = self.board.slot[usize::from(meeting)];
        let to = self.round_of(meeting)?;
        (from != OUT && from != to).then_some((meeting, to))
    }

    /// Some round a meeting could have.
    fn round_of(&mut self, meeting: u16) -> Option<u8> {
        let rounds = self.terms().rounds_of.of(meeting.into());
        u8::try_from(*rounds.get(self.draw.below(rounds.len()))?).ok()
    }

    /// A meeting at the edge of somebody's run, and a round beside a run: what seldom makes that day worse. A day that
    /// it makes too much worse by itself is not looked at further.
    fn edge(&mut self, lot: u64) -> Option<(u16, u8)> {
        let terms = self.terms();
        let mut person = self.draw.below(terms.people);
        if lot & 255 < BROKEN {
            for _ in 0..6 {
                if runs(self.board.busy[person]) > 1 {
                    break;
                }
                person = self.draw.below(terms.people);
            }
        }
        let busy = self.board.busy[person];
        let edges = busy & !(busy << 1 & busy >> 1);
        let beside = (busy << 1 | busy >> 1) & !busy & terms.day;
        let from = nth(edges, self.draw.below(edges.count_ones() as usize))?;
        let to = nth(beside, self.draw.below(beside.count_ones() as usize))?;
        let meeting = self.board.at(small(person), from);
        if terms.open[usize::from(meeting)] & 1 << to == 0 {
            return None;
        }
        let after = self.board.day(busy ^ (1 << from | 1 << to), &self.prices);
        let own = after - self.board.day(busy, &self.prices);
        self.heat.takes(own, lot).then_some((meeting, to))
    }

    /// Finds a chain that can be gone.
    fn found(&mut self, lot: u64) -> bool {
        let drawn = if self.draw.bits() & 255 < EDGES {
            self.edge(lot)
        } else {
            self.drawn()
        };
        let Some((meeting, to)) = drawn else {
            return false;
        };
        if !self.chain.follow(&self.board, meeting, to) {
            return false;
        }
        for _ in 0..4 {
            let Some(grows) = self.chain.overfull(&self.board) else {
                return true;
            };
            // Another chain has to take as many back.
            let row = self.board.row(grows);
            let Some(meeting) = row.get(self.draw.below(row.len())) else {
                return false;
            };
            if self.chain.has(*meeting) || !self.chain.add(&self.board, *meeting) {
                return false;
            }
        }
        false
    }

    fn swap(&mut self) -> bool {
        let lot = self.draw.bits();
        if !self.found(lot) {
            return false;
        }
        let change = self.chain.change(&self.board, &self.prices);
        if !self.heat.takes(change, lot) || !self.chain.in_order(&self.board) {
            return false;
        }
        self.chain.go(&mut self.board);
        change < 0
    }

    /// Puts a meeting into another round, and those in its way where they fit or out; or leaves a wish out.
    fn seat(&mut self) -> bool {
        let out = self.board.out();
        let lot = self.draw.bits();
        let meeting = if out.is_empty() || lot.trailing_zeros() > 1 {
            small(self.draw.below(self.terms().meetings))
        } else {
            out[self.draw.below(out.len())]
        };
        let from = self.board.slot[usize::from(meeting)];
        let Some(to) = self.round_of(meeting).filter(|to| from != *to) else {
            return false;
        };
        let before = self.board.energy(&self.prices);
        let mut undo = std::mem::take(&mut self.undo);
        undo.clear();
        if from != OUT {
            self.board.lift(meeting);
            undo.push((meeting, from));
        }
        let wish = self.terms().worth[usize::from(meeting)].is_some();
        let only_out = wish && from != OUT && (lot >> 8).trailing_zeros() > 2;
        let can = only_out || self.settle(meeting, to, &mut undo);
        let change = self.board.energy(&self.prices) - before;
        let takes = can && self.heat.takes(change, self.draw.bits());
        if !takes {
            for (meeting, slot) in undo.iter().rev() {
                if *slot == OUT {
                    self.board.lift(*meeting);
                } else {
                    self.board.put(*meeting, *slot);
                }
            }
        }
        self.undo = undo;
        takes && change < 0
    }

    /// Puts a meeting that has no round into one; those in its way go where all is free, if there is such a round.
    fn settle(&mut self, meeting: u16, to: u8, undo: &mut Vec<(u16, u8)>) -> bool {
        let mut ousted = std::mem::take(&mut self.ousted);
        let can = way::ousted(&self.board, meeting, to, &mut self.draw, &mut ousted);
        if can {
            for other in &ousted {
                undo.push((*other, self.board.slot[usize::from(*other)]));
                self.board.lift(*other);
            }
            self.board.put(meeting, to);
            undo.push((meeting, OUT));
            for other in &ousted {
                let rounds = self.board.vacant(*other);
                let skip = self.draw.below(rounds.count_ones() as usize);
                if let Some(slot) = nth(rounds, skip).filter(|slot| self.board.fits(*other, *slot))
                {
                    self.board.put(*other, slot);
                    undo.push((*other, OUT));
                }
            }
        }
        self.ousted = ousted;
        can
    }

    /// Moves that change nothing that counts, and make the days' breaks more alike and their idle rounds fewer.
    pub(super) fn polish(&mut self, moves: u64) {
        self.back();
        self.heat.set(0.0);
        let moves = if self.terms().meetings == 0 { 0 } else { moves };
        for _ in 0..moves {
            let lot = self.draw.bits();
            if self.found(lot)
                && self.chain.change(&self.board, &self.prices) == 0
                && self.chain.unrest(&self.board) <= 0
                && self.chain.in_order(&self.board)
            {
                self.chain.go(&mut self.board);
            }
        }
        if self.board.tally <= self.best.tally {
            self.best.tally = self.board.tally;
            self.best.slots.clone_from(&self.board.slot);
        }
    }
}

/// The number of the bit before which so many are set.
fn nth(mut word: u64, skip: usize) -> Option<u8> {
    for _ in 0..skip {
        word &= word.wrapping_sub(1);
    }
    (word != 0).then(|| u8::try_from(word.trailing_zeros()).unwrap_or(OUT))
}
