//! On which days each convening could begin, and what to say where there is none.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    asked::{Asked, Meeting, Spot},
    days::{counted, in_words, number},
};
use crate::scheduling::season::{Bar, Day, Emptied, Opening, Window, beginnings, weekends};

/// Why nothing is held on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is over, or today.
    Over,
    Weekends,
    Holidays,
    AskFirst,
    Blackouts,
    Closed(String),
}

impl Reason {
    fn words(&self) -> String {
        match self {
            Self::Over => "the days that are over".to_owned(),
            Self::Weekends => "weekends".to_owned(),
            Self::Holidays => "federal holidays".to_owned(),
            Self::AskFirst => "days to ask first".to_owned(),
            Self::Blackouts => "the season's blackout days".to_owned(),
            Self::Closed(venue) => format!("the days {venue} is closed"),
        }
    }
}

impl Asked {
    fn window(meeting: &Meeting) -> Window {
        Window {
            first: number(meeting.first),
            last: number(meeting.last),
            days: meeting.days,
        }
    }

    /// What closes days in a meeting's window at one place.
    fn bars(&self, window: Window, spot: Spot) -> Vec<Bar<Reason>> {
        let bar = |reason, days: BTreeSet<Day>| Bar { reason, days };
        let dates = |days: &BTreeSet<NaiveDate>| days.iter().map(|day| number(*day)).collect();
        let today = number(self.today);
        let kept = |closed: bool| {
            let days = self.keep_free.iter().filter(|day| day.closed == closed);
            days.map(|day| number(day.day)).collect()
        };
        let mut bars = vec![
            bar(
                Reason::Over,
                (window.first..=today.min(window.last)).collect(),
            ),
            bar(Reason::Weekends, weekends(window)),
            bar(Reason::Holidays, kept(true)),
            bar(Reason::Blackouts, dates(&self.blackouts)),
        ];
        if self.keeps_ask_first {
            bars.push(bar(Reason::AskFirst, kept(false)));
        }
        if let Spot::Venue(id) = spot
            && let Some(venue) = self.venue(id)
        {
            bars.push(bar(
                Reason::Closed(venue.name.clone()),
                dates(&venue.closed),
            ));
        }
        bars
    }

    /// Every day on which a meeting could begin and where, or why there is none, at the first of its places. `place` is the
    /// number of a place in the search.
    pub(crate) fn openings(
        &self,
        meeting: &Meeting,
        place: impl Fn(Spot) -> usize,
    ) -> Result<Vec<Opening>, Emptied<Reason>> {
        let window = Self::window(meeting);
        let mut openings = Vec::new();
        let mut emptied = None;
        for spot in self.spots_of(meeting) {
            match beginnings(window, &self.bars(window, spot)) {
                Ok(days) => openings.extend(days.into_iter().map(|day| Opening {
                    day,
                    place: place(spot),
                    cost: weeks(day - window.first) * meeting.late_cost,
                })),
                Err(why) => {
                    emptied.get_or_insert(why);
                }
            }
        }
        match emptied {
            Some(why) if openings.is_empty() => Err(why),
            _ => Ok(openings),
        }
    }

    /// What to say of a meeting that has no day left; nothing where it has one, or stays where it is.
    pub(crate) fn emptied(&self, meeting: &Meeting) -> Option<String> {
        if meeting.stays.is_some() {
            return None;
        }
        let why = self.openings(meeting, |_| 0).err()?;
        Some(sentence(meeting, &why))
    }

    /// On how many days a meeting could begin.
    pub(crate) fn open_days(&self, meeting: &Meeting) -> usize {
        let openings = self.openings(meeting, |_| 0).unwrap_or_default();
        let days: BTreeSet<Day> = openings.iter().map(|opening| opening.day).collect();
        days.len()
    }
}

/// Whole weeks.
fn weeks(days: Day) -> u64 {
    u64::from((days / 7).unsigned_abs())
}

fn sentence(meeting: &Meeting, why: &Emptied<Reason>) -> String {
    let (title, first, last) = (
        &meeting.title,
        in_words(meeting.first),
        in_words(meeting.last),
    );
    match why {
        Emptied::TooLong => format!(
            "“{title}” takes {}, and its window from {first} to {last} is shorter. Widen the window.",
            counted(meeting.days)
        ),
        Emptied::By(bars) => {
            let each = bars.iter().map(|(reason, open)| {
                let open = counted(i64::try_from(*open).unwrap_or(i64::MAX));
                format!("without {}, {open} would be open", reason.words())
            });
            let each: Vec<String> = each.collect();
            format!(
                "“{title}” has no day left from {first} to {last}: {}.",
                each.join("; ")
            )
        }
        Emptied::Together(bars) => {
            let each: Vec<String> = bars.iter().map(Reason::words).collect();
            format!(
                "“{title}” has no day left from {first} to {last}: {} together close every day. Widen its window.",
                listed(&each)
            )
        }
    }
}

/// `a, b and c`.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
