use super::*;

fn told(start: &str, own: &str, others: &[&str]) -> Vec<String> {
    let own: TimeZone = own.parse().unwrap();
    let others = others.iter().map(|zone| zone.parse().unwrap()).collect();
    let slot = Slot::at(start.parse().unwrap(), None, 60, &own).unwrap();
    let found = clock_warnings(&slot, &own, &others);
    found.into_iter().map(|warning| warning.text).collect()
}

const NEW_YORK: &str = "America/New_York";
const OTHERS: [&str; 3] = [NEW_YORK, "America/Phoenix", "Europe/London"];

#[test]
fn a_change_of_the_clocks_is_told_the_day_after_and_not_for_a_week() {
    let monday = told("2027-03-15T09:00", NEW_YORK, &OTHERS);
    assert_eq!(
        monday,
        [
            "Clocks go forward in New York on Sun 14 Mar 2027",
            "London is 4 h ahead of New York then, not 5 h as usual"
        ]
    );
    assert_eq!(
        told("2027-03-17T09:00", NEW_YORK, &OTHERS),
        ["London is 4 h ahead of New York then, not 5 h as usual"]
    );
    assert!(told("2027-03-12T09:00", NEW_YORK, &OTHERS).is_empty());
    assert!(told("2027-06-15T09:00", NEW_YORK, &OTHERS).is_empty());
}

#[test]
fn zones_that_change_the_same_day_are_named_together() {
    let zones = ["America/Chicago", NEW_YORK, "America/Los_Angeles"];
    assert_eq!(
        told("2027-11-08T09:00", NEW_YORK, &zones),
        ["Clocks go back in New York, Chicago, Los Angeles on Sun 7 Nov 2027"]
    );
}

#[test]
fn a_zone_without_summer_time_is_never_unusual() {
    assert!(told("2027-03-17T09:00", NEW_YORK, &["America/Phoenix"]).is_empty());
}
