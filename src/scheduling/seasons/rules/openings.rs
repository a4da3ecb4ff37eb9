//! On which days each convening could begin, and what to say where there is none.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    asked::{Asked, Meeting, Spot},
    days::{number, weeks},
    emptied::{Reason, sentence},
};
use crate::scheduling::season::{Bar, Day, Emptied, Opening, Window, beginnings, weekends};

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
