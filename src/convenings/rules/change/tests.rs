use super::*;
use crate::{
    convenings::rules::{ConveningForm, Offered, read},
    web::FieldErrors,
};

fn plan(change: impl Fn(&mut ConveningForm)) -> Plan {
    let mut form = ConveningForm {
        title: "Youth table".into(),
        mode: "issue_focused".into(),
        purpose: "deal_matching".into(),
        time_zone: "America/Los_Angeles".into(),
        local_start: "2027-03-18T09:30".into(),
        local_end: "2027-03-18T12:00".into(),
        format: "hybrid".into(),
        venue: "Public library".into(),
        online_link: "https://meet.example/1".into(),
        status: "confirmed".into(),
        ..ConveningForm::default()
    };
    change(&mut form);
    read(&mut FieldErrors::default(), &form, &Offered::default()).unwrap()
}

#[test]
fn time_place_and_firmness_are_material() {
    let before = plan(|_| ());
    for after in [
        plan(|form| form.local_start = "2027-03-18T10:00".into()),
        plan(|form| form.local_end = "2027-03-18T13:00".into()),
        plan(|form| form.time_zone = "America/Denver".into()),
        plan(|form| form.venue = "City hall".into()),
        plan(|form| form.format = "in_person".into()),
        plan(|form| form.status = "hold".into()),
    ] {
        assert!(is_material(&before, &after), "{after:?}");
    }
}

#[test]
fn a_mended_text_or_link_is_not() {
    let before = plan(|_| ());
    for after in [
        plan(|form| form.title = "Youth funder table".into()),
        plan(|form| form.summary = "Who closes the gap?".into()),
        plan(|form| form.online_link = "https://meet.example/2".into()),
        plan(|form| form.purpose = "learning".into()),
    ] {
        assert!(!is_material(&before, &after), "{after:?}");
        assert_eq!(differences(&before, &after, &BTreeMap::new()).len(), 1);
    }
    assert_eq!(differences(&before, &before, &BTreeMap::new()), []);
}

#[test]
fn stamps_move_forward_by_a_second_at_least() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    assert_eq!(
        next_stamp(at("2026-11-22T15:00:00Z"), at("2026-11-22T15:00:00.900Z")),
        at("2026-11-22T15:00:01Z")
    );
    assert_eq!(
        next_stamp(at("2026-11-22T15:00:00Z"), at("2026-11-22T16:00:00.5Z")),
        at("2026-11-22T16:00:00Z")
    );
    assert_eq!(
        next_stamp(at("2026-11-22T15:00:09Z"), at("2026-11-22T15:00:00Z")),
        at("2026-11-22T15:00:10Z")
    );
}
