//! Bytes of a calendar as programs write them, to lines as parsers expect them.

use super::Unreadable;

/// How much of a calendar is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    bytes: usize,
    lines: usize,
}

/// A message; the largest a calendar program sends without attachments is a hundredth of it.
const MESSAGE: Most = Most {
    bytes: 1024 * 1024,
    lines: 20_000,
};
/// Everything somebody has in their calendar.
pub(super) const WHOLE_CALENDAR: Most = Most {
    bytes: 5 * 1024 * 1024,
    lines: 200_000,
};
/// A longer line, unfolded, is left out: no property that a host reads is so long.
const LONGEST_LINE: usize = 64 * 1024;
const DEEPEST: usize = 32;

/// Unfolded lines that end in CRLF, with names in capitals, every component closed, no control characters, no BOM, and
/// nothing outside the one calendar.
pub fn normalise(bytes: &[u8]) -> Result<String, Unreadable> {
    within(bytes, MESSAGE)
}

/// The same for calendars of other sizes.
pub(super) fn within(bytes: &[u8], most: Most) -> Result<String, Unreadable> {
    if bytes.len() > most.bytes {
        return Err(Unreadable::TooLarge);
    }
    let text = decoded(bytes);
    let lines = unfolded(&text, most.lines)?;
    let mut out = String::with_capacity(text.len() + 64);
    let mut open: Vec<String> = Vec::new();
    let mut calendars = 0;
    for line in &lines {
        let line = named_in_capitals(line);
        if let Some(name) = line.strip_prefix("BEGIN:") {
            let name = name.trim().to_ascii_uppercase();
            if open.is_empty() {
                if name != "VCALENDAR" {
                    continue;
                }
                calendars += 1;
            }
            open.push(name.clone());
            if open.len() > DEEPEST {
                return Err(Unreadable::TooDeep);
            }
            push(&mut out, &["BEGIN:", &name]);
        } else if let Some(name) = line.strip_prefix("END:") {
            let name = name.trim().to_ascii_uppercase();
            // An END that nothing began is left out; what an outer END leaves open is closed first.
            if let Some(at) = open.iter().rposition(|each| *each == name) {
                close(&mut out, &mut open, at);
            }
        } else if !open.is_empty() && line.contains(':') {
            push(&mut out, &[&line]);
        }
    }
    close(&mut out, &mut open, 0);
    match calendars {
        0 => Err(Unreadable::NoCalendar),
        1 => Ok(out),
        _ => Err(Unreadable::SeveralCalendars),
    }
}

fn push(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
    out.push_str("\r\n");
}

fn close(out: &mut String, open: &mut Vec<String>, down_to: usize) {
    while open.len() > down_to {
        if let Some(name) = open.pop() {
            push(out, &["END:", &name]);
        }
    }
}

/// UTF-8, or else Windows-1252's common part, which every byte is in; no BOM, no control characters but the tab.
fn decoded(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.trim_start_matches('\u{feff}')
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\r' | '\n'))
        .collect()
}

/// Lines by CRLF, LF or CR, with their continuations; empty ones are left out.
fn unfolded(text: &str, most: usize) -> Result<Vec<String>, Unreadable> {
    let mut lines: Vec<String> = Vec::new();
    let mut count = 0;
    for line in text.split(['\r', '\n']).filter(|line| !line.is_empty()) {
        count += 1;
        if count > most {
            return Err(Unreadable::TooMuch);
        }
        let folded = line.strip_prefix([' ', '\t']);
        match (folded, lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.trim_start().to_owned()),
        }
    }
    lines.retain(|line| line.len() <= LONGEST_LINE);
    Ok(lines)
}

/// The line with its name in capitals: names are the same in any case (RFC 5545 2).
fn named_in_capitals(line: &str) -> String {
    let ends = line.find([':', ';']).unwrap_or(0);
    let (name, rest) = line.split_at(ends);
    format!("{}{rest}", name.trim().to_ascii_uppercase())
}
