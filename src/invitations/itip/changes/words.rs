//! The preview in words: one sentence for each guest.

use chrono::{DateTime, Utc};

use super::{Meeting, Seen, difference::Change};
use crate::{
    convenings::rules::Firmness,
    values::{
        TimeZone,
        time_convert::to_timestamp,
        wall_time::{moment, range},
    },
};

pub(super) const REMOVED: &str = "Hears nothing: is no longer invited.";
pub(super) const WAITING: &str = "Hears nothing: is on the waiting list.";
pub(super) const SMALL: &str =
    "Hears nothing: only the wording changed, which subscribed calendars show by themselves.";
pub(super) const UNCHANGED: &str = "Hears nothing: nothing has changed for them.";
pub(super) const SEAT_GONE: &str =
    "Will be told that the seat is no longer theirs. Nobody else hears of it.";
pub(super) const INVITED_AGAIN: &str = "Will be invited again, and asked.";
pub(super) const ON_AGAIN: &str = "Will be asked again: the meeting is on after all.";
pub(super) const AGAIN: &str = "Gets the newest state once more.";

pub(super) fn never_invited(now: &Meeting) -> &'static str {
    if now.firmness == Firmness::Undated {
        "Hears nothing: is invited once there is a date."
    } else {
        "Hears nothing: was never invited."
    }
}

pub(super) fn cancelled_already(now: &Meeting) -> &'static str {
    if now.firmness == Firmness::Undated {
        "Hears nothing: knows that the date is open."
    } else {
        "Hears nothing: knows that the meeting is off."
    }
}

pub(super) fn cancelled(now: &Meeting) -> &'static str {
    if now.firmness == Firmness::Undated {
        "Will be told that the date is open again, so that the time is free."
    } else {
        "Will be told that the meeting is off."
    }
}

pub(super) fn invited(now: &Meeting) -> String {
    let when = moment(now.starts_at, &now.zone);
    if now.firmness == Firmness::Tentative {
        format!("Will be asked to keep {when} free.")
    } else {
        format!("Will be invited for {when}.")
    }
}

/// What happens, why, and what becomes of the answer. Told of guests who are `asked`, and of those
/// who are `silent`.
pub(super) fn changed(
    change: Change,
    seen: &Seen,
    now: &Meeting,
    (asked, silent): (bool, bool),
) -> String {
    let why = why(change, seen, now);
    match (asked, silent) {
        (true, false) => format!("Will be asked again: {why}."),
        (true, true) => format!("Will be asked: {why}."),
        (false, true) => format!("Will be informed: {why}. Has not answered yet."),
        (false, false) => format!("Will be informed: {why}. The answer stays."),
    }
}

fn why(change: Change, seen: &Seen, now: &Meeting) -> String {
    let before = when((seen.starts_at, seen.ends_at), &now.zone);
    let after = when((now.starts_at, now.ends_at), &now.zone);
    match change {
        Change::Time if before == after => {
            format!("the time is now given in {} time", now.zone.label())
        }
        Change::Time => format!("the time moved from {before} to {after}"),
        Change::Clocks => format!(
            "{} time was changed by law, so {after} is another moment than before",
            now.zone.label()
        ),
        Change::Firmness if now.firmness == Firmness::Confirmed => {
            "the date is now confirmed".to_owned()
        }
        Change::Firmness => "the date is no longer certain".to_owned(),
        Change::Place => "where or how people meet changed".to_owned(),
        Change::MovedBack => "the time moved and moved back".to_owned(),
        Change::Words => "the wording changed".to_owned(),
        Change::None => "nothing has changed, and an answer is wanted".to_owned(),
    }
}

fn when((from, to): (DateTime<Utc>, DateTime<Utc>), zone: &TimeZone) -> String {
    match (to_timestamp(from), to_timestamp(to)) {
        (Ok(start), Ok(end)) => range(start, end, zone),
        _ => from.to_string(),
    }
}
