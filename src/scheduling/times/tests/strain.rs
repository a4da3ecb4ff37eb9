//! Whose hour is worst, and how a series shares it.

use std::collections::BTreeMap;

use crate::scheduling::times::{Hours, LocalStart, fairest, shared, strain, worst};

fn local(person: u128, hour: u32) -> LocalStart {
    let begins = hour * 60;
    LocalStart { person, begins }
}

#[test]
fn early_late_and_at_night() {
    let hours = Hours::default();
    assert_eq!(strain(9 * 60, 120, hours), 0);
    assert_eq!(strain(15 * 60, 120, hours), 0);
    assert_eq!(strain(7 * 60, 120, hours), 120);
    assert_eq!(strain(16 * 60, 120, hours), 60);
    // Two in the morning is early rather than late, eleven at night late rather than early.
    assert_eq!(strain(2 * 60, 120, hours), 7 * 60);
    assert_eq!(strain(23 * 60, 60, hours), 7 * 60);
    // On the far side of the date line the clock is the same.
    assert_eq!(strain(26 * 60, 120, hours), 7 * 60);
    // A meeting longer than the day's hours strains everybody.
    assert_eq!(strain(9 * 60, 10 * 60, hours), 120);
}

#[test]
fn the_worst_hour_and_whose_it_is() {
    let people = [local(1, 10), local(2, 7), local(3, 7)];
    let found = worst(&people, 60, Hours::default()).unwrap();
    assert_eq!((found.person, found.begins, found.minutes), (2, 420, 120));
    assert_eq!(worst(&[], 60, Hours::default()), None);
}

#[test]
fn a_series_takes_turns() {
    let borne = BTreeMap::from([(1, 120), (2, 0)]);
    let hours = Hours::default();
    // Again early for the first, or late for the second for once.
    let same = shared(&borne, &[local(1, 7), local(2, 10)], 60, hours).unwrap();
    let turn = shared(&borne, &[local(1, 15), local(2, 18)], 60, hours).unwrap();
    assert_eq!((same.most, same.least, same.total), ((1, 240), 0, 240));
    assert_eq!((turn.most, turn.least, turn.total), ((1, 120), 120, 240));
    assert_eq!(fairest(&[same, turn]), Some(1));
    assert_eq!(fairest(&[]), None);
    assert_eq!(shared(&BTreeMap::new(), &[], 60, hours), None);
}
