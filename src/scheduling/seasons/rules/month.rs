//! Dates as calendar months: weeks from Monday to Sunday, and what is on each day.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// The most months shown.
const MOST: usize = 18;

/// One day of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) day: NaiveDate,
    /// Positions of what is on it.
    pub(crate) on: Vec<usize>,
}

/// One month; days of the months beside it are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    /// `March 2027`.
    pub(crate) name: String,
    pub(crate) weeks: Vec<[Option<Cell>; 7]>,
}

/// The months from the first to the last of these: first day and how many days each.
pub(crate) fn months(dates: &[(NaiveDate, u16)]) -> Vec<Month> {
    let last_of =
        |(first, days): &(NaiveDate, u16)| *first + TimeDelta::days(i64::from((*days).max(1)) - 1);
    let first = dates.iter().map(|(first, _)| *first).min();
    let (Some(first), Some(last)) = (first, dates.iter().map(last_of).max()) else {
        return Vec::new();
    };
    let on = |day: NaiveDate| {
        let all = dates.iter().enumerate();
        let these = all.filter(|(_, date)| date.0 <= day && day <= last_of(date));
        these.map(|(at, _)| at).collect()
    };
    let mut months = Vec::new();
    let mut start = first.with_day(1);
    while let Some(month) = start.filter(|month| *month <= last && months.len() < MOST) {
        months.push(Month {
            name: month.format("%B %Y").to_string(),
            weeks: weeks(month, &on),
        });
        start = month.checked_add_months(chrono::Months::new(1));
    }
    months
}

fn weeks(month: NaiveDate, on: &impl Fn(NaiveDate) -> Vec<usize>) -> Vec<[Option<Cell>; 7]> {
    let mut weeks: Vec<[Option<Cell>; 7]> = Vec::new();
    let days = month
        .iter_days()
        .take_while(|day| day.month() == month.month());
    for day in days {
        let column = day.weekday().num_days_from_monday();
        if column == 0 || weeks.is_empty() {
            weeks.push(Default::default());
        }
        let cell = weeks
            .last_mut()
            .and_then(|week| week.get_mut(usize::try_from(column).ok()?));
        if let Some(cell) = cell {
            *cell = Some(Cell { day, on: on(day) });
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_run_from_the_first_date_to_the_last() {
        let dates = [(day("2027-02-26"), 1), (day("2026-12-31"), 2)];
        let months = months(&dates);
        let names: Vec<&str> = months.iter().map(|month| month.name.as_str()).collect();
        assert_eq!(names, ["December 2026", "January 2027", "February 2027"]);
        let cells = months
            .iter()
            .flat_map(|month| month.weeks.iter().flatten().flatten());
        let busy: Vec<(String, Vec<usize>)> = cells
            .filter(|cell| !cell.on.is_empty())
            .map(|cell| (cell.day.to_string(), cell.on.clone()))
            .collect();
        assert_eq!(
            busy,
            [
                ("2026-12-31".to_owned(), vec![1]),
                ("2027-01-01".to_owned(), vec![1]),
                ("2027-02-26".to_owned(), vec![0])
            ]
        );
        let thursday = months[0].weeks[4][3].as_ref().unwrap();
        assert_eq!(thursday.day, day("2026-12-31"));
        assert!(
            months[0].weeks[0][0].is_none(),
            "1 December 2026 is a Tuesday"
        );
    }

    #[test]
    fn nothing_has_no_months() {
        assert!(months(&[]).is_empty());
    }
}
