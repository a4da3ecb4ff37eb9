//! How old what a source says of itself may be.

use jiff::{ToSpan, civil::Date};

/// "Mar 2024" where the date a source speaks of (`2024-03-09`, `2024-03` or `2024`) ended more than a year ago; `None` where
/// it did not, or no date is stated.
pub fn stale_from(as_of: &str, today: Date) -> Option<String> {
    let (last, words) = if let Ok(day) = as_of.parse::<Date>() {
        (day, day.strftime("%b %Y").to_string())
    } else if let Ok(month) = format!("{as_of}-01").parse::<Date>() {
        (month.last_of_month(), month.strftime("%b %Y").to_string())
    } else {
        let year = format!("{as_of}-12-31").parse::<Date>().ok()?;
        (year, as_of.to_owned())
    };
    (last < today.saturating_sub(1.year())).then_some(words)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_older_than_a_year_is_stale() {
        let today = date(2026, 11, 22);
        for (as_of, said) in [
            ("2024-03-09", Some("Mar 2024")),
            ("2025-11-21", Some("Nov 2025")),
            ("2025-11-22", None),
            ("2025-10", Some("Oct 2025")),
            ("2025-11", None),
            ("2024", Some("2024")),
            ("2025", None),
            ("", None),
            ("lately", None),
        ] {
            assert_eq!(stale_from(as_of, today).as_deref(), said, "{as_of}");
        }
    }
}
