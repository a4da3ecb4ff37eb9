use super::*;

fn lacks(table: &Table) -> Vec<Lack> {
    findings(table).into_iter().map(|each| each.lack).collect()
}

#[test]
fn a_full_table_lacks_nothing() {
    let table = Table {
        kinds: vec![(0, true, true)],
        local: 1,
        pays_for_outcomes: true,
        has_payor: true,
        residents: 2,
        residents_paid: Some(true),
        changes_systems: true,
        officials: 1,
        conveners: 0,
    };
    assert_eq!(lacks(&table), []);
}

#[test]
fn an_empty_table_lacks_everything() {
    let table = Table {
        kinds: vec![(0, false, true), (3, false, false)],
        pays_for_outcomes: true,
        changes_systems: true,
        ..Table::default()
    };
    let expected = [
        Lack::Kind(0),
        Lack::NoSource(3),
        Lack::LocalPhilanthropy,
        Lack::Payor,
        Lack::Officials,
        Lack::Residents,
    ];
    assert_eq!(lacks(&table), expected);
}

#[test]
fn residents_who_are_not_known_to_be_paid_and_conveners_are_pointed_out() {
    let table = Table {
        local: 1,
        residents: 1,
        conveners: 2,
        ..Table::default()
    };
    assert_eq!(lacks(&table), [Lack::UnpaidResidents, Lack::Convener(2)]);
    assert!(findings(&table)[1].is_note);
}
