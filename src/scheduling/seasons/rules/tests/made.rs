//! A season to try things on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    ids::{ConveningId, OrganizationId, SeasonVenueId},
    places::BlackoutDay,
    scheduling::seasons::rules::{Asked, City, Invited, Meeting, Venue},
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn id(number: u128) -> ConveningId {
    ConveningId::from_u128(number)
}

/// A convening of one day in this city, from the first to the last day.
pub(super) fn meeting(number: u128, city: &str, first: &str, last: &str) -> Meeting {
    Meeting {
        id: id(number),
        title: format!("Table {number}"),
        days: 1,
        first: day(first),
        last: day(last),
        late_cost: 0,
        city: Some(city.to_owned()),
        venues: Vec::new(),
        stays: None,
    }
}

pub(super) fn invited(funder: u128, convening: u128, value: u64, must: bool) -> Invited {
    Invited {
        convening: id(convening),
        funder: OrganizationId::from_u128(funder),
        value,
        must,
    }
}

pub(super) fn venue(number: u128, city: &str, closed: &[&str]) -> Venue {
    Venue {
        id: SeasonVenueId::from_u128(number),
        name: format!("Hall {number}"),
        city: Some(city.to_owned()),
        closed: closed
            .iter()
            .map(|closed| day(closed))
            .collect::<BTreeSet<_>>(),
    }
}

/// Cities across the country, Thanksgiving and a day to ask first; it is a Sunday in November.
pub(super) fn asked(meetings: Vec<Meeting>, invited: Vec<Invited>) -> Asked {
    let city = |name: &str, at, metro: &str| City {
        name: name.to_owned(),
        at: Some(at),
        metro: Some(metro.to_owned()),
    };
    let keep_free = |on: &str, name: &str, closed| BlackoutDay {
        day: day(on),
        name: name.to_owned(),
        category: String::new(),
        closed,
    };
    Asked {
        today: day("2026-11-22"),
        keep_free: vec![
            keep_free("2026-11-26", "Thanksgiving", true),
            keep_free("2026-11-27", "Day after Thanksgiving", false),
        ],
        cities: [
            (
                "city:sf".to_owned(),
                city("San Francisco, CA", (37.77, -122.42), "41860"),
            ),
            (
                "city:oak".to_owned(),
                city("Oakland, CA", (37.80, -122.27), "41860"),
            ),
            (
                "city:chi".to_owned(),
                city("Chicago, IL", (41.88, -87.63), "16980"),
            ),
            (
                "city:nyc".to_owned(),
                city("New York, NY", (40.71, -74.01), "35620"),
            ),
        ]
        .into(),
        meetings,
        invited,
        seed: 1,
        ..Asked::default()
    }
}
