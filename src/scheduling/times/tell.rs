//! What one start means, and how it differs from another.

use super::{
    bits::set,
    cover::WHOLE,
    grid::Shut,
    question::Answer,
    rank::{Eye, Key},
    table::Times,
};

/// Somebody who cannot come, and what they would add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    pub person: u128,
    /// Dollars of cover, if they came for sure as far as anybody knows.
    pub adds: u64,
}

/// A demand that a start does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmet {
    pub demand: usize,
    pub wanted: usize,
    pub has: usize,
    /// As many as there would be if everybody came.
    pub could: usize,
}

/// One start, told in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub key: Key,
    pub shut: Option<Shut>,
    pub unmet: Vec<Unmet>,
    pub comes: Vec<u128>,
    pub if_needed: Vec<u128>,
    pub silent: Vec<u128>,
    /// Those who said no, who adds most first.
    pub missed: Vec<Missed>,
    /// The needs that stay open however the money is shared out: more sources of them would help. Empty where all is covered
    /// or the kinds are too many.
    pub limits: Vec<usize>,
}

/// What one start has that another has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Dollars of cover more, or fewer.
    pub cover: i64,
    /// Basis points of expected heads more, or fewer.
    pub heads: i64,
    /// Who can come only here, and who only there, who brings most first.
    pub only_here: Vec<u128>,
    pub only_there: Vec<u128>,
    /// Needs that somebody here could fill and nobody there, with those people; and the other way round.
    pub kinds_here: Vec<(usize, Vec<u128>)>,
    pub kinds_there: Vec<(usize, Vec<u128>)>,
}

impl Times {
    /// What a start means; nothing where there is no such start.
    pub fn tell(&self, start: usize) -> Option<Told> {
        if start >= self.grid.starts {
            return None;
        }
        let mut eye = Eye::new(self);
        let key = eye.look(start);
        let said = |wanted: Answer| -> Vec<u128> {
            let people = 0..self.ids.len();
            let said = people.filter(|person| self.answer(start, *person) == wanted);
            said.map(|person| self.ids[person]).collect()
        };
        let now = eye.cover.least();
        let mut missed: Vec<Missed> = (0..self.ids.len())
            .filter(|person| self.answer(start, *person) == Answer::No && self.is_asked(*person))
            .map(|person| {
                let carrier = self.carriers[person];
                let weight = self.weight(person, Answer::Yes);
                let weight = weight.max(eye.carried[carrier]);
                let adds = eye.cover.least_with(carrier, weight) - now;
                Missed {
                    person: self.ids[person],
                    adds: u64::try_from(adds / i128::from(WHOLE)).unwrap_or(0),
                }
            })
            .collect();
        missed.sort_by_key(|missed| (u64::MAX - missed.adds, missed.person));
        let whole = key.cover >= self.gap();
        let cut = eye.cover.binding().filter(|_| !whole).unwrap_or(0);
        let kinds = self.need_of.iter().enumerate();
        let limits = kinds.filter(|(kind, _)| cut >> kind & 1 == 1);
        Some(Told {
            key,
            shut: self.grid.shut[start],
            unmet: self.unmet(start),
            comes: said(Answer::Yes),
            if_needed: said(Answer::IfNeeded),
            silent: said(Answer::Unknown),
            missed,
            limits: limits.map(|(_, need)| *need).collect(),
        })
    }

    fn is_asked(&self, person: usize) -> bool {
        self.asked[person / 64] >> (person % 64) & 1 == 1
    }

    fn unmet(&self, start: usize) -> Vec<Unmet> {
        let there = self.there(start);
        let broken = self.rules.iter().filter(|rule| !rule.holds(&there));
        let unmet = broken.map(|rule| Unmet {
            demand: rule.demand,
            wanted: rule.least,
            has: rule.filled(&there),
            could: rule.seats(),
        });
        unmet.collect()
    }

    /// What one start has that the other has not; nothing where there is no such start.
    pub fn differ(&self, here: usize, there: usize) -> Option<Difference> {
        if here.max(there) >= self.grid.starts {
            return None;
        }
        let mut eye = Eye::new(self);
        let (one, other) = (eye.look(here), eye.look(there));
        let (at_one, at_other) = (self.there(here), self.there(there));
        let less = |more: u64, less: u64| {
            let (more, less) = (i64::try_from(more), i64::try_from(less));
            more.unwrap_or(i64::MAX) - less.unwrap_or(i64::MAX)
        };
        Some(Difference {
            cover: less(one.cover, other.cover),
            heads: less(one.heads, other.heads),
            only_here: self.only(&at_one, &at_other),
            only_there: self.only(&at_other, &at_one),
            kinds_here: self.kinds_only(&at_one, &at_other),
            kinds_there: self.kinds_only(&at_other, &at_one),
        })
    }

    /// Who is among these and not among the others, who brings most first.
    fn only(&self, these: &[u64], others: &[u64]) -> Vec<u128> {
        let words = these.iter().zip(others);
        let row: Vec<u64> = words.map(|(these, others)| these & !others).collect();
        let mut only: Vec<usize> = set(&row).collect();
        only.sort_by_key(|person| {
            let brings = self.sources[self.carriers[*person]].budget;
            (u64::MAX - brings, self.ids[*person])
        });
        only.into_iter().map(|person| self.ids[person]).collect()
    }

    /// The needs that these could fill and none of the others, with who could.
    fn kinds_only(&self, these: &[u64], others: &[u64]) -> Vec<(usize, Vec<u128>)> {
        let able = |row: &[u64], kind: usize| -> Vec<u128> {
            let offers = |person: usize| self.offers[self.carriers[person]];
            let able = set(row).filter(|person| offers(*person) >> kind & 1 == 1);
            able.map(|person| self.ids[person]).collect()
        };
        let kinds = self.need_of.iter().enumerate();
        let here = kinds.map(|(kind, need)| (*need, able(these, kind), able(others, kind)));
        here.filter(|(_, these, others)| !these.is_empty() && others.is_empty())
            .map(|(need, these, _)| (need, these))
            .collect()
    }
}
