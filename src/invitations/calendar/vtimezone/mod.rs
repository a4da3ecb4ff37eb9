//! The VTIMEZONE of a zone (RFC 5545 3.6.5), for readers that trust the file over their own database.
//!
//! Outlook keeps one yearly rule each way and ignores lists, histories and UNTIL. So a zone is written
//! either as one fixed offset or as two yearly rules that hold around the events; a zone with neither
//! shape (Cairo, Gaza, any zone across a one-off change) gets none, and its events go out in UTC.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::write::local;
use crate::values::TimeZone;

mod shape;

use shape::{Days, Shape, YearlyRule};

/// VTIMEZONE for events between `first` and `last`, or nothing when they are to be written in UTC.
pub(super) fn text(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Option<String> {
    let parts = match shape::shape(zone.rules(), first, last) {
        // Some readers take a zone that is always at +0000 for a floating time.
        Shape::List => return None,
        Shape::Fixed { offset, .. } if offset == Offset::UTC => return None,
        Shape::Fixed { offset, name } => fixed(offset, &name),
        Shape::Rules(rules) => rules.iter().map(yearly).collect(),
    };
    Some(format!(
        "BEGIN:VTIMEZONE\r\nTZID:{}\r\n{parts}END:VTIMEZONE\r\n",
        zone.name()
    ))
}

fn fixed(at: Offset, name: &str) -> String {
    let at = offset(at);
    format!(
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{at}\r\nTZOFFSETTO:{at}\r\nTZNAME:{name}\r\nEND:STANDARD\r\n"
    )
}

fn yearly(rule: &YearlyRule) -> String {
    let kind = if rule.to > rule.from {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    let (onset, month) = (local(rule.first), rule.first.month());
    let (from, to, days, name) = (offset(rule.from), offset(rule.to), days(rule), &rule.name);
    format!(
        "BEGIN:{kind}\r\nDTSTART:{onset}\r\nRRULE:FREQ=YEARLY;BYMONTH={month};{days}\r\n\
         TZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nTZNAME:{name}\r\nEND:{kind}\r\n"
    )
}

/// `BYDAY=2SU`, `BYDAY=-1SU`, or a span of seven days for rules such as "the Friday before the last
/// Sunday".
fn days(rule: &YearlyRule) -> String {
    let weekday = rule.first.strftime("%a").to_string().to_uppercase();
    let weekday = &weekday[..2];
    match rule.days {
        Days::Nth(n) => format!("BYDAY={n}{weekday}"),
        Days::Last => format!("BYDAY=-1{weekday}"),
        Days::SevenFrom(first) => {
            let span: Vec<_> = (first..first + 7).map(|day| day.to_string()).collect();
            format!("BYMONTHDAY={};BYDAY={weekday}", span.join(","))
        }
    }
}

/// `-0500`; seconds only where a zone has them.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds % 60 != 0 {
        // Writing to a String cannot fail.
        let _ = write!(text, "{:02}", seconds % 60);
    }
    text
}
