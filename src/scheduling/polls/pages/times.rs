//! The times a poll offers, with what speaks against each, and the week in which others are pressed.

use jiff::civil::Date;

use super::{
    compare::Comparison,
    hours::worst_of_all,
    ranked::{Mark, marks},
};
use crate::{
    convenings::rules::fold_choices,
    entities::date_polls,
    ids::PollOptionId,
    scheduling::polls::{
        rules::{Slot, Week, monday},
        store,
    },
    values::{time_convert::to_timestamp, wall_time},
    web::{Desk, FieldErrors, Result, address, views::Choice},
};

/// The most clocks beside a time.
const MOST_CLOCKS: usize = 8;

/// What was typed to add a time.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct TimeForm {
    /// A cell of the week that was pressed.
    pub(super) at: String,
    pub(super) day: String,
    pub(super) start: String,
    pub(super) fold: String,
    pub(super) week: String,
    /// By how many days all are to move, where that costs answers and is asked.
    pub(super) shift: String,
}

/// A time that is offered.
pub(super) struct Line {
    pub(super) when: String,
    /// The same time on other clocks.
    pub(super) clocks: String,
    pub(super) worst: String,
    pub(super) warnings: Vec<Mark>,
    pub(super) withdrawal: String,
    /// Offered after the poll was opened.
    pub(super) late: bool,
}

/// One hour of every day.
pub(super) struct Hour {
    pub(super) hour: String,
    pub(super) cells: Vec<Cell>,
}

/// One hour of one day.
pub(super) struct Cell {
    /// What a press adds; empty where nothing can be pressed.
    pub(super) at: String,
    pub(super) says: String,
    /// The times that begin here.
    pub(super) held: Vec<String>,
}

/// All of it.
pub(super) struct Times {
    pub(super) lines: Vec<Line>,
    /// The days of the week.
    pub(super) heads: Vec<String>,
    pub(super) hours: Vec<Hour>,
    pub(super) week: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) form: TimeForm,
    pub(super) folds: Vec<Choice>,
    pub(super) errors: FieldErrors,
}

impl Times {
    /// Whether a time was offered after the poll was opened.
    pub(super) fn any_late(&self) -> bool {
        self.lines.iter().any(|line| line.late)
    }
}

/// The times, and the week that the form asks for, or that of the first time.
pub(super) async fn times(
    desk: &Desk,
    (poll, path): (&date_polls::Model, &str),
    of: &Comparison,
    (form, errors): (TimeForm, FieldErrors),
) -> Result<Times> {
    let rows = store::option_rows(desk.db(), poll.id).await?;
    let slots = store::slots(&rows)?;
    let now = to_timestamp(desk.app.now()).map_err(anyhow::Error::from)?;
    let today = poll.time_zone.rules().to_datetime(now).date();
    let first = slots
        .first()
        .map_or(today, |(_, slot)| slot.local_start.date());
    let asked: Option<Date> = form.week.parse().ok();
    let start = monday(asked.unwrap_or_else(|| first.max(today)));
    let plain: Vec<Slot> = slots.iter().map(|(_, slot)| slot.clone()).collect();
    let week = Week::new(start, &plain, (poll.minutes, &poll.time_zone), now);
    let line =
        |(row, (id, slot)): (&crate::entities::poll_options::Model, &(PollOptionId, Slot))| Line {
            when: slot.words(&poll.time_zone),
            clocks: clocks(of, slot),
            worst: worst_of_all(of, poll, slot),
            warnings: marks(of, slot),
            withdrawal: format!("{path}/options/{id}/withdrawal"),
            late: poll.opened_at.is_some_and(|opened| row.added_at > opened),
        };
    let local = format!("{}T{}", form.day, form.start);
    Ok(Times {
        lines: rows.iter().zip(&slots).map(line).collect(),
        heads: week
            .days
            .iter()
            .map(|day| day.date.strftime("%a %-d %b").to_string())
            .collect(),
        hours: hours(&week, &plain),
        week: start.to_string(),
        before: address(path, &[("week", &week.before.to_string())]),
        after: address(path, &[("week", &week.after.to_string())]),
        folds: folds(&local, &poll.time_zone, &form.fold, &errors),
        form,
        errors,
    })
}

/// "6:00 am PT, 2:00 pm London": the clocks of those who are asked.
fn clocks(of: &Comparison, slot: &Slot) -> String {
    let all = of.against.clocks(slot);
    let words = all[..all.len().min(MOST_CLOCKS)].join(", ");
    match all.len().saturating_sub(MOST_CLOCKS) {
        0 => words,
        more => format!("{words} and {more} more"),
    }
}

/// Which of two, once it was asked.
fn folds(
    local: &str,
    zone: &crate::values::TimeZone,
    chosen: &str,
    errors: &FieldErrors,
) -> Vec<Choice> {
    if errors.of("fold").is_empty() {
        return Vec::new();
    }
    let choices = fold_choices(local, zone.name()).into_iter().flatten();
    choices
        .map(|(code, label)| Choice::new(code, label, code == chosen))
        .collect()
}

fn hours(week: &Week, slots: &[Slot]) -> Vec<Hour> {
    let hour = |(at, hour): (usize, i8)| {
        let clock = jiff::civil::time(hour, 0, 0, 0)
            .strftime("%-I %P")
            .to_string();
        let cell = |day: &crate::scheduling::polls::rules::Day| {
            let cell = &day.cells[at];
            let held = cell.held.iter().filter_map(|slot| slots.get(*slot));
            Cell {
                at: cell.at.clone(),
                says: format!("{}, {clock}", wall_time::date(day.date)),
                held: held
                    .map(|slot| slot.local_start.strftime("%-I:%M %P").to_string())
                    .collect(),
            }
        };
        Hour {
            cells: week.days.iter().map(cell).collect(),
            hour: clock.clone(),
        }
    };
    Week::hours().into_iter().enumerate().map(hour).collect()
}
