//! Reading what people type into goal forms: each reader returns the value, or the sentence that says what to type.

mod goal;
mod indicator;
mod line;
mod maybe;
mod pick;
mod point;

use std::str::FromStr;

use chrono::NaiveDate;

pub(super) use goal::{GoalForm, Known, Tables};
pub(super) use indicator::IndicatorForm;
pub(super) use line::LineForm;
pub(super) use maybe::{maybe_date, maybe_number};
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

#[cfg(test)]
mod tests {
    use super::*;

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
