//! Clocks that change about a time, and people who are then another number of hours apart than they are used to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

use super::{Kind, Slot, Warning};
use crate::values::{TimeZone, wall_time};

/// How long before a meeting a change of the clocks is still felt.
const FELT: SignedDuration = SignedDuration::from_hours(36);

/// What the clocks of a poll and of those it asks do about a time.
#[must_use]
pub fn clock_warnings(slot: &Slot, own: &TimeZone, others: &BTreeSet<TimeZone>) -> Vec<Warning> {
    let changes = changes(slot, own, others).into_iter().map(|(key, zones)| {
        let (day, forward) = key;
        let turn = if forward { "forward" } else { "back" };
        format!(
            "Clocks go {turn} in {} on {}",
            zones.join(", "),
            wall_time::date(day)
        )
    });
    let unusual = others
        .iter()
        .filter_map(|zone| unusual(slot.starts, own, zone));
    let all = changes.chain(unusual);
    all.map(|text| Warning {
        kind: Kind::Clocks,
        text,
    })
    .collect()
}

/// The zones whose clocks change shortly before a time or during it, by the day and whether they go forward.
fn changes(
    slot: &Slot,
    own: &TimeZone,
    others: &BTreeSet<TimeZone>,
) -> BTreeMap<(Date, bool), Vec<String>> {
    let mut found: BTreeMap<(Date, bool), Vec<String>> = BTreeMap::new();
    let apart = others.iter().filter(|zone| *zone != own);
    for zone in std::iter::once(own).chain(apart) {
        let rules = zone.rules();
        let Some(change) = rules.preceding(slot.ends).next() else {
            continue;
        };
        let at = change.timestamp();
        let before = at - SignedDuration::from_secs(1);
        let (was, is) = (rules.to_offset(before), change.offset());
        if at + FELT < slot.starts || was == is {
            continue;
        }
        let day = rules.to_datetime(at).date();
        let zones = found.entry((day, is > was)).or_default();
        zones.push(zone.city());
    }
    found
}

/// Where a zone is otherwise always as many hours from the poll's, and is not at this time.
fn unusual(at: Timestamp, own: &TimeZone, zone: &TimeZone) -> Option<String> {
    let apart = |at: Timestamp| {
        let seconds = |zone: &TimeZone| zone.rules().to_offset(at).seconds();
        seconds(zone) - seconds(own)
    };
    let year = own.rules().to_datetime(at).year();
    let noon = |day: Date| own.rules().to_timestamp(day.at(12, 0, 0, 0)).ok();
    let winter = apart(noon(date(year, 1, 15))?);
    let summer = apart(noon(date(year, 7, 15))?);
    let now = apart(at);
    (winter == summer && now != winter).then(|| {
        format!(
            "{} is {} then, not {} as usual",
            zone.city(),
            distance(now, &own.city()),
            hours(winter)
        )
    })
}

/// "4 h ahead of New York".
fn distance(seconds: i32, own: &str) -> String {
    match seconds {
        0 => format!("on the same clock as {own}"),
        1.. => format!("{} ahead of {own}", hours(seconds)),
        _ => format!("{} behind {own}", hours(seconds)),
    }
}

/// "5 h", "5 h 30 min".
fn hours(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

#[cfg(test)]
mod tests;
