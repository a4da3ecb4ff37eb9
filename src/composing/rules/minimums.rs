//! "Two CDFIs, one bank, three local": the minimums, and what of them is still unmet.

use super::{
    instance::{Instance, Person},
    problem::{Candidate, Wish},
    trouble::Shortage,
};

/// Which of the minimums a candidate serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    /// The place of its group among the minimums.
    group: Option<usize>,
    local: bool,
    first_time: bool,
}

impl Class {
    pub(super) fn of(candidate: &Candidate, minimums: &Minimums) -> Self {
        let mut groups = minimums.groups.iter();
        Self {
            group: groups.position(|group| *group == candidate.group),
            local: candidate.local,
            first_time: candidate.first_time,
        }
    }

    pub(super) fn number(self) -> usize {
        let group = self.group.map_or(0, |group| group + 1);
        group * 4 + usize::from(self.local) * 2 + usize::from(self.first_time)
    }

    fn numbered(number: usize) -> Self {
        Self {
            group: (number / 4).checked_sub(1),
            local: number & 2 > 0,
            first_time: number & 1 > 0,
        }
    }
}

/// How many are wanted, of each group, local, and for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Minimums {
    groups: Vec<u32>,
    wanted: Unmet,
}

/// How many are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unmet {
    groups: Vec<usize>,
    local: usize,
    first_time: usize,
}

impl Minimums {
    pub(super) fn new(wish: &Wish) -> Self {
        let mut minimums: Vec<(u32, usize)> = Vec::new();
        for (group, wanted) in &wish.groups {
            match minimums.iter_mut().find(|(known, _)| known == group) {
                Some((_, most)) => *most = (*most).max(*wanted),
                None => minimums.push((*group, *wanted)),
            }
        }
        let (groups, wanted) = minimums.into_iter().unzip();
        Self {
            groups,
            wanted: Unmet {
                groups: wanted,
                local: wish.local,
                first_time: wish.first_time,
            },
        }
    }

    pub(super) fn classes(&self) -> usize {
        (self.groups.len() + 1) * 4
    }

    /// How many each minimum asks for, in one order: groups, local, first time.
    pub(super) fn all(&self) -> Vec<usize> {
        let wanted = &self.wanted;
        let groups = wanted.groups.iter().copied();
        groups.chain([wanted.local, wanted.first_time]).collect()
    }

    /// Whether a class serves the minimum at this place of that order.
    pub(super) fn serves(&self, class: Class, at: usize) -> bool {
        match at.checked_sub(self.groups.len()) {
            None => class.group == Some(at),
            Some(0) => class.local,
            Some(_) => class.first_time,
        }
    }

    /// What these guests leave unmet.
    pub(super) fn unmet<'a>(&self, guests: impl IntoIterator<Item = &'a Person>) -> Unmet {
        let mut unmet = self.wanted.clone();
        for person in guests {
            unmet.serve(person.class);
        }
        unmet
    }

    /// The wishes that these guests do not meet.
    pub(super) fn shortages(&self, instance: &Instance, guests: &[usize]) -> Vec<Shortage> {
        let unmet = self.unmet(guests.iter().map(|guest| &instance.people[*guest]));
        let groups = self.groups.iter().enumerate();
        let groups = groups
            .filter(|(at, _)| unmet.groups[*at] > 0)
            .map(|(at, group)| {
                let wanted = self.wanted.groups[at];
                Shortage::Group {
                    group: *group,
                    wanted,
                    found: wanted - unmet.groups[at],
                }
            });
        let local = (unmet.local > 0).then(|| Shortage::Local {
            wanted: self.wanted.local,
            found: self.wanted.local - unmet.local,
        });
        let first_time = (unmet.first_time > 0).then(|| Shortage::FirstTime {
            wanted: self.wanted.first_time,
            found: self.wanted.first_time - unmet.first_time,
        });
        groups.chain(local).chain(first_time).collect()
    }
}

impl Unmet {
    pub(super) fn is_empty(&self) -> bool {
        self.left() == 0
    }

    pub(super) fn left(&self) -> usize {
        self.groups.iter().sum::<usize>() + self.local + self.first_time
    }

    /// How many of the unmet minimums somebody of this class serves.
    pub(super) fn served_by(&self, class: Class) -> usize {
        let group = class.group.is_some_and(|group| self.groups[group] > 0);
        let local = class.local && self.local > 0;
        let first_time = class.first_time && self.first_time > 0;
        usize::from(group) + usize::from(local) + usize::from(first_time)
    }

    pub(super) fn serve(&mut self, class: Class) {
        if let Some(group) = class.group {
            self.groups[group] = self.groups[group].saturating_sub(1);
        }
        self.local = self.local.saturating_sub(usize::from(class.local));
        self.first_time = self
            .first_time
            .saturating_sub(usize::from(class.first_time));
    }

    /// Whether nothing is missing here that is not missing there too.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        let groups = self.groups.iter().zip(&other.groups);
        groups.into_iter().all(|(mine, theirs)| mine <= theirs)
            && self.local <= other.local
            && self.first_time <= other.first_time
    }

    /// How many seats it takes to meet the minimums from a stock of candidates by class, and how much stays unmet: planned
    /// by taking, again and again, the class that serves the most.
    pub(super) fn planned(&self, stock: &[usize]) -> (usize, usize) {
        let (mut unmet, mut stock, mut seats) = (self.clone(), stock.to_vec(), 0);
        loop {
            let able = (0..stock.len()).filter(|class| stock[*class] > 0);
            let served = able.map(|class| (unmet.served_by(Class::numbered(class)), class));
            // Of equals the one in the smaller class, which spares those who serve more later.
            let Some((served, class)) =
                served.max_by_key(|(served, class)| (*served, usize::MAX - class))
            else {
                return (seats, unmet.left());
            };
            if served == 0 {
                return (seats, unmet.left());
            }
            unmet.serve(Class::numbered(class));
            stock[class] -= 1;
            seats += 1;
        }
    }
}
