//! A usual week as rows of a form, for polls where any time between two days will do.

use super::AtPoll;
use crate::{
    entities::poll_hours,
    scheduling::polls::guest::form::{Hours, Sent, week},
    values::PollAnswer,
    web::views::Choice,
};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
/// Rows for each day of work; one is left for each of the other two.
const PER_DAY: usize = 2;

/// Some hours of one day.
pub(super) struct Row {
    pub(super) weekday: usize,
    /// "Tuesday, second row".
    pub(super) label: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) answers: Vec<Choice>,
}

fn row((day, at): (usize, usize), from: String, to: String, answer: &str) -> Row {
    let choice =
        |each: PollAnswer| Choice::new(each.as_str(), each.label(), each.as_str() == answer);
    let more = if at == 0 { "" } else { ", second row" };
    Row {
        weekday: day + 1,
        label: format!("{}{more}", DAYS.get(day).copied().unwrap_or_default()),
        from,
        to,
        answers: vec![choice(PollAnswer::Yes), choice(PollAnswer::IfNeeded)],
    }
}

/// Hours as they are kept, in one line.
pub(super) fn line_of(hours: &[poll_hours::Model]) -> String {
    let hours = hours.iter().map(|row| Hours {
        weekday: row.weekday,
        from: row.from_minute,
        to: row.to_minute,
        answer: row.answer,
    });
    week(&hours.collect::<Vec<_>>())
}

impl AtPoll {
    /// The week that is kept, in one line.
    pub(super) fn stored_week(&self) -> String {
        line_of(&self.hours)
    }

    /// A week with what they said, and room for more.
    pub(super) fn week(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for day in 0..DAYS.len() {
            let said = self.hours.iter();
            let said = said.filter(|hours| usize::try_from(hours.weekday) == Ok(day + 1));
            // The end of a day is midnight on a clock.
            let clock = |minutes: i32| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
            let mut many = 0;
            for hours in said {
                let times = (clock(hours.from_minute), clock(hours.to_minute));
                rows.push(row((day, many), times.0, times.1, hours.answer.as_str()));
                many += 1;
            }
            let least = if day < 5 { PER_DAY } else { 1 };
            for at in many..least {
                rows.push(row((day, at), String::new(), String::new(), "yes"));
            }
        }
        rows
    }
}

/// The same rows with what was just sent.
pub(super) fn typed(sent: &Sent) -> Vec<Row> {
    let list = |name: &str| -> Vec<String> {
        let values = sent.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.clone()).collect()
    };
    let (days, answers) = (list("day"), list("hours"));
    let (from, to) = (list("from"), list("to"));
    let mut rows = Vec::new();
    let mut before = 0;
    for (((day, answer), from), to) in days.iter().zip(&answers).zip(from).zip(to) {
        let day: usize = day.parse().unwrap_or(1);
        let again = usize::from(day == before);
        rows.push(row((day.saturating_sub(1), again), from, to, answer));
        before = day;
    }
    rows
}
