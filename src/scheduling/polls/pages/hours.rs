//! Whose hour is worst at a time, and who has borne that before.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::{Comparison, minute_of, party_of},
    words::hours,
};
use crate::{
    entities::date_polls,
    scheduling::{
        polls::rules::{Asked, Slot},
        times::{Hours, LocalStart, Shared, Told, shared, worst},
    },
    values::wall_time,
};

/// Those who would come, or everybody who is asked, with the hour on their own clocks.
fn locals<'a>(
    of: &'a Comparison,
    slot: &Slot,
    told: Option<&Told>,
    number: impl Fn(&Asked) -> u128,
) -> Vec<(LocalStart, &'a Asked)> {
    let there: Option<BTreeSet<u128>> = told.map(|told| {
        let there = told.comes.iter().chain(&told.if_needed).chain(&told.silent);
        there.copied().collect()
    });
    let comes = |one: &&Asked| {
        let there = there.as_ref();
        there.is_none_or(|there| there.contains(&one.id.as_u128()))
    };
    let local = |one: &'a Asked| {
        let begins = minute_of(slot.starts, one.zone.as_ref()?);
        let person = number(one);
        Some((LocalStart { person, begins }, one))
    };
    of.facts
        .asked
        .iter()
        .filter(comes)
        .filter_map(local)
        .collect()
}

fn minutes(poll: &date_polls::Model) -> u32 {
    u32::try_from(poll.minutes).unwrap_or_default()
}

/// "6:00 am for Ann Lee"; empty where it is nobody's bad hour.
pub(super) fn worst_words(
    of: &Comparison,
    poll: &date_polls::Model,
    slot: &Slot,
    told: Option<&Told>,
) -> String {
    let locals = locals(of, slot, told, |one| one.id.as_u128());
    let starts: Vec<LocalStart> = locals.iter().map(|(local, _)| *local).collect();
    let found = worst(&starts, minutes(poll), Hours::default());
    let Some(found) = found.filter(|found| found.minutes > 0) else {
        return String::new();
    };
    let whose = locals
        .iter()
        .find(|(local, _)| local.person == found.person);
    let words = whose.and_then(|(_, one)| {
        let zone = one.zone.as_ref()?;
        Some(format!(
            "{} for {}",
            wall_time::clock(slot.starts, zone),
            one.name
        ))
    });
    words.unwrap_or_default()
}

/// The worst local hour of a time, whoever answers how.
pub(super) fn worst_of_all(of: &Comparison, poll: &date_polls::Model, slot: &Slot) -> String {
    worst_words(of, poll, slot, None)
}

/// What the series would have asked of everybody with this meeting.
pub(super) fn share(
    of: &Comparison,
    poll: &date_polls::Model,
    slot: &Slot,
    told: &Told,
) -> Option<Shared> {
    let locals = locals(of, slot, Some(told), party_of);
    let mut once: BTreeMap<u128, LocalStart> = BTreeMap::new();
    for (local, _) in &locals {
        once.entry(local.person).or_insert(*local);
    }
    let starts: Vec<LocalStart> = once.into_values().collect();
    shared(&of.borne, &starts, minutes(poll), Hours::default())
}

/// "Juniper Fund has then borne most: 3 h outside 9 to 5 in a year"; empty where nobody bears anything.
pub(super) fn borne(of: &Comparison, strain: Shared) -> String {
    let (party, minutes) = strain.most;
    if minutes == 0 {
        return String::new();
    }
    let at = of.facts.asked.iter().position(|one| party_of(one) == party);
    let name = at.map_or("", |at| match of.facts.organization_of(at) {
        "" => &of.facts.asked[at].name,
        organization => organization,
    });
    format!(
        "{name} has then borne most: {} outside 9 to 5 in a year",
        hours(minutes)
    )
}
