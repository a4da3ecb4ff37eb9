use super::*;

fn known(ids: &[&str]) -> BTreeSet<PlaceId> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

#[test]
fn codes_find_the_place_they_mean() {
    let known = known(&["state:CA", "county:06075", "cbsa:41860", "city:0667000"]);
    let typed = read_areas("ca, 06075\n41860 metro:41860 0667000").unwrap();
    let settled: Vec<String> = typed
        .iter()
        .map(|area| area.settle(&known).unwrap().to_string())
        .collect();
    assert_eq!(
        settled,
        [
            "state:CA",
            "county:06075",
            "cbsa:41860",
            "cbsa:41860",
            "city:0667000"
        ]
    );
}

#[test]
fn what_cannot_be_told_is_said() {
    assert!(
        read_areas("Oakland")
            .unwrap_err()
            .to_string()
            .contains("“Oakland”")
    );
    assert!(read_areas("planet:9").is_err());
    let typed = read_areas("12580").unwrap();
    assert!(
        typed[0]
            .settle(&known(&[]))
            .unwrap_err()
            .contains("no place")
    );
    let both = known(&["county:12580", "cbsa:12580"]);
    assert!(typed[0].settle(&both).unwrap_err().contains("cbsa:12580"));
}
