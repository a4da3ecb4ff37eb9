//! The same clock on other days.

use jiff::civil::date;

use super::*;
use crate::{
    convenings::rules::{ConveningForm, Offered, read},
    values::PlaceId,
    web::FieldErrors,
};

fn planned(start: &str, end: &str, status: &str) -> Plan {
    let form = ConveningForm {
        title: "Youth table".into(),
        mode: "issue_focused".into(),
        purpose: "deal_matching".into(),
        place: "city:0667000".into(),
        time_zone: "America/Los_Angeles".into(),
        local_start: start.into(),
        local_end: end.into(),
        format: "in_person".into(),
        venue: "Public library".into(),
        status: status.into(),
        ..ConveningForm::default()
    };
    let offered = Offered {
        places: vec![PlaceId::city("0667000")],
        status: None,
    };
    read(&mut FieldErrors::default(), &form, &offered).unwrap()
}

#[test]
fn the_clock_and_the_length_stay_across_a_change_of_the_clocks() {
    let winter = planned("2027-03-11T09:30", "2027-03-12T12:00", "hold");
    let moved = on_day(&winter, date(2027, 3, 18)).unwrap();
    assert_eq!(moved.when.local_start.to_string(), "2027-03-18T09:30:00");
    assert_eq!(moved.when.local_end.to_string(), "2027-03-19T12:00:00");
    assert_eq!(winter.when.starts.to_string(), "2027-03-11T17:30:00Z");
    assert_eq!(moved.when.starts.to_string(), "2027-03-18T16:30:00Z");
    assert_eq!(days_taken(&moved.when), 2);
    assert_eq!(moved.status, ConveningStatus::Hold);
    assert_eq!(on_day(&moved, date(2027, 3, 11)).unwrap(), winter);
}

#[test]
fn an_idea_with_a_date_is_a_hold() {
    let idea = planned("2027-03-11T09:30", "2027-03-11T12:00", "idea");
    let moved = on_day(&idea, date(2027, 4, 1)).unwrap();
    assert_eq!(moved.status, ConveningStatus::Hold);
}

#[test]
fn a_clock_that_is_skipped_there_is_asked_about() {
    let night = planned("2027-03-11T02:30", "2027-03-11T05:00", "hold");
    let asked = on_day(&night, date(2027, 3, 14)).unwrap_err();
    assert!(asked.contains("does not exist"), "{asked}");
    let asked = on_day(
        &planned("2027-03-11T01:30", "2027-03-11T05:00", "hold"),
        date(2027, 11, 7),
    );
    assert!(asked.unwrap_err().contains("comes twice"));
}
