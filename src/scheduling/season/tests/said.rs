//! Travel from coordinates, and the sentences.

use crate::scheduling::season::{Clash, Travel, Trouble};

#[test]
fn cities_are_as_far_as_they_are() {
    let (new_york, newark, chicago, los_angeles) = (
        (40.71, -74.01),
        (40.74, -74.17),
        (41.88, -87.63),
        (34.05, -118.24),
    );
    let travel = Travel::between(&[
        Some(new_york),
        Some(newark),
        Some(chicago),
        Some(los_angeles),
        None,
    ]);
    assert_eq!(travel.places(), 5);
    assert_eq!(
        [
            travel.days(0, 1),
            travel.days(0, 2),
            travel.days(0, 3),
            travel.days(0, 4),
            travel.days(3, 3)
        ],
        [0, 1, 2, 1, 0]
    );
    assert_eq!(travel.days(3, 0), 2);
}

#[test]
fn both_sides_of_the_date_line_are_near() {
    let travel = Travel::between(&[Some((52.0, 179.9)), Some((52.0, -179.9))]);
    assert_eq!(travel.days(0, 1), 0);
}

#[test]
fn every_trouble_has_a_sentence() {
    let clash = Clash::Place {
        place: 3,
        convenings: (1, 2),
    };
    let all = [
        Trouble::Twice(1),
        Trouble::NoDays(1),
        Trouble::NoOpening(1),
        Trouble::NoSuchPlace(1),
        Trouble::NoSuchConvening {
            funder: 1,
            convening: 2,
        },
        Trouble::TooLarge,
        Trouble::Never(clash),
        Trouble::NotFound(vec![
            clash,
            Clash::Week {
                monday: 7,
                convenings: 4,
            },
        ]),
    ];
    for trouble in all {
        let said = trouble.sentence(|id| format!("No. {id}"), |place| format!("room {place}"));
        assert!(said.ends_with('.') && said.len() > 20, "{said}");
    }
}
