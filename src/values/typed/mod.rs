//! Reading what people type: each reader returns the value, or the sentence that says what to type. One home, so that
//! every form keeps text and dates in the same way.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// Text as it is kept: no control characters, one kind of line end, no space around it.
pub fn clean(typed: &str) -> String {
    let unix = typed.replace("\r\n", "\n").replace('\r', "\n");
    let shown = unix.chars().filter(|c| *c == '\n' || !c.is_control());
    shown.collect::<String>().trim().to_owned()
}

/// Text that may be left out, of at most `most` characters.
pub fn optional(typed: &str, what: &str, most: usize) -> Result<String, String> {
    let text = clean(typed);
    if text.chars().count() > most {
        return Err(format!("Shorten {what} to {most} characters or fewer."));
    }
    Ok(text)
}

/// Text that must be there.
pub fn required(typed: &str, what: &str, most: usize) -> Result<String, String> {
    let text = optional(typed, what, most)?;
    if text.is_empty() {
        return Err(format!("Type {what}."));
    }
    Ok(text)
}

/// Text that must be there, on one line.
pub fn line(typed: &str, what: &str, most: usize) -> Result<String, String> {
    required(&typed.replace(['\r', '\n'], " "), what, most)
}

/// Text that may be left out, on one line.
pub fn one_line(typed: &str, what: &str, most: usize) -> Result<String, String> {
    optional(&typed.replace(['\r', '\n'], " "), what, most)
}

/// One of a coded list.
pub fn chosen<T: FromStr>(typed: &str, what: &str) -> Result<T, String> {
    typed.parse().map_err(|_| format!("Choose {what}."))
}

/// A date between 1900 and 2200.
pub fn date(typed: &str) -> Result<NaiveDate, String> {
    let read = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d");
    read.ok()
        .filter(|date| (1900..=2200).contains(&date.year()))
        .ok_or_else(|| "Type a date as year-month-day, such as 2026-03-31.".to_owned())
}

/// A date, or nothing.
pub fn maybe_date(typed: &str) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    date(typed).map(Some)
}

#[cfg(test)]
mod tests;
