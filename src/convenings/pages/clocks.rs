//! The meeting on every guest's clocks: one line per zone, so that nobody's 6 am goes unseen.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::{
    convenings::{rules::When, store::Guest},
    values::{TimeZone, wall_time},
};

/// One zone and who lives in it.
pub(super) struct Clock {
    pub(super) zone: String,
    pub(super) cities: String,
    pub(super) guests: Vec<ClockGuest>,
    pub(super) time: String,
    /// "Early", "Late" or nothing, for the hours outside a working day.
    pub(super) unkind: &'static str,
}

/// A guest's name, and whether the organization is made up.
#[derive(PartialEq, Eq)]
pub(super) struct ClockGuest {
    pub(super) name: String,
    pub(super) sample: bool,
}

/// The clocks of everyone with a seat, from the earliest hour to the latest.
pub(super) fn clocks(when: &When, guests: &[Guest]) -> Vec<Clock> {
    let mut zones: BTreeMap<&TimeZone, Vec<&Guest>> = BTreeMap::new();
    for guest in guests {
        if let Some(zone) = &guest.zone {
            zones.entry(zone).or_default().push(guest);
        }
    }
    let mut told: Vec<(DateTime, Clock)> = zones
        .into_iter()
        .map(|(zone, guests)| clock(when, zone, &guests))
        .collect();
    told.sort_by_key(|(start, _)| *start);
    told.into_iter().map(|(_, clock)| clock).collect()
}

fn clock(when: &When, zone: &TimeZone, guests: &[&Guest]) -> (DateTime, Clock) {
    let local = |instant: Timestamp| zone.rules().to_datetime(instant);
    let (start, end) = (local(when.starts), local(when.ends));
    let unkind = if start.hour() < 8 {
        "Early"
    } else if end.date() > start.date() || end.hour() > 18 || (end.hour() == 18 && end.minute() > 0)
    {
        "Late"
    } else {
        ""
    };
    let clock = Clock {
        zone: zone.label(),
        cities: each(guests.iter().filter_map(|guest| guest.city.as_deref())),
        guests: named(guests.iter().copied()),
        time: wall_time::range(when.starts, when.ends, zone),
        unkind,
    };
    (start, clock)
}

/// Guests whose city we do not know.
pub(super) fn unknown(guests: &[Guest]) -> Vec<ClockGuest> {
    named(guests.iter().filter(|guest| guest.zone.is_none()))
}

/// Each guest once.
fn named<'a>(guests: impl Iterator<Item = &'a Guest>) -> Vec<ClockGuest> {
    let mut once: Vec<ClockGuest> = Vec::new();
    for guest in guests {
        let organization = guest.organization.as_ref();
        let named = ClockGuest {
            name: guest.name.clone(),
            sample: organization.is_some_and(|known| known.illustrative),
        };
        if !once.contains(&named) {
            once.push(named);
        }
    }
    once
}

/// Each name once, as a list.
fn each<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once.join("; ")
}
