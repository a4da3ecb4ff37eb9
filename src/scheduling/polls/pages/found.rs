//! The time that a form names, among those that can be chosen, and what has to be known of it first.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{compare::Comparison, words::some};
use crate::{
    entities::date_polls,
    ids::{PollOptionId, PollPersonId},
    scheduling::{
        polls::rules::{Compared, Slot},
        times::Told,
    },
    values::{PollAnswer, TimeZone, wall_time},
};

/// A time that was found again.
pub(super) struct Found {
    pub(super) option: Option<PollOptionId>,
    pub(super) slot: Slot,
    pub(super) told: Told,
}

/// The time that a form names, among those that are offered or can be found.
pub(super) fn found(
    of: &Comparison,
    poll: &date_polls::Model,
    (option, start): (&str, &str),
) -> Option<Found> {
    let compared = of.compared.as_ref().ok()?;
    let (start, option, slot) = if option.is_empty() {
        let at: Timestamp = start.parse().ok()?;
        let start = start_at(compared, at)?;
        (
            start,
            None,
            Slot::from(at, poll.minutes, &poll.time_zone).ok()?,
        )
    } else {
        let id: PollOptionId = option.parse().ok()?;
        let mut shown = compared.shown.iter();
        let (start, _, slot) = shown.find(|(_, option, _)| *option == Some(id))?;
        (*start, Some(id), slot.clone())
    };
    let told = compared.times.tell(start)?;
    Some(Found { option, slot, told })
}

/// Which start of a poll where any time will do begins at this moment.
fn start_at(compared: &Compared, at: Timestamp) -> Option<usize> {
    let mut shown = compared.shown.iter();
    shown
        .find(|(_, _, slot)| slot.starts == at)
        .map(|(start, _, _)| *start)
}

/// What everybody's week says of a time; nothing of those who said nothing.
pub(super) fn weeks_say(of: &Comparison, told: &Told) -> Vec<(PollPersonId, PollAnswer)> {
    let said = |id: u128| {
        if told.comes.contains(&id) {
            Some(PollAnswer::Yes)
        } else if told.if_needed.contains(&id) {
            Some(PollAnswer::IfNeeded)
        } else if told.missed.iter().any(|missed| missed.person == id) {
            Some(PollAnswer::No)
        } else {
            None
        }
    };
    let asked = of.facts.asked.iter();
    asked
        .filter_map(|one| Some((one.id, said(one.id.as_u128())?)))
        .collect()
}

/// Who must attend and said no to a time.
pub(super) fn refuse(of: &Comparison, told: &Told) -> Vec<String> {
    let said_no = |id: u128| told.missed.iter().any(|missed| missed.person == id);
    let asked = of.facts.asked.iter();
    let refuse = asked.filter(|one| one.must && said_no(one.id.as_u128()));
    refuse.map(|one| one.name.clone()).collect()
}

/// The time on the clocks of everybody who is asked, one line a zone.
pub(super) fn clocks(of: &Comparison, slot: &Slot) -> Vec<(String, String)> {
    let mut zones: BTreeMap<TimeZone, Vec<String>> = BTreeMap::new();
    for one in &of.facts.asked {
        if let Some(zone) = &one.zone {
            zones
                .entry(zone.clone())
                .or_default()
                .push(one.name.clone());
        }
    }
    let zone = |(zone, names): (TimeZone, Vec<String>)| {
        (
            wall_time::range(slot.starts, slot.ends, &zone),
            some(&names),
        )
    };
    zones.into_iter().map(zone).collect()
}
