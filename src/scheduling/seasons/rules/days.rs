//! Days as people write them and as the search counts them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::{scheduling::season::Day, values::typed};

/// Monday 5 January 1970, counted from the first day of the first year.
const MONDAY: i32 = 719_167;
/// The longest row of days that one line names.
const LONGEST: i64 = 400;
/// The most lines of a list of days.
const MOST_LINES: usize = 200;

/// A day as the search counts it: from a Monday.
pub(crate) fn number(date: NaiveDate) -> Day {
    date.num_days_from_ce() - MONDAY
}

/// Whole weeks.
pub(crate) fn weeks(days: Day) -> u64 {
    u64::from((days / 7).unsigned_abs())
}

/// The day of a number. Numbers come from dates, so none lies beyond the calendar.
pub(crate) fn date_of(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(MONDAY)).unwrap_or(NaiveDate::MAX)
}

/// `Thu 18 Mar 2027`.
pub(crate) fn in_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `18 Mar`, for where the year is plain.
pub(crate) fn in_short(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `1 day`, `3 days`.
pub(crate) fn counted(many: impl Into<i64>) -> String {
    match many.into() {
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    }
}

/// A list of days: one a line, or a first and a last day with "to" between them.
pub(crate) fn read(typed: &str) -> Result<BTreeSet<NaiveDate>, String> {
    let lines = typed.split(['\n', ',', ';']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if lines.len() > MOST_LINES {
        return Err(format!("List {MOST_LINES} lines of days at most."));
    }
    let mut days = BTreeSet::new();
    for line in lines {
        let (first, last) = line.split_once(" to ").unwrap_or((line, line));
        let unread = |_| {
            format!(
                "“{line}” is not a day. Type 2026-12-24, or 2026-12-24 to 2027-01-02, each on a line of its own."
            )
        };
        let first = typed::date(first).map_err(unread)?;
        let last = typed::date(last).map_err(unread)?;
        let many = (last - first).num_days();
        if !(0..=LONGEST).contains(&many) {
            return Err(format!(
                "“{line}” must begin before it ends, and span {LONGEST} days at most."
            ));
        }
        days.extend((0..=many).map(|more| first + TimeDelta::days(more)));
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_begin_on_a_monday_and_lead_back() {
        assert_eq!(number(day("1970-01-05")), 0);
        for text in ["1969-12-31", "2026-11-22", "2027-03-18"] {
            assert_eq!(date_of(number(day(text))), day(text));
        }
        assert_eq!(number(day("2026-11-22")).rem_euclid(7), 6, "a Sunday");
    }

    #[test]
    fn lists_of_days_are_read_line_by_line() {
        let read = read("2026-12-24 to 2026-12-26\n\n2027-01-01; 2026-12-25").unwrap();
        let days: Vec<String> = read.iter().map(ToString::to_string).collect();
        assert_eq!(
            days,
            ["2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01"]
        );
    }

    #[test]
    fn what_is_no_day_is_named() {
        for odd in [
            "Christmas",
            "2026-13-01",
            "2027-01-02 to 2026-12-24",
            "2026-01-01 to 2029-01-01",
        ] {
            let error = read(odd).unwrap_err();
            assert!(error.contains(odd), "{error}");
        }
        assert!(read("").unwrap().is_empty());
    }
}
