//! Who could come when: for each start, a bit per person and answer.
//!
//! A poll fills it vote by vote. Where any time will do, calendars fill slots of a quarter of an hour, and an answer to a
//! start is the worst of the slots that the meeting would take.

use super::{
    bits::{narrow, set, turned, words},
    question::{Answer, Policy},
};

/// Why a start cannot be chosen, whoever could come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shut {
    Past,
    Blackout,
    Venue,
}

/// One vote: the positions of a person and of an option, and what they said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    pub person: usize,
    pub option: usize,
    pub answer: Answer,
}

/// The answers people can give that are worth something, each with its bits.
const SAID: [Answer; 3] = [Answer::Unknown, Answer::IfNeeded, Answer::Yes];

/// What each person says of each slot of a quarter of an hour.
#[derive(Clone, Debug)]
pub struct Slots {
    people: usize,
    count: usize,
    /// By answer, then person, then slot.
    said: [Vec<u64>; 3],
}

impl Slots {
    /// Nobody can at any time.
    pub fn new(people: usize, slots: usize) -> Self {
        let nobody = vec![0; people * words(slots)];
        Self {
            people,
            count: slots,
            said: [nobody.clone(), nobody.clone(), nobody],
        }
    }

    /// How many slots there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Says what a person says, slot by slot from the first; the slots that are left stay as they are. Nobody's answers are
    /// left out.
    pub fn say(&mut self, person: usize, answers: &[Answer]) {
        let long = words(self.count);
        if person >= self.people {
            return;
        }
        let said = &answers[..answers.len().min(self.count)];
        for (answers, word) in said.chunks(64).zip(person * long..) {
            let (odd, high) = packed(answers);
            self.said[0][word] = odd & !high;
            self.said[1][word] = high & !odd;
            self.said[2][word] = odd & high;
        }
    }
}

/// The lower bits of up to 64 answers, and their higher bits. Eight bytes are gathered into one by a multiplication.
fn packed(answers: &[Answer]) -> (u64, u64) {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (whole, rest) = answers.as_chunks::<8>();
    let (mut odd, mut high) = (0, 0);
    for (eight, shift) in whole.iter().zip((0_u32..).step_by(8)) {
        let bytes = u64::from_le_bytes(eight.map(|answer| answer as u8));
        odd |= ((bytes & LOW).wrapping_mul(GATHER) >> 56) << shift;
        high |= ((bytes >> 1 & LOW).wrapping_mul(GATHER) >> 56) << shift;
    }
    for (answer, bit) in rest.iter().zip(whole.len() * 8..) {
        odd |= (*answer as u64 & 1) << bit;
        high |= (*answer as u64 >> 1) << bit;
    }
    (odd, high)
}

/// What each person says of each start.
#[derive(Clone, Debug)]
pub struct Grid {
    pub(super) people: usize,
    pub(super) starts: usize,
    /// By answer, then start, then person.
    said: [Vec<u64>; 3],
    /// By start.
    pub(super) shut: Vec<Option<Shut>>,
}

impl Grid {
    /// From votes on options. Where somebody voted twice, the later vote counts; who did not vote is silent.
    pub fn of_votes(people: usize, options: usize, votes: &[Vote]) -> Self {
        let wide = words(people);
        let mut said = SAID.map(|_| vec![0_u64; options * wide]);
        let within = votes
            .iter()
            .filter(|vote| vote.person < people && vote.option < options);
        for option in 0..options {
            for person in 0..people {
                said[0][option * wide + person / 64] |= 1 << (person % 64);
            }
        }
        for vote in within {
            let at = vote.option * wide + vote.person / 64;
            let bit = 1 << (vote.person % 64);
            for (said, answer) in said.iter_mut().zip(SAID) {
                if answer == vote.answer {
                    said[at] |= bit;
                } else {
                    said[at] &= !bit;
                }
            }
        }
        Self {
            people,
            starts: options,
            said,
            shut: vec![None; options],
        }
    }

    /// From slots, for a meeting of so many. The worst slot of a meeting counts, by what the answers are worth.
    pub fn of_slots(slots: &Slots, wide: usize, policy: Policy) -> Self {
        let (people, long, wide) = (slots.people, words(slots.count), wide.max(1));
        let starts = (slots.count + 1).saturating_sub(wide);
        let mut order = SAID;
        order.sort_by_key(|answer| (policy.worth(*answer), *answer));
        let mut said = SAID.map(|_| Vec::new());
        // From the best answer down: those who say at least this, at every slot of the meeting.
        let (mut least, mut better) = (vec![0; people * long], vec![0; people * long]);
        for answer in order.into_iter().rev() {
            let slot_said = &slots.said[answer as usize - 1];
            for (least, said) in least.iter_mut().zip(slot_said) {
                *least |= said;
            }
            if slot_said.iter().all(|word| *word == 0) {
                said[answer as usize - 1] = vec![0; starts * words(people)];
                continue;
            }
            let mut whole = least.clone();
            for row in whole.chunks_exact_mut(long) {
                narrow(row, wide);
            }
            let only: Vec<u64> = whole
                .iter()
                .zip(&better)
                .map(|(all, better)| all & !better)
                .collect();
            said[answer as usize - 1] = turned(&only, long, (people, starts));
            better = whole;
        }
        Self {
            people,
            starts,
            said,
            shut: vec![None; starts],
        }
    }

    /// Says that a start cannot be chosen.
    pub fn shut(&mut self, start: usize, why: Shut) {
        if let Some(shut) = self.shut.get_mut(start) {
            *shut = Some(why);
        }
    }

    /// How many starts there are.
    pub fn starts(&self) -> usize {
        self.starts
    }

    /// Those who gave this answer to a start.
    pub(super) fn row(&self, start: usize, answer: Answer) -> &[u64] {
        let wide = words(self.people);
        let plane = (answer as usize)
            .checked_sub(1)
            .and_then(|at| self.said.get(at));
        plane.map_or(&[], |said| &said[start * wide..(start + 1) * wide])
    }

    /// What a person says of a start; "no" where there is no such person or start.
    pub fn answer(&self, start: usize, person: usize) -> Answer {
        if start >= self.starts || person >= self.people {
            return Answer::No;
        }
        let said = |answer: &Answer| {
            let word = self.row(start, *answer)[person / 64];
            word >> (person % 64) & 1 == 1
        };
        SAID.into_iter().find(said).unwrap_or(Answer::No)
    }

    /// Whether anybody said anything.
    pub(super) fn is_silent(&self) -> bool {
        (0..self.starts).all(|start| set(self.row(start, Answer::Unknown)).count() == self.people)
    }
}

impl Policy {
    /// What an answer is worth, in basis points of a yes.
    pub(super) fn worth(self, answer: Answer) -> u64 {
        match answer {
            Answer::No => 0,
            Answer::Unknown => self.unknown.into(),
            Answer::IfNeeded => self.if_needed.into(),
            Answer::Yes => 10_000,
        }
    }
}
