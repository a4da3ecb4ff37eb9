//! From a season to dates and back.

use std::collections::{BTreeMap, BTreeSet};

use super::made::{asked, day, id, invited, meeting, venue};
use crate::{
    ids::OrganizationId,
    scheduling::{
        season::{Board, Trouble, plan},
        seasons::rules::{Asked, Dates, Spot, question, stored, trouble},
    },
};

fn dates(season: &Asked) -> Result<Dates, String> {
    let question = question(season).map_err(|told| told.join(" "))?;
    let names = BTreeMap::from([(OrganizationId::from_u128(9), "Juniper Fund".to_owned())]);
    let say = |why: &Trouble| trouble(season, &question, &names, why);
    let board = Board::new(&question.season).map_err(|why| say(&why))?;
    let plan = plan(&board).map_err(|why| say(&why))?;
    Ok(stored(season, &question, &plan))
}

#[test]
fn who_is_lost_is_said_and_to_what() {
    // Both have one day only, and it is the same.
    let meetings = vec![
        meeting(1, "city:sf", "2027-01-05", "2027-01-05"),
        meeting(2, "city:nyc", "2027-01-05", "2027-01-05"),
    ];
    let asks = vec![invited(9, 1, 5_000, false), invited(9, 2, 7_000, false)];
    let found = dates(&asked(meetings, asks)).unwrap();
    let (west, east) = (found.of(id(1)).unwrap(), found.of(id(2)).unwrap());
    assert_eq!(west.lost[0].to, [id(2)]);
    assert_eq!(east.comes, [OrganizationId::from_u128(9)]);
    assert_eq!(
        (found.value, found.ceiling, found.share()),
        (7_000, 7_000, Some(100))
    );
    assert_eq!(found.journeys[0].stops[0].day, day("2027-01-05"));
    let away = BTreeSet::from([(id(1), OrganizationId::from_u128(9))]);
    let told = found.without(&away);
    assert!(told.of(id(1)).unwrap().lost.is_empty());
    assert_eq!(told.invited.len(), 1);
}

#[test]
fn dates_leave_time_to_travel() {
    let meetings = vec![
        meeting(1, "city:sf", "2027-01-04", "2027-01-08"),
        meeting(2, "city:nyc", "2027-01-04", "2027-01-08"),
    ];
    let asks = vec![invited(9, 1, 5_000, true), invited(9, 2, 7_000, true)];
    let found = dates(&asked(meetings, asks)).unwrap();
    let apart = (found.of(id(1)).unwrap().day - found.of(id(2)).unwrap().day).num_days();
    assert!(apart.abs() >= 3, "two days between: {apart}");
    assert_eq!(found.journeys[0].stops[1].travel, 2);
}

#[test]
fn musts_that_cannot_be_are_named() {
    let meetings = vec![
        meeting(1, "city:sf", "2027-01-05", "2027-01-05"),
        meeting(2, "city:nyc", "2027-01-06", "2027-01-06"),
    ];
    let asks = vec![invited(9, 1, 5_000, true), invited(9, 2, 7_000, true)];
    let told = dates(&asked(meetings, asks)).unwrap_err();
    assert!(
        told.starts_with("Juniper Fund has to be at “Table 1” and at “Table 2”, and cannot be at both. No choice of days helps."),
        "{told}"
    );
}

#[test]
fn what_is_kept_stays_and_a_venue_holds_one_at_a_time() {
    let mut meetings = vec![
        meeting(1, "city:sf", "2027-01-05", "2027-01-06"),
        meeting(2, "city:sf", "2027-01-05", "2027-01-06"),
    ];
    let hall = venue(7, "city:sf", &[]);
    for each in &mut meetings {
        each.venues = vec![hall.id];
    }
    meetings[1].stays = Some((day("2027-01-05"), Some(hall.id)));
    let mut season = asked(meetings, Vec::new());
    season.venues = vec![hall.clone()];
    let found = dates(&season).unwrap();
    let (one, kept) = (found.of(id(1)).unwrap(), found.of(id(2)).unwrap());
    assert_eq!((kept.day, kept.kept), (day("2027-01-05"), true));
    assert_eq!(
        (one.day, one.spot),
        (day("2027-01-06"), Spot::Venue(hall.id))
    );
    season.meetings[0].stays = season.meetings[1].stays;
    let told = dates(&season).unwrap_err();
    assert!(told.contains("need Hall 7 on the same day"), "{told}");
}

#[test]
fn an_empty_window_stops_the_search_with_its_sentence() {
    let meetings = vec![meeting(1, "city:sf", "2026-11-26", "2026-11-26")];
    let told = dates(&asked(meetings, Vec::new())).unwrap_err();
    assert!(
        told.contains("without federal holidays, 1 day would be open"),
        "{told}"
    );
}

#[test]
fn what_is_stored_is_read_back() {
    let meetings = vec![meeting(1, "city:sf", "2027-01-05", "2027-01-07")];
    let found = dates(&asked(meetings, vec![invited(9, 1, 0, false)])).unwrap();
    assert_eq!(
        found.value, 1,
        "a guest who could bring nothing still counts"
    );
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Dates>(&text).unwrap(), found);
}
