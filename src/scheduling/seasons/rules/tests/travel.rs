//! Journeys between the cities of a season.

use super::made::{asked, meeting};
use crate::scheduling::seasons::rules::{Asked, ONLINE, pair};

fn across() -> Asked {
    let cities = ["city:sf", "city:oak", "city:chi", "city:nyc", ONLINE];
    let meetings = (1..)
        .zip(cities)
        .map(|(at, city)| meeting(at, city, "2027-01-04", "2027-03-31"));
    asked(meetings.collect(), Vec::new())
}

fn days(season: &Asked, one: &str, other: &str) -> (u16, Option<u16>, u16) {
    let (one, other) = pair(one, other);
    let pairs = season.pairs();
    let found = pairs
        .iter()
        .find(|pair| pair.one == one && pair.other == other)
        .unwrap();
    (found.by_map, found.set, found.counts)
}

#[test]
fn the_map_says_how_far_cities_are() {
    let season = across();
    assert_eq!(season.pairs().len(), 10);
    assert_eq!(
        days(&season, "city:sf", "city:oak"),
        (0, None, 0),
        "one metro area"
    );
    assert_eq!(days(&season, "city:chi", "city:nyc"), (1, None, 1));
    assert_eq!(days(&season, "city:sf", "city:nyc"), (2, None, 2));
    assert_eq!(
        days(&season, ONLINE, "city:sf"),
        (1, None, 1),
        "nobody knows where guests are"
    );
    let (sf, nyc) = (season.spots()[0], season.spots()[3]);
    assert_eq!(season.travel_between(&[sf, nyc]).days(0, 1), 2);
}

#[test]
fn staff_know_better_until_a_stop_is_quicker() {
    let mut season = across();
    season.travel.insert(pair("city:sf", "city:nyc"), 1);
    season.travel.insert(pair("city:chi", "city:nyc"), 5);
    assert_eq!(days(&season, "city:sf", "city:nyc"), (2, Some(1), 1));
    // By way of San Francisco: a day there, one on each side and the day spent.
    assert_eq!(days(&season, "city:chi", "city:nyc"), (1, Some(5), 3));
}
