//! When somebody can come in an ordinary week, as slots of a quarter of an hour.
//!
//! Slots are instants, so each has one local time: days on which clocks change, half-hour zones and the date line need no
//! rules of their own.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::question::Answer;

/// The minutes of a slot.
pub const SLOT: u32 = 15;

/// A part of a day, in local minutes, and what somebody says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: u32,
    pub to: u32,
    pub answer: Answer,
}

/// An ordinary week, from Monday, and when it does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Where spans overlap, the better answer counts; outside all of them nobody comes.
    pub days: [Vec<Span>; 7],
    /// Local days on which they do not come at all: holidays, board days, days away.
    pub off: BTreeSet<Date>,
    /// Times at which they are busy, from and to.
    pub busy: Vec<(Timestamp, Timestamp)>,
}

/// The slots that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub from: Timestamp,
    pub slots: usize,
}

/// When each slot of a frame is in one zone. Made once for all who live there.
#[derive(Clone, Debug)]
pub struct Local {
    frame: Frame,
    /// By slot: the day, its position in the week, and the minute of the day.
    at: Vec<(Date, usize, u32)>,
}

impl Frame {
    /// When a slot begins.
    pub fn begins(self, slot: usize) -> Timestamp {
        let minutes = i64::try_from(slot).unwrap_or(i64::MAX / 1_000_000) * i64::from(SLOT);
        let after = SignedDuration::from_secs(minutes * 60);
        self.from.checked_add(after).unwrap_or(Timestamp::MAX)
    }

    /// The slots that a time touches.
    fn touched(self, (from, to): (Timestamp, Timestamp)) -> std::ops::Range<usize> {
        let slot = i64::from(SLOT) * 60;
        let since = |time: Timestamp| time.as_second() - self.from.as_second();
        let within = |slot: i64| usize::try_from(slot).unwrap_or(0).min(self.slots);
        let first = within(since(from).div_euclid(slot));
        let last = within((since(to) + slot - 1).div_euclid(slot));
        first..last.max(first)
    }
}

impl Local {
    pub fn new(frame: Frame, zone: &TimeZone) -> Self {
        let at = (0..frame.slots).map(|slot| {
            let local = zone.to_datetime(frame.begins(slot));
            let hour = u32::from(local.hour().unsigned_abs());
            let minute = u32::from(local.minute().unsigned_abs());
            let monday = local.weekday().to_monday_zero_offset();
            (
                local.date(),
                usize::from(monday.unsigned_abs()),
                hour * 60 + minute,
            )
        });
        let at = at.collect();
        Self { frame, at }
    }

    /// What somebody who lives here says of each slot.
    pub fn answers(&self, week: &Week) -> Vec<Answer> {
        let slot = |(day, of_week, minute): &(Date, usize, u32)| {
            if week.off.contains(day) {
                return Answer::No;
            }
            let spans = week.days[*of_week].iter();
            let spans = spans.filter(|span| span.from <= *minute && minute + SLOT <= span.to);
            spans.map(|span| span.answer).max().unwrap_or(Answer::No)
        };
        let mut answers: Vec<Answer> = self.at.iter().map(slot).collect();
        for busy in &week.busy {
            answers[self.frame.touched(*busy)].fill(Answer::No);
        }
        answers
    }

    /// The minute of the local day at which a slot begins.
    pub fn minute(&self, slot: usize) -> Option<u32> {
        self.at.get(slot).map(|(_, _, minute)| *minute)
    }
}
