//! Reading what people type: each reader returns the value, or the sentence that says what to type. One home, so that
//! every form keeps text and dates in the same way.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// Text as it is kept: nothing that cannot be seen, one kind of line end, no space around it.
pub fn clean(typed: &str) -> String {
    let unix = typed.replace("\r\n", "\n").replace('\r', "\n");
    let shown = unix.chars().filter(|c| *c == '\n' || !is_unseen(*c));
    shown.collect::<String>().trim().to_owned()
}

/// Text of one line as it is kept: any run of blanks, and of what cannot be seen, becomes one space.
pub fn words(typed: &str) -> String {
    let shown = typed.chars().map(|c| if is_unseen(c) { ' ' } else { c });
    let shown: String = shown.collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters (a database refuses NUL), and those that turn the direction of the text after them. Marks that a
/// name written from right to left needs are neither.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
