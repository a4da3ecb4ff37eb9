//! The dates as calendar months.

use super::{rows::Row, shown::Shown};
use crate::scheduling::seasons::rules::{Cell, Month, in_words, months};
use chrono::Datelike;

/// One month.
pub(super) struct MonthView {
    pub(super) name: String,
    pub(super) weeks: Vec<Vec<Option<DayView>>>,
}

/// One day of it.
pub(super) struct DayView {
    pub(super) number: u32,
    /// `Fri 26 Mar 2027: Good Friday, ask guests first`; empty for an ordinary day.
    pub(super) why: String,
    /// "shut", "ask" or "".
    pub(super) kind: &'static str,
    /// Anchor and title of what is on it.
    pub(super) on: Vec<(String, String)>,
}

impl Shown {
    pub(super) fn months(&self, rows: &[Row]) -> Vec<MonthView> {
        let dates: Vec<_> = self
            .dates()
            .into_iter()
            .flat_map(|dates| &dates.dates)
            .filter(|dated| self.scene.part(dated.convening).is_some())
            .map(|dated| (dated.day, dated.days))
            .collect();
        let view = |month: Month| MonthView {
            name: month.name,
            weeks: month
                .weeks
                .into_iter()
                .map(|week| {
                    week.into_iter()
                        .map(|cell| Some(self.day(cell?, rows)))
                        .collect()
                })
                .collect(),
        };
        months(&dates).into_iter().map(view).collect()
    }

    fn day(&self, cell: Cell, rows: &[Row]) -> DayView {
        let day = cell.day;
        let special = self.scene.keep_free.iter().filter(|each| each.day == day);
        let names: Vec<String> = special
            .clone()
            .map(|each| {
                let advice = if each.closed {
                    "offices are closed"
                } else {
                    "ask guests first"
                };
                format!("{} ({advice})", each.name)
            })
            .collect();
        let blackout = self.asked.blackouts.contains(&day);
        let kind = if blackout || special.clone().any(|each| each.closed) {
            "shut"
        } else if special.clone().next().is_some() {
            "ask"
        } else {
            ""
        };
        let why: Vec<String> = names
            .into_iter()
            .chain(blackout.then(|| "blackout day of this season".to_owned()))
            .collect();
        DayView {
            number: day.day(),
            why: if why.is_empty() {
                String::new()
            } else {
                format!("{}: {}", in_words(day), why.join("; "))
            },
            kind,
            on: cell
                .on
                .into_iter()
                .filter_map(|at| rows.get(at))
                .map(|row| (format!("#c-{}", row.id), row.title.clone()))
                .collect(),
        }
    }
}
