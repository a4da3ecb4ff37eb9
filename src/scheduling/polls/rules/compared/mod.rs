//! Every time of a poll compared: the options that are offered, or all starts between two days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{Asked, Slot, Taken};
use crate::{
    ids::{PollOptionId, PollPersonId},
    scheduling::times::{
        Answer, Frame, Grid, Local, Nothing, Policy, Question, Ranking, SLOT, Shut, Slots, Span,
        Times, Trouble, Vote, Week,
    },
    values::{PollAnswer, TimeZone},
};

/// The most times that are told of a poll where any time will do.
const MOST_FOUND: usize = 10;
/// The most that are ranked.
const MOST_RANKED: usize = 20_000;

/// What people said: votes, or hours of an ordinary week and when they are busy.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub votes: Vec<(PollPersonId, PollOptionId, PollAnswer)>,
    /// Day from 1 for Monday, from and to in minutes.
    pub hours: Vec<(PollPersonId, i32, i32, i32, PollAnswer)>,
    pub busy: Vec<(PollPersonId, Timestamp, Timestamp)>,
    /// Who answered, whatever they said.
    pub answered: BTreeSet<PollPersonId>,
}

/// The times among which is chosen.
#[derive(Clone, Debug)]
pub enum Among {
    Offered(Vec<(PollOptionId, Slot)>),
    AnyTime {
        first: Date,
        last: Date,
        /// Days on which nobody should be asked to meet.
        free: Vec<Date>,
    },
}

/// What is asked of the times.
#[derive(Clone, Debug)]
pub struct Frameset {
    pub among: Among,
    pub minutes: i32,
    pub zone: TimeZone,
    pub now: Timestamp,
    /// When other meetings have the venue.
    pub taken: Vec<Taken>,
}

impl Frameset {
    /// Whether another meeting has the venue at any time between two moments.
    fn has_no_venue(&self, from: Timestamp, to: Timestamp) -> bool {
        self.taken.iter().any(|each| each.overlaps(from, to))
    }
}

/// The times in their order, and what choosing says of them.
#[derive(Clone, Debug)]
pub struct Compared {
    pub times: Times,
    pub ranking: Result<Ranking, Nothing>,
    /// The starts that are shown, the first first.
    pub shown: Vec<(usize, Option<PollOptionId>, Slot)>,
}

impl Compared {
    /// The best start, where there is one.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        let ranking = self.ranking.as_ref().ok()?;
        ranking.best.first().map(|key| key.start.0)
    }
}

fn said(answer: PollAnswer) -> Answer {
    match answer {
        PollAnswer::Yes => Answer::Yes,
        PollAnswer::IfNeeded => Answer::IfNeeded,
        PollAnswer::No => Answer::No,
    }
}

/// Compares them; `without` are left out as if they were not asked.
pub fn compared(
    question: &Question,
    asked: &[Asked],
    said: &Said,
    frames: &Frameset,
    without: &BTreeSet<u128>,
) -> Result<Compared, Trouble> {
    let (grid, frame) = match &frames.among {
        Among::Offered(options) => (offered(asked, said, options, frames), None),
        Among::AnyTime { first, last, free } => {
            let (grid, frame) =
                any_time(asked, said, (*first, *last, free), frames, question.policy);
            (grid, Some(frame))
        }
    };
    let mut times = Times::new(question, grid)?;
    if !without.is_empty() {
        times = times.without(without)?;
    }
    let ranking = times.rank(MOST_RANKED);
    let shown = match (&frames.among, frame) {
        (Among::Offered(options), _) => {
            let options = options.iter().enumerate();
            options
                .map(|(at, (id, slot))| (at, Some(*id), slot.clone()))
                .collect()
        }
        (Among::AnyTime { .. }, Some(frame)) => found(&ranking, frame, frames),
        (Among::AnyTime { .. }, None) => Vec::new(),
    };
    Ok(Compared {
        times,
        ranking,
        shown,
    })
}

fn offered(
    asked: &[Asked],
    answers: &Said,
    options: &[(PollOptionId, Slot)],
    frames: &Frameset,
) -> Grid {
    let people: BTreeMap<PollPersonId, usize> = asked.iter().map(|one| one.id).zip(0..).collect();
    let places: BTreeMap<PollOptionId, usize> =
        options.iter().map(|(id, _)| *id).zip(0..).collect();
    let vote = |(person, option, answer): &(PollPersonId, PollOptionId, PollAnswer)| {
        Some(Vote {
            person: *people.get(person)?,
            option: *places.get(option)?,
            answer: said(*answer),
        })
    };
    let votes: Vec<Vote> = answers.votes.iter().filter_map(vote).collect();
    let mut grid = Grid::of_votes(asked.len(), options.len(), &votes);
    for (at, (_, slot)) in options.iter().enumerate() {
        if slot.starts <= frames.now {
            grid.shut(at, Shut::Past);
        } else if frames.has_no_venue(slot.starts, slot.ends) {
            grid.shut(at, Shut::Venue);
        }
    }
    grid
}

fn any_time(
    asked: &[Asked],
    answers: &Said,
    (first, last, free): (Date, Date, &[Date]),
    frames: &Frameset,
    policy: Policy,
) -> (Grid, Frame) {
    let frame = frame(first, last, &frames.zone);
    let mut weeks: BTreeMap<PollPersonId, Week> = BTreeMap::new();
    for (person, day, from, to, answer) in &answers.hours {
        let day = usize::try_from(day - 1).ok();
        let week = weeks.entry(*person).or_default();
        let (Some(day), Ok(from), Ok(to)) = (
            day.and_then(|day| week.days.get_mut(day)),
            u32::try_from(*from),
            u32::try_from(*to),
        ) else {
            continue;
        };
        let answer = said(*answer);
        day.push(Span { from, to, answer });
    }
    for (person, from, to) in &answers.busy {
        if let Some(week) = weeks.get_mut(person) {
            week.busy.push((*from, *to));
        }
    }
    let mut clocks: BTreeMap<&str, Local> = BTreeMap::new();
    let mut slots = Slots::new(asked.len(), frame.slots);
    let silent = vec![Answer::Unknown; frame.slots];
    for (at, one) in asked.iter().enumerate() {
        match weeks.get(&one.id) {
            Some(week) => {
                let zone = one.zone.as_ref().unwrap_or(&frames.zone);
                let clock = clocks
                    .entry(zone.name())
                    .or_insert_with(|| Local::new(frame, zone.rules()));
                slots.say(at, &clock.answers(week));
            }
            None if answers.answered.contains(&one.id) => {}
            None => slots.say(at, &silent),
        }
    }
    let wide = usize::try_from(frames.minutes).unwrap_or(0);
    let wide = wide.div_ceil(SLOT as usize).max(1);
    let mut grid = Grid::of_slots(&slots, wide, policy);
    let lasts = SignedDuration::from_mins(i64::from(frames.minutes));
    for start in 0..grid.starts() {
        let begins = frame.begins(start);
        let day = frames.zone.rules().to_datetime(begins).date();
        if begins <= frames.now {
            grid.shut(start, Shut::Past);
        } else if free.contains(&day) {
            grid.shut(start, Shut::Blackout);
        } else if frames.has_no_venue(begins, begins.saturating_add(lasts).unwrap_or(begins)) {
            grid.shut(start, Shut::Venue);
        }
    }
    (grid, frame)
}

/// From midnight of the first day to midnight after the last, on the clocks of a zone.
fn frame(first: Date, last: Date, zone: &TimeZone) -> Frame {
    let midnight = |day: Date| {
        let midnight = zone.rules().to_timestamp(day.at(0, 0, 0, 0));
        midnight.unwrap_or(Timestamp::MAX)
    };
    let (from, to) = (midnight(first), midnight(last.saturating_add(1.day())));
    let minutes = to.duration_since(from).as_mins().max(0);
    let slots = usize::try_from(minutes).unwrap_or(0) / SLOT as usize;
    Frame { from, slots }
}

/// The best starts that do not overlap one that is better, in the order of time.
fn found(
    ranking: &Result<Ranking, Nothing>,
    frame: Frame,
    frames: &Frameset,
) -> Vec<(usize, Option<PollOptionId>, Slot)> {
    let lasts = SignedDuration::from_mins(i64::from(frames.minutes));
    let mut found: Vec<(usize, Option<PollOptionId>, Slot)> = Vec::new();
    let best = ranking.iter().flat_map(|ranking| &ranking.best);
    for key in best {
        let start = key.start.0;
        let begins = frame.begins(start);
        let near =
            |(_, _, slot): &(usize, _, Slot)| slot.starts.duration_since(begins).abs() < lasts;
        if found.iter().any(near) {
            continue;
        }
        let Ok(slot) = Slot::from(begins, frames.minutes, &frames.zone) else {
            continue;
        };
        found.push((start, None, slot));
        if found.len() == MOST_FOUND {
            break;
        }
    }
    found.sort_by_key(|(start, _, _)| *start);
    found
}

#[cfg(test)]
mod tests;
