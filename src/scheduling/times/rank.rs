//! Every start that can be chosen, the best first.

use std::cmp::Reverse;

use super::{
    bits::set_in,
    cover::{Cover, WHOLE},
    question::Answer,
    relax::smallest,
    table::Times,
    trouble::Nothing,
};

/// How good a start is. The order of the fields is the order in which they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Cover in steps of the policy.
    pub step: u64,
    /// Kinds of money of which a source is expected.
    pub kinds: u32,
    /// Expected heads, in basis points.
    pub heads: u64,
    /// How many come only if needed.
    pub if_needed: Reverse<u32>,
    /// The earlier.
    pub start: Reverse<usize>,
    /// Cover in dollars. Said, not compared: no two keys have one start.
    pub cover: u64,
}

/// The starts that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// The best first, as many as were asked for.
    pub best: Vec<Key>,
    /// How many there are in all.
    pub open: usize,
    /// The one that counting heads would choose.
    pub most_heads: Key,
}

/// The state that goes from start to start.
pub(super) struct Eye<'a> {
    times: &'a Times,
    pub(super) cover: Cover<'a>,
    /// By answer, who gave it at the start looked at last.
    rows: [Vec<u64>; 3],
    /// By person, how much they count.
    weights: Vec<u64>,
    /// By carrier, how much their party counts.
    pub(super) carried: Vec<u64>,
    heads: u64,
    if_needed: u32,
    /// By open kind, how much of a source is expected.
    expected: Vec<u64>,
}

impl<'a> Eye<'a> {
    pub(super) fn new(times: &'a Times) -> Self {
        let nobody = || vec![0; times.asked.len()];
        Self {
            times,
            cover: Cover::new(&times.open, &times.shapes, &times.sources),
            rows: [nobody(), nobody(), nobody()],
            weights: vec![0; times.ids.len()],
            carried: vec![0; times.ids.len()],
            heads: 0,
            if_needed: 0,
            expected: vec![0; times.open.len()],
        }
    }

    /// Looks at a start: only those who answer otherwise than at the start before are counted anew.
    pub(super) fn look(&mut self, start: usize) -> Key {
        let answers = [Answer::Unknown, Answer::IfNeeded, Answer::Yes];
        let times = self.times;
        let now = answers.map(|answer| times.grid.row(start, answer));
        self.if_needed = 0;
        for (word, asked) in times.asked.iter().enumerate() {
            let now = now.map(|row| row[word] & asked);
            let was =
                [0, 1, 2].map(|at: usize| std::mem::replace(&mut self.rows[at][word], now[at]));
            let changed = (0..3).fold(0, |changed, at| changed | (now[at] ^ was[at]));
            for person in set_in(changed, word * 64) {
                let said = |at: &usize| now[*at] >> (person % 64) & 1 == 1;
                let answer = (0..3).find(said).map_or(Answer::No, |at| answers[at]);
                self.count(person, times.weight(person, answer));
            }
            let only = set_in(now[1], word * 64);
            self.if_needed += only
                .filter(|person| self.weights[*person] > 0)
                .map(|_| 1)
                .sum::<u32>();
        }
        self.key(start)
    }

    fn count(&mut self, person: usize, weight: u64) {
        let was = std::mem::replace(&mut self.weights[person], weight);
        self.heads = self.heads + weight - was;
        let carrier = self.times.carriers[person];
        let weight = self.times.carried(carrier, &self.weights);
        let was = std::mem::replace(&mut self.carried[carrier], weight);
        for kind in set_in(self.times.offers[carrier], 0) {
            self.expected[kind] = self.expected[kind] + weight - was;
        }
        self.cover.set(carrier, weight);
    }

    fn key(&mut self, start: usize) -> Key {
        let (least, policy) = (self.cover.least(), self.times.policy);
        let whole = i128::from(WHOLE);
        let cover = u64::try_from(least / whole).unwrap_or(u64::MAX);
        let step = i128::from(self.times.gap()) * i128::from(policy.step);
        let steps = if policy.step == 0 {
            cover
        } else {
            // Of a gap of nothing, nothing is covered.
            let steps = (i128::from(cover) * whole).checked_div(step).unwrap_or(0);
            u64::try_from(steps).unwrap_or(u64::MAX)
        };
        let expected = self.expected.iter().filter(|sources| **sources >= WHOLE);
        Key {
            step: steps,
            kinds: expected.map(|_| 1).sum(),
            heads: self.heads,
            if_needed: Reverse(self.if_needed),
            start: Reverse(start),
            cover,
        }
    }
}

impl Times {
    /// Whether a start is neither shut nor lacks anything.
    pub(super) fn holds(&self, start: usize) -> bool {
        if self.grid.shut[start].is_some() {
            return false;
        }
        let there = self.there(start);
        self.rules.iter().all(|rule| rule.holds(&there)) && there.iter().any(|word| *word > 0)
    }

    /// The starts that can be chosen, the best first; or why there is none.
    pub fn rank(&self, most: usize) -> Result<Ranking, Nothing> {
        let mut eye = Eye::new(self);
        let open = (0..self.grid.starts).filter(|start| self.holds(*start));
        let mut keys: Vec<Key> = open.map(|start| eye.look(start)).collect();
        if self.ids.is_empty() {
            return Err(Nothing::NoPeople);
        }
        if self.grid.starts > 0 && self.grid.is_silent() {
            return Err(Nothing::NobodyAnswered);
        }
        let by_heads = |key: &&Key| (key.heads, key.cover, key.start);
        let Some(most_heads) = keys.iter().max_by_key(by_heads).copied() else {
            return Err(smallest(self));
        };
        keys.sort_unstable_by(|one, other| other.cmp(one));
        let open = keys.len();
        keys.truncate(most);
        Ok(Ranking {
            best: keys,
            open,
            most_heads,
        })
    }
}
