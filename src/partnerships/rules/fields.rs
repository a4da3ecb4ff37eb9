//! Reading what people type: each reader returns the value, or the sentence that says what to type.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// Text as it is kept: no control characters, one kind of line end, no space around it.
pub(crate) fn clean(typed: &str) -> String {
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

/// Text that may be left out, on one line.
pub(super) fn short(typed: &str, what: &str, most: usize) -> Result<String, String> {
    optional(&typed.replace(['\r', '\n'], " "), what, most)
}

/// Text that must be there, on one line.
pub(super) fn line(typed: &str, what: &str, most: usize) -> Result<String, String> {
    let text = short(typed, what, most)?;
    if text.is_empty() {
        return Err(format!("Type {what}."));
    }
    Ok(text)
}

/// One of a coded list.
pub(super) fn chosen<T: FromStr>(typed: &str, what: &str) -> Result<T, String> {
    typed.parse().map_err(|_| format!("Choose {what}."))
}

/// A date between 1900 and 2200.
pub(super) fn date(typed: &str) -> Result<NaiveDate, String> {
    let read = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d");
    read.ok()
        .filter(|date| (1900..=2200).contains(&date.year()))
        .ok_or_else(|| "Type a date as year-month-day, such as 2026-03-31.".to_owned())
}

/// A date, or nothing.
pub(super) fn optional_date(typed: &str) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    date(typed).map(Some)
}

/// A web address that a browser may open, or nothing.
pub(super) fn website(typed: &str) -> Result<String, String> {
    let told =
        || "Type a web address that begins with https://, such as https://example.org.".to_owned();
    let text = short(typed, "the web address", 300)?;
    if text.is_empty() {
        return Ok(text);
    }
    let read = url::Url::parse(&text).map_err(|_| told())?;
    if matches!(read.scheme(), "http" | "https")
        && read.host_str().is_some_and(|host| host.contains('.'))
    {
        return Ok(text);
    }
    Err(told())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_addresses_a_browser_may_open_are_kept() {
        assert_eq!(
            website("https://example.org/a"),
            Ok("https://example.org/a".to_owned())
        );
        assert_eq!(website(" "), Ok(String::new()));
        for typed in [
            "javascript:alert(1)",
            "example.org",
            "https://",
            "data:text/html,x",
        ] {
            assert!(website(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn dates_beyond_calendars_are_refused() {
        assert!(date("0001-01-01").is_err() && date("2026-02-30").is_err());
        assert_eq!(optional_date("  "), Ok(None));
    }

    proptest! {
        #[test]
        fn what_is_kept_holds_no_control_characters(typed in "\\PC*|[\\x00-\\x1f]{0,9}") {
            prop_assert!(clean(&typed).chars().all(|c| c == '\n' || !c.is_control()));
        }

        #[test]
        fn what_is_kept_is_never_longer_than_allowed(typed in ".{0,60}") {
            if let Ok(text) = short(&typed, "it", 20) {
                prop_assert!(text.chars().count() <= 20 && !text.contains('\n'));
            }
        }
    }
}
