use std::collections::{HashMap, HashSet};

use super::*;

const FILES: DirectoryFiles<'_> = DirectoryFiles {
    irs: include_str!("../../../data/directory/irs_bmf_funders.csv"),
    ror: include_str!("../../../data/directory/ror_us_funders.csv"),
    nafi: include_str!("../../../data/directory/native_cdfi_nafi.csv"),
    nmtc: include_str!("../../../data/directory/nmtc_cde.csv"),
    nmtc_cities: include_str!("../../../data/directory/nmtc_cde_city.csv"),
};

fn named<'a>(directory: &'a Directory, name: &str) -> &'a DirectoryOrganization {
    let mut found = directory
        .organizations
        .iter()
        .filter(|known| known.name == name);
    let first = found
        .next()
        .unwrap_or_else(|| panic!("{name} is not in the directory"));
    assert!(found.next().is_none(), "{name} is in the directory twice");
    first
}

#[test]
fn all_four_files_are_read_and_each_organization_is_told_once() {
    let directory = read_directory(FILES);
    assert!(directory.errors.is_empty(), "{:?}", directory.errors);
    assert_eq!(
        directory.organizations.len() + directory.merged,
        1330 + 168 + 91 + 345
    );
    assert_eq!(directory.merged, 19);
    let keys: HashSet<&str> = directory
        .organizations
        .iter()
        .map(|known| known.key.as_str())
        .collect();
    assert_eq!(
        keys.len(),
        directory.organizations.len(),
        "every key is its own"
    );
    let records: usize = directory
        .organizations
        .iter()
        .map(|known| known.city_records.len())
        .sum();
    assert_eq!(records, 2488);
}

#[test]
fn an_organization_of_two_files_has_the_facts_of_both() {
    let directory = read_directory(FILES);
    let tow = named(&directory, "The Tow Foundation");
    assert_eq!(tow.key, "ein:066484045");
    assert_eq!(tow.kind, Some("private_foundation"));
    assert!(tow.ror_id.is_some() && tow.website.is_some());
    assert_eq!(tow.fact("assets").map(|fact| fact.source), Some("irs_bmf"));
    assert_eq!(
        tow.fact("funder_registry_id").map(|fact| fact.source),
        Some("ror")
    );
    let spelled = tow.fact("also_listed_as").map(|fact| fact.text.as_str());
    assert_eq!(spelled, Some("The Tow Foundation Inc"));

    let alaska = named(&directory, "Alaska Growth Capital BIDCO, Inc.");
    assert_eq!(
        alaska.kind,
        Some("cdfi_loan_fund"),
        "the certified list comes first"
    );
    assert!(
        !alaska.city_records.is_empty(),
        "joined though the tax-credit file has no address"
    );
}

#[test]
fn organizations_that_only_look_alike_stay_apart() {
    let directory = read_directory(FILES);
    let mut names: HashMap<&str, usize> = HashMap::new();
    for known in &directory.organizations {
        *names.entry(known.name.as_str()).or_default() += 1;
    }
    assert_eq!(
        names["Affordable Community Housing Trust"], 3,
        "three EINs in one town"
    );
    assert_eq!(names["Waitt Foundation"], 2, "two states");
    assert_eq!(names["Rockland Trust Community Development LLC"], 1);
    assert_eq!(names["Rockland Trust Community Development Corporation"], 1);
    assert_eq!(
        names["The Rita and Alex Hillman Foundation"], 1,
        "one website, one state"
    );
}

#[test]
fn facts_say_their_source_their_date_and_no_more_than_the_file() {
    let directory = read_directory(FILES);
    let rasmuson = named(&directory, "Rasmuson Foundation");
    let assets = rasmuson.fact("assets").unwrap();
    assert_eq!(assets.amount_usd, Some(845_447_369));
    assert_eq!(
        (assets.source, assets.as_of.as_str()),
        ("irs_bmf", "2024-12")
    );
    assert!(
        rasmuson.fact("revenue").is_none(),
        "an empty cell is no fact"
    );

    let loan_fund = named(&directory, "New Hampshire Community Loan Fund");
    assert_eq!(
        loan_fund.kind, None,
        "a guess from the name is not a certificate"
    );
    let guess = loan_fund.fact("type_guess").unwrap();
    assert_eq!(guess.text, "cd lender or cdc");
    assert_eq!(
        fact_label(guess.label_code),
        "Type guessed from name and registration"
    );

    let akiptan = named(&directory, "Akiptan, Inc.");
    assert_eq!(akiptan.key, "nafi:akiptan-sd");
    assert_eq!(akiptan.fact("assets").unwrap().as_of, "2023-12");
    assert_eq!(
        akiptan.fact("cdfi_award_2024").unwrap().amount_usd,
        Some(2_300_000)
    );
}

#[test]
fn every_label_and_source_has_words_and_every_kind_is_on_the_list() {
    let directory = read_directory(FILES);
    let lists = include_str!("../../../data/reference/codelists.json");
    let lists: serde_json::Value = serde_json::from_str(lists).unwrap();
    let kinds: HashSet<&str> = lists["funder_type"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["code"].as_str())
        .collect();
    for known in &directory.organizations {
        assert!(
            known.kind.is_none_or(|kind| kinds.contains(kind)),
            "{:?}",
            known.kind
        );
        for fact in &known.facts {
            assert_ne!(fact_label(fact.label_code), fact.label_code);
            assert_ne!(source_label(fact.source), fact.source);
        }
    }
}

#[test]
fn a_bad_row_is_told_with_its_file() {
    let irs = FILES.irs.replacen("916340739", "91-6340739", 1);
    let directory = read_directory(DirectoryFiles { irs: &irs, ..FILES });
    let told: Vec<String> = directory
        .errors
        .iter()
        .map(|(source, error)| format!("{source}: {error}"))
        .collect();
    assert_eq!(
        told,
        ["irs_bmf: row 2, column ein: \"91-6340739\" should be 9 digits"]
    );
}
