//! A plan in the making: which meeting each person has in each round, and what that is worth, kept up as it changes.

use super::{
    tally::{Prices, Tally},
    terms::{NONE, OUT, Terms, small},
};

#[derive(Clone, Debug)]
pub(super) struct Board<'a> {
    pub(super) terms: &'a Terms,
    /// The round of each meeting.
    pub(super) slot: Vec<u8>,
    /// The meeting of each person in each round.
    at: Vec<u16>,
    /// The rounds in which each person meets, as bits.
    pub(super) busy: Vec<u64>,
    held: Vec<u16>,
    /// The meetings of each round, and in one list more those without; and where in its list each meeting stands.
    rows: Vec<Vec<u16>>,
    place: Vec<u16>,
    pub(super) tally: Tally,
}

/// How often a day begins anew.
pub(super) const fn runs(busy: u64) -> usize {
    (busy & !(busy << 1)).count_ones() as usize
}

impl<'a> Board<'a> {
    pub(super) fn new(terms: &'a Terms) -> Self {
        let wished = terms.worth.iter().flatten().sum();
        let musts = terms.worth.iter().filter(|worth| worth.is_none()).count();
        let mut rows = vec![Vec::new(); terms.rounds + 1];
        rows[terms.rounds] = (0..terms.meetings).map(small).collect();
        Self {
            terms,
            slot: vec![OUT; terms.meetings],
            at: vec![NONE; terms.people * terms.rounds],
            busy: vec![0; terms.people],
            held: vec![0; terms.people],
            rows,
            place: (0..terms.meetings).map(small).collect(),
            tally: Tally {
                left_out: i64::try_from(musts).unwrap_or(i64::MAX),
                unfair: 0,
                short: terms.least.iter().map(|least| i64::from(*least)).sum(),
                cost: wished,
            },
        }
    }

    /// The plan with these rounds.
    pub(super) fn of(terms: &'a Terms, slots: &[u8]) -> Self {
        let mut board = Self::new(terms);
        for (meeting, slot) in slots.iter().enumerate() {
            if *slot != OUT {
                board.put(small(meeting), *slot);
            }
        }
        board
    }

    /// What of the plan that people know still can be.
    pub(super) fn known(terms: &'a Terms) -> Self {
        let mut board = Self::new(terms);
        for (meeting, slot) in terms.was.iter().enumerate() {
            let meeting = small(meeting);
            if *slot != OUT && board.vacant(meeting) >> slot & 1 == 1 && board.fits(meeting, *slot)
            {
                board.put(meeting, *slot);
            }
        }
        board
    }

    /// The rounds in which all people of a meeting are free, as bits; none if one has as many as allowed.
    pub(super) fn vacant(&self, meeting: u16) -> u64 {
        let who = self.terms.who.of(meeting.into());
        if who.iter().any(|person| self.sated(*person)) {
            return 0;
        }
        let busy = who
            .iter()
            .fold(0, |busy, person| busy | self.busy[usize::from(*person)]);
        self.terms.open[usize::from(meeting)] & !busy
    }

    /// Whether a round has a table free and the order allows the meeting there.
    pub(super) fn fits(&self, meeting: u16, slot: u8) -> bool {
        !self.full(slot) && self.out_of_order(meeting, slot).next().is_none()
    }

    pub(super) fn at(&self, person: u16, slot: u8) -> u16 {
        self.at[usize::from(person) * self.terms.rounds + usize::from(slot)]
    }

    pub(super) fn row(&self, slot: u8) -> &[u16] {
        &self.rows[usize::from(slot)]
    }

    pub(super) fn out(&self) -> &[u16] {
        &self.rows[self.terms.rounds]
    }

    pub(super) fn full(&self, slot: u8) -> bool {
        self.row(slot).len() >= self.terms.tables
    }

    pub(super) fn sated(&self, person: u16) -> bool {
        self.held[usize::from(person)] >= self.terms.most[usize::from(person)]
    }

    pub(super) fn energy(&self, prices: &Prices) -> i64 {
        self.tally.energy(prices)
    }

    fn row_of(&self, slot: u8) -> usize {
        if slot == OUT {
            self.terms.rounds
        } else {
            slot.into()
        }
    }

    /// Takes a meeting from its list and puts it at the end of another.
    fn shift(&mut self, meeting: u16, slot: u8) {
        let from = self.row_of(self.slot[usize::from(meeting)]);
        let place = usize::from(self.place[usize::from(meeting)]);
        self.rows[from].swap_remove(place);
        if let Some(moved) = self.rows[from].get(place) {
            self.place[usize::from(*moved)] = small(place);
        }
        let to = self.row_of(slot);
        self.place[usize::from(meeting)] = small(self.rows[to].len());
        self.rows[to].push(meeting);
        self.slot[usize::from(meeting)] = slot;
    }

    /// Sets the rounds in which a person meets.
    fn keep(&mut self, person: usize, busy: u64) {
        let (before, after) = (runs(self.busy[person]), runs(busy));
        self.busy[person] = busy;
        self.tally.cost += self.terms.run_cost[after] - self.terms.run_cost[before];
        self.tally.unfair += self.terms.run_unfair[after] - self.terms.run_unfair[before];
    }

    /// What moving a meeting between these rounds changes for those who know the plan; being left out is no move.
    pub(super) fn moved(&self, meeting: u16, slot: u8) -> i64 {
        let was = self.terms.was[usize::from(meeting)];
        if was == OUT || slot == OUT || slot == was {
            0
        } else {
            self.terms.move_cost
        }
    }

    fn worth(&mut self, meeting: u16, held: bool) {
        let sign = if held { -1 } else { 1 };
        match self.terms.worth[usize::from(meeting)] {
            None => self.tally.left_out += sign,
            Some(worth) => self.tally.cost += sign * worth,
        }
    }

    /// Puts a meeting that has no round into one where all its people are free.
    pub(super) fn put(&mut self, meeting: u16, slot: u8) {
        let terms = self.terms;
        for person in terms.who.of(meeting.into()) {
            let one = usize::from(*person);
            self.at[one * terms.rounds + usize::from(slot)] = meeting;
            self.keep(one, self.busy[one] | 1 << slot);
            self.tally.short -= i64::from(self.held[one] < terms.least[one]);
            self.held[one] += 1;
        }
        self.tally.cost += self.moved(meeting, slot);
        self.worth(meeting, true);
        self.shift(meeting, slot);
    }

    /// Takes a meeting out of its round.
    pub(super) fn lift(&mut self, meeting: u16) {
        let terms = self.terms;
        let slot = self.slot[usize::from(meeting)];
        for person in terms.who.of(meeting.into()) {
            let one = usize::from(*person);
            self.at[one * terms.rounds + usize::from(slot)] = NONE;
            self.keep(one, self.busy[one] & !(1 << slot));
            self.held[one] -= 1;
            self.tally.short += i64::from(self.held[one] < terms.least[one]);
        }
        self.tally.cost -= self.moved(meeting, slot);
        self.worth(meeting, false);
        self.shift(meeting, OUT);
    }

    /// Swaps two rounds for a set of meetings that is closed under sharing people in them; `ends` are the people who
    /// have a meeting in only one of the two.
    pub(super) fn swap(&mut self, meetings: &[u16], ends: &[u16], rounds: (u8, u8)) {
        let terms = self.terms;
        let other = |slot| if slot == rounds.0 { rounds.1 } else { rounds.0 };
        for person in ends {
            let one = usize::from(*person);
            for slot in [rounds.0, rounds.1] {
                self.at[one * terms.rounds + usize::from(slot)] = NONE;
            }
            self.keep(one, self.busy[one] ^ (1 << rounds.0 | 1 << rounds.1));
        }
        for meeting in meetings {
            let from = self.slot[usize::from(*meeting)];
            let to = other(from);
            for person in terms.who.of((*meeting).into()) {
                self.at[usize::from(*person) * terms.rounds + usize::from(to)] = *meeting;
            }
            self.tally.cost += self.moved(*meeting, to) - self.moved(*meeting, from);
            self.shift(*meeting, to);
        }
    }

    /// What a day of these rounds is worth to one person.
    pub(super) fn day(&self, busy: u64, prices: &Prices) -> i64 {
        let runs = runs(busy);
        self.terms.run_cost[runs] + self.terms.run_unfair[runs] * prices.unfair
    }

    /// Whether a meeting in this round would come before one it waits for, or after one that waits for it.
    pub(super) fn out_of_order(&self, meeting: u16, slot: u8) -> impl Iterator<Item = u16> {
        let terms = self.terms;
        let held = |other: &&u16| self.slot[usize::from(**other)] != OUT;
        let earlier = terms.earlier.of(meeting.into()).iter().filter(held);
        let early = earlier.filter(move |other| self.slot[usize::from(**other)] >= slot);
        let later = terms.later.of(meeting.into()).iter().filter(held);
        let late = later.filter(move |other| self.slot[usize::from(**other)] <= slot);
        early.chain(late).copied()
    }

    pub(super) fn breaks(&self) -> u32 {
        let breaks = self.busy.iter().map(|busy| runs(*busy).saturating_sub(1));
        u32::try_from(breaks.sum::<usize>()).unwrap_or(u32::MAX)
    }
}
