//! Days on which nobody should be asked to meet, or only after asking.
//!
//! Federal holidays are closed; religious, cultural and customary days say "ask first", and the estimated ones
//! (moon-sighted calendars) say so in their category.

use jiff::civil::Date;

use super::table::{Parsed, Row, RowError, read};

/// How strongly a day speaks against meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlackoutLevel {
    /// Offices are closed.
    Closed,
    /// Some guests will not come, or should not be asked to: ask first.
    Avoid,
}

impl BlackoutLevel {
    /// The word the file uses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Avoid => "avoid",
        }
    }
}

/// One row of `data/reference/convening_blackout_days.csv`. A date can have several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlackoutDay {
    pub date: Date,
    pub name: String,
    /// `us_federal`, `customary`, `cultural`, or `religious_` and which.
    pub category: String,
    pub level: BlackoutLevel,
}

/// Reads `convening_blackout_days.csv`.
pub fn parse_blackout_days(text: &str) -> Parsed<BlackoutDay> {
    read(text, &["date", "name", "category", "level"], day)
}

fn day(row: &Row<'_>) -> Result<BlackoutDay, RowError> {
    let date = row.text("date")?;
    let level = match row.text("level")?.as_str() {
        "closed" => BlackoutLevel::Closed,
        "avoid" => BlackoutLevel::Avoid,
        other => return Err(row.error("level", format!("\"{other}\" is neither closed nor avoid"))),
    };
    Ok(BlackoutDay {
        date: date
            .parse()
            .map_err(|_| row.error("date", format!("\"{date}\" is not a date like 2026-11-26")))?,
        name: row.text("name")?,
        category: row.text("category")?,
        level,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const FILE: &str = include_str!("../../../data/reference/convening_blackout_days.csv");

    #[test]
    fn every_day_of_the_file_is_read() {
        let parsed = parse_blackout_days(FILE);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.rows.len(), 277);
        let closed = parsed
            .rows
            .iter()
            .filter(|day| day.level == BlackoutLevel::Closed);
        assert_eq!(closed.count(), 84);
    }

    #[test]
    fn thanksgiving_2026_is_closed() {
        let days = parse_blackout_days(FILE).rows;
        let day = days
            .iter()
            .find(|day| day.date == date(2026, 11, 26))
            .unwrap();
        assert_eq!(
            (day.category.as_str(), day.level),
            ("us_federal", BlackoutLevel::Closed)
        );
    }

    #[test]
    fn a_day_that_does_not_exist_is_told() {
        let text = "date,name,category,level\n2026-02-30,Nothing,customary,avoid\n";
        let errors = parse_blackout_days(text).errors;
        assert_eq!(
            errors[0].to_string(),
            "row 2, column date: \"2026-02-30\" is not a date like 2026-11-26"
        );
    }
}
