//! The first plan: meetings are put in one by one, the tightest first; where no round is free one makes way, and may not
//! come back at once. It ends with everybody's meetings held, or with as few left out as it came by.

use super::{
    board::Board,
    random::Draw,
    terms::{NONE, bits},
    way,
};

/// A meeting in a round, with what would have to make way.
struct Seat {
    slot: u8,
    ousted: Vec<u16>,
}

pub(super) struct Start<'a> {
    pub(super) board: Board<'a>,
    best: Board<'a>,
    /// Until which step a meeting may not go to a round again.
    barred: Vec<u64>,
    step: u64,
    draw: Draw,
}

impl<'a> Start<'a> {
    /// From the meetings that have their rounds already.
    pub(super) fn new(board: Board<'a>, seed: u64) -> Self {
        let terms = board.terms;
        Self {
            best: board.clone(),
            board,
            barred: vec![0; terms.meetings * terms.rounds],
            step: 0,
            draw: Draw::new(seed),
        }
    }

    /// Puts meetings in until all that have to be are held, or so many steps are done. Gives the best plan it came by.
    pub(super) fn run(mut self, steps: u64) -> Board<'a> {
        while self.step < steps {
            let Some(meeting) = self.tightest() else {
                return self.board;
            };
            self.step += 1;
            let Some(seat) = self.seat(meeting) else {
                break;
            };
            for ousted in &seat.ousted {
                let slot = self.board.slot[usize::from(*ousted)];
                self.board.lift(*ousted);
                self.bar(*ousted, slot);
            }
            self.board.put(meeting, seat.slot);
            if self.board.tally.left_out < self.best.tally.left_out {
                self.best = self.board.clone();
            }
        }
        self.best
    }

    fn bar(&mut self, meeting: u16, slot: u8) {
        let many = self.board.out().len().min(20);
        let wait = 3 + many + self.draw.below(8);
        let cell = usize::from(meeting) * self.board.terms.rounds + usize::from(slot);
        self.barred[cell] = self.step + u64::try_from(wait).unwrap_or(0);
    }

    /// Of those that have to be held and are not, one with the fewest rounds free of all its people; by lot where alike.
    fn tightest(&mut self) -> Option<u16> {
        let board = &self.board;
        let terms = board.terms;
        let mut best = (u32::MAX, 0, NONE);
        for meeting in board.out() {
            let number = usize::from(*meeting);
            // What can be held nowhere is not tried.
            if terms.worth[number].is_some() || terms.windows[number] == 0 {
                continue;
            }
            let who = terms.who.of(number).iter();
            let free = who.fold(terms.windows[number], |free, p| {
                free & !board.busy[usize::from(*p)]
            });
            let key = (free.count_ones(), self.draw.bits(), *meeting);
            best = best.min(key);
        }
        (best.2 != NONE).then_some(best.2)
    }

    /// The round that costs the fewest other meetings, then the fewest runs.
    fn seat(&mut self, meeting: u16) -> Option<Seat> {
        let terms = self.board.terms;
        let mut best: Option<((usize, usize, u64), Seat)> = None;
        for slot in bits(terms.windows[usize::from(meeting)]) {
            let Some(ousted) = self.ousted(meeting, slot) else {
                continue;
            };
            let cell = usize::from(meeting) * terms.rounds + usize::from(slot);
            let barred = self.barred[cell] > self.step;
            if barred && !ousted.is_empty() {
                continue;
            }
            let who = terms.who.of(meeting.into()).iter();
            let days =
                who.map(|p| super::board::runs(self.board.busy[usize::from(*p)] | 1 << slot));
            let key = (ousted.len(), days.sum(), self.draw.bits());
            if best.as_ref().is_none_or(|(least, _)| key < *least) {
                best = Some((key, Seat { slot, ousted }));
            }
        }
        if let Some((_, seat)) = best {
            return Some(seat);
        }
        // Everything is barred: any round, by lot.
        let rounds = terms.windows[usize::from(meeting)];
        let skip = self.draw.below(rounds.count_ones() as usize);
        let slot = bits(rounds).nth(skip)?;
        self.ousted(meeting, slot)
            .map(|ousted| Seat { slot, ousted })
    }

    /// Who would have to make way for a meeting in a round; none if no table would be free even so.
    fn ousted(&mut self, meeting: u16, slot: u8) -> Option<Vec<u16>> {
        let mut ousted = Vec::new();
        let can = way::ousted(&self.board, meeting, slot, &mut self.draw, &mut ousted);
        can.then_some(ousted)
    }
}
