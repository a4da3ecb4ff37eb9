//! Reading what people type into goal forms: each reader returns the value, or the sentence that says what to type.

mod goal;
mod line;
mod number;
mod point;

use std::str::FromStr;

use chrono::NaiveDate;

pub(super) use goal::{GoalForm, Known, Tables};
pub(super) use line::LineForm;
pub(super) use number::NumberForm;
pub(super) use point::PointForm;

/// Text as it is kept: no control characters, one kind of line end, no space around it.
pub(super) fn clean(typed: &str) -> String {
    let unix = typed.replace("\r\n", "\n").replace('\r', "\n");
    let shown = unix.chars().filter(|c| *c == '\n' || !c.is_control());
    shown.collect::<String>().trim().to_owned()
}

/// Text that may be left out, of at most `most` characters.
pub(super) fn optional(typed: &str, what: &str, most: usize) -> Result<String, String> {
    let text = clean(typed);
    if text.chars().count() > most {
        return Err(format!("Shorten {what} to {most} characters or fewer."));
    }
    Ok(text)
}

/// Text that must be there.
pub(super) fn required(typed: &str, what: &str, most: usize) -> Result<String, String> {
    let text = optional(typed, what, most)?;
    if text.is_empty() {
        return Err(format!("Type {what}."));
    }
    Ok(text)
}

/// Text that must be there, on one line.
pub(super) fn line(typed: &str, what: &str, most: usize) -> Result<String, String> {
    required(&typed.replace(['\r', '\n'], " "), what, most)
}

/// Text that may be left out, on one line.
pub(super) fn one_line(typed: &str, what: &str, most: usize) -> Result<String, String> {
    optional(&typed.replace(['\r', '\n'], " "), what, most)
}

/// One of a coded list.
pub(super) fn chosen<T: FromStr>(typed: &str, what: &str) -> Result<T, String> {
    typed.parse().map_err(|_| format!("Choose {what}."))
}

/// A date between 1900 and 2200.
pub(super) fn date(typed: &str) -> Result<NaiveDate, String> {
    use chrono::Datelike;
    let read = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d");
    read.ok()
        .filter(|date| (1900..=2200).contains(&date.year()))
        .ok_or_else(|| "Type a date as year-month-day, such as 2026-03-31.".to_owned())
}

/// A date that may be left out.
pub(super) fn maybe_date(typed: &str) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        date(typed).map(Some)
    }
}

/// A value of an indicator: "8.6", "8.6%", "1,200", "$45,000".
pub(super) fn number(typed: &str) -> Result<f64, String> {
    let plain: String = typed
        .trim()
        .replace('−', "-")
        .chars()
        .filter(|c| !matches!(c, ',' | '$' | '%' | ' '))
        .collect();
    let digits = plain
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    plain
        .parse::<f64>()
        .ok()
        .filter(|value| digits && value.is_finite() && value.abs() <= 1e12)
        .ok_or_else(|| "Type a number, such as 8.6 or 1,200.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, value) in [
            ("8.6", 8.6),
            (" 8.6 %", 8.6),
            ("1,200", 1200.0),
            ("$45,000", 45_000.0),
            ("−2", -2.0),
        ] {
            assert_eq!(number(typed), Ok(value), "{typed}");
        }
        for typed in ["", "about 8", "1e300", "NaN", "inf"] {
            assert!(number(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn text_is_kept_without_control_characters() {
        assert_eq!(clean(" a\r\nb\0c\u{7} "), "a\nbc");
        assert_eq!(
            line("two\r\nlines", "a title", 20),
            Ok("two  lines".to_owned())
        );
        assert!(required(" ", "a title", 20).is_err());
    }

    #[test]
    fn dates_beyond_calendars_are_refused() {
        assert!(date("2026-02-30").is_err());
        assert!(date("99999-01-01").is_err());
        assert!(date("2026-03-31").is_ok());
    }
}
