//! A week on the clocks of a zone, as a grid of days and hours in which times are pressed.

use jiff::{ToSpan, civil::Date};

use super::{Slot, Unclear};
use crate::values::TimeZone;

/// The hours that the grid offers; others are typed.
const HOURS: std::ops::RangeInclusive<i8> = 7..=19;

/// One day of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    /// By hour: the time that a press adds.
    pub cells: Vec<Cell>,
}

/// One hour of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub hour: i8,
    /// "2027-01-12T10:00"; empty where it cannot be pressed: it is over, or the clocks skip it or show it twice.
    pub at: String,
    /// The positions of the times that begin in this hour.
    pub held: Vec<usize>,
}

/// A week from Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub days: Vec<Day>,
    pub before: Date,
    pub after: Date,
}

/// The Monday of the week a day is in.
#[must_use]
pub fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

impl Week {
    /// The week that begins on this Monday, with the times that are offered already.
    #[must_use]
    pub fn new(
        monday: Date,
        slots: &[Slot],
        (minutes, zone): (i32, &TimeZone),
        now: jiff::Timestamp,
    ) -> Self {
        let dates = (0..7).filter_map(|day: i64| monday.checked_add(day.days()).ok());
        let cell = |date: Date, hour: i8| {
            let held = slots.iter().enumerate().filter(|(_, slot)| {
                slot.local_start.date() == date && slot.local_start.hour() == hour
            });
            let slot = Slot::at(date.at(hour, 0, 0, 0), None, minutes, zone);
            Cell {
                hour,
                at: pressed(slot, now),
                held: held.map(|(at, _)| at).collect(),
            }
        };
        let day = |date: Date| Day {
            date,
            cells: HOURS.map(|hour| cell(date, hour)).collect(),
        };
        Self {
            days: dates.map(day).collect(),
            before: monday.saturating_sub(7.days()),
            after: monday.saturating_add(7.days()),
        }
    }

    /// The hours of each day.
    #[must_use]
    pub fn hours() -> Vec<i8> {
        HOURS.collect()
    }
}

fn pressed(slot: Result<Slot, Unclear>, now: jiff::Timestamp) -> String {
    match slot {
        Ok(slot) if slot.starts > now => slot.local_start.strftime("%Y-%m-%dT%H:%M").to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_over_cannot_be_pressed_and_what_is_offered_is_shown() {
        let zone: TimeZone = "America/Chicago".parse().unwrap();
        let now = "2027-01-12T16:30:00Z".parse().unwrap();
        let slot = Slot::at(date(2027, 1, 13).at(13, 30, 0, 0), None, 90, &zone).unwrap();
        let week = Week::new(monday(date(2027, 1, 17)), &[slot], (90, &zone), now);
        assert_eq!(week.days[0].date, date(2027, 1, 11));
        let cell = |day: usize, hour: i8| {
            let mut cells = week.days[day].cells.iter();
            cells.find(|cell| cell.hour == hour).unwrap()
        };
        assert_eq!(cell(0, 9).at, "");
        assert_eq!(cell(1, 10).at, "", "10:00 is over at 10:30");
        assert_eq!(cell(1, 11).at, "2027-01-12T11:00");
        assert_eq!(cell(2, 13).held, [0]);
        assert_eq!(week.after, date(2027, 1, 18));
    }
}
