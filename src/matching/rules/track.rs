//! The track-record measure of a source with a record: the figure of `record`, from the goal's place that knows it best,
//! and a sentence that names counts, place and year.

use super::{
    pocket::{GoalPlace, Need},
    record::{Record, Ring, Spot},
};
use crate::values::{GeoScope, grouped};

impl Spot {
    /// A goal's place. Of one that is no city only what lies around it can have a record.
    fn of(place: &GoalPlace) -> Self {
        let code = |scope| {
            let mut areas = place.areas.iter().filter(move |area| area.scope == scope);
            areas.next().map(|area| area.code.clone())
        };
        Self {
            city: code(GeoScope::City).unwrap_or_default(),
            metro: code(GeoScope::Cbsa),
            state: code(GeoScope::State).unwrap_or_default(),
        }
    }
}

/// The figure at the end of a year, and its sentence. The nearest of several places counts.
pub fn track_record(record: &Record, need: &Need, year: i16) -> (u16, String) {
    let seen = |place: &GoalPlace| record.measure(&Spot::of(place), year);
    let best = need.places.iter().rev().max_by_key(|place| seen(place));
    if let Some(place) = best {
        return (seen(place), in_words(record, place));
    }
    let nowhere = GoalPlace::nowhere();
    (seen(&nowhere), in_words(record, &nowhere))
}

fn in_words(record: &Record, place: &GoalPlace) -> String {
    let name = &place.name;
    let state = || {
        let mut states = place.areas.iter();
        let state = states.find(|area| area.scope == GeoScope::State);
        state.map_or_else(|| "the state".to_owned(), |state| state.name.clone())
    };
    match record.rings(&Spot::of(place)) {
        [Some(here), ..] => said(here, &format!("in {name}"), ""),
        [_, Some(metro), ..] => said(
            metro,
            &format!("in the metro area of {name}"),
            &format!("; none in {name} itself"),
        ),
        [_, _, Some(around), _] => said(
            around,
            &format!("in {} of {}", cities(around), state()),
            &format!("; none near {name}"),
        ),
        [.., Some(anywhere)] => said(anywhere, &format!("in {} elsewhere", cities(anywhere)), ""),
        [.., None] => "No investment is on record".to_owned(),
    }
}

fn said(ring: Ring, place: &str, but: &str) -> String {
    let investments = match ring.investments {
        1 => "1 investment".to_owned(),
        more => format!("{} investments", grouped(more.into())),
    };
    let year = ring.last_year;
    format!("{investments} {place}, the last in {year}{but}")
}

fn cities(ring: Ring) -> String {
    match ring.cities {
        1 => "1 city".to_owned(),
        more => format!("{more} cities"),
    }
}
