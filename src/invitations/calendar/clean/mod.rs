//! Cleaning what people typed before it goes into a calendar file.
//!
//! The `icalendar` crate escapes TEXT but passes carriage returns, and writes parameters and links as
//! given: a line break in either would be a new property, chosen by whoever typed it.

use super::CalendarError;

/// The longest one-line text, in octets: clients cut titles far sooner.
const LINE_OCTETS: usize = 1024;

/// A name for a `CN` parameter: one line, no quotes. Not RFC 6868 (`^'`): half of the readers show it
/// literally, so `^` goes too. `;` becomes `,` because node-ical cuts a quoted name at it, and a
/// backslash goes because some readers take it for an escape and read on past the name.
#[must_use]
pub fn cn(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' => '\'',
            ';' => ',',
            '^' | '\\' => ' ',
            other => other,
        })
        .collect();
    line(&plain)
}

/// Text of several lines: line ends become LF, other controls go, at most `octets` long.
#[must_use]
pub fn text(text: &str, octets: usize) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                plain.push('\n');
            }
            // Unicode's own line ends: Python readers split lines at them.
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            '\t' => plain.push(' '),
            '\u{feff}' => {}
            other if other.is_control() => {}
            other => plain.push(other),
        }
    }
    cap(plain.trim(), octets)
}

/// Text of one line: any run of blanks and line ends becomes one space.
#[must_use]
pub fn line(input: &str) -> String {
    let spaced: String = input
        .chars()
        .filter(|&c| c != '\u{feff}')
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().collect();
    text(&words.join(" "), LINE_OCTETS)
}

/// A value that is written as it is (link, address, id): refused rather than repaired.
pub fn raw<'a>(property: &'static str, value: &'a str) -> Result<&'a str, CalendarError> {
    let harmful = |c: char| c.is_control() || c.is_whitespace() || c == '"';
    if value.is_empty() || value.contains(harmful) {
        Err(CalendarError::Unsafe(property))
    } else {
        Ok(value)
    }
}

/// TEXT escaping (RFC 5545 3.3.11), for the properties of RFC 7986 the crate does not know.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(',', "\\,")
        .replace(';', "\\;")
        .replace('\n', "\\n")
}

/// Cuts at a character, with an ellipsis, so that the result has at most `octets`.
fn cap(text: &str, octets: usize) -> String {
    if text.len() <= octets {
        return text.to_owned();
    }
    let mut end = octets.saturating_sub('…'.len_utf8());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests;
