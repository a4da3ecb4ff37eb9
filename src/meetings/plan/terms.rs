//! A question laid out for the search: lists end to end, small numbers, a price for each count of runs.

use super::{Instance, bound};

/// A meeting that has no round.
pub(super) const OUT: u8 = u8::MAX;
/// Nobody.
pub(super) const NONE: u16 = u16::MAX;

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u16>,
}

impl Lists {
    fn new(lists: impl IntoIterator<Item = Vec<u16>>) -> Self {
        let mut made = Self {
            starts: vec![0],
            items: Vec::new(),
        };
        for list in lists {
            made.items.extend(list);
            made.starts
                .push(u32::try_from(made.items.len()).unwrap_or(u32::MAX));
        }
        made
    }

    pub(super) fn of(&self, number: usize) -> &[u16] {
        &self.items[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

#[derive(Debug)]
pub(super) struct Terms {
    pub(super) people: usize,
    pub(super) rounds: usize,
    pub(super) tables: usize,
    /// All rounds, as bits.
    pub(super) day: u64,
    pub(super) meetings: usize,
    /// Who comes to each meeting.
    pub(super) who: Lists,
    /// The rounds each meeting could have, as bits and as a list.
    pub(super) open: Vec<u64>,
    pub(super) rounds_of: Lists,
    /// The same rounds, less those that the order closes where all meetings are held.
    pub(super) windows: Vec<u64>,
    /// What each meeting waits for, and what waits for it.
    pub(super) earlier: Lists,
    pub(super) later: Lists,
    /// Whether a meeting waits or is waited for.
    pub(super) ordered: Vec<bool>,
    /// None for a meeting that has to be held.
    pub(super) worth: Vec<Option<i64>>,
    pub(super) was: Vec<u8>,
    pub(super) move_cost: i64,
    /// Whether there is a plan that people know.
    pub(super) known: bool,
    pub(super) most: Vec<u16>,
    pub(super) least: Vec<u16>,
    /// What so many runs cost, and how many breaks of them are too many.
    pub(super) run_cost: Vec<i64>,
    pub(super) run_unfair: Vec<i64>,
    /// No plan that holds everybody's meetings has fewer breaks.
    pub(super) fewest_breaks: u32,
    /// Whether every meeting has to be held, and no other count matters.
    pub(super) only_breaks: bool,
}

/// A number that the checks of the instance have kept below the limit.
pub(super) fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(NONE)
}

/// The numbers of the bits that are set.
pub(super) fn bits(mut word: u64) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let next = u8::try_from(word.trailing_zeros()).unwrap_or(OUT);
        (word != 0).then(|| {
            word &= word - 1;
            next
        })
    })
}

impl Terms {
    pub(super) fn new(instance: &Instance) -> Self {
        let meetings = instance.meetings.len();
        let smalls = |list: &[usize]| list.iter().map(|n| small(*n)).collect::<Vec<_>>();
        let mut later = vec![Vec::new(); meetings];
        for (number, meeting) in instance.meetings.iter().enumerate() {
            for first in &meeting.after {
                later[*first].push(small(number));
            }
        }
        let windows = bound::windows(instance);
        let fewest = bound::fewest_breaks(instance, &windows);
        let open: Vec<u64> = (0..meetings).map(|m| instance.open(m)).collect();
        let slack = fewest.iter().min().copied().unwrap_or(0);
        let allowed = instance
            .fairness
            .map(|fairness| i64::from(fairness + slack));
        let breaks = |runs: i64| (runs - 1).max(0);
        let over = |runs| allowed.map_or(0, |allowed| (breaks(runs) - allowed).max(0));
        Self {
            people: instance.people,
            rounds: instance.rounds,
            tables: instance.tables,
            day: super::instance::all(instance.rounds),
            meetings,
            who: Lists::new(instance.meetings.iter().map(|m| smalls(&m.people))),
            rounds_of: Lists::new(open.iter().map(|open| bits(*open).map(u16::from).collect())),
            open,
            windows,
            earlier: Lists::new(instance.meetings.iter().map(|m| smalls(&m.after))),
            ordered: (0..meetings)
                .map(|m| !instance.meetings[m].after.is_empty() || !later[m].is_empty())
                .collect(),
            later: Lists::new(later),
            worth: instance
                .meetings
                .iter()
                .map(|m| m.worth.map(i64::from))
                .collect(),
            was: instance
                .meetings
                .iter()
                .map(|m| m.was.unwrap_or(OUT))
                .collect(),
            known: instance.meetings.iter().any(|m| m.was.is_some()),
            move_cost: instance.move_cost.into(),
            most: (0..instance.people)
                .map(|p| small(instance.most_of(p)))
                .collect(),
            least: (0..instance.people)
                .map(|p| small(instance.least_of(p)))
                .collect(),
            run_cost: (0..34)
                .map(|runs| breaks(runs) * i64::from(instance.break_cost))
                .collect(),
            run_unfair: (0..34).map(over).collect(),
            fewest_breaks: fewest.iter().sum(),
            only_breaks: !instance.chooses(),
        }
    }
}
