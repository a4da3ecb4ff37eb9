//! The worked cases, many more of the same kind, and what must hold for every text.

use proptest::prelude::*;

use super::*;
use crate::values::{IndicatorDirection, IndicatorUnit};

#[derive(serde::Deserialize)]
struct File {
    rules: std::collections::BTreeMap<String, String>,
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    id: String,
    statement: String,
    expected_rules: Vec<String>,
    expected_class: String,
}

fn file() -> File {
    serde_json::from_str(include_str!("../../../../data/demo/goal_lint_cases.json")).unwrap()
}

fn codes(rules: &[Rule]) -> Vec<String> {
    rules.iter().map(|rule| rule.code().to_owned()).collect()
}

#[test]
fn every_worked_case_is_read_as_expected() {
    let mut wrong = Vec::new();
    for case in file().cases {
        let read = classify(&case.statement);
        let mut expected = case.expected_rules.clone();
        expected.sort_by_key(|code| Rule::ALL.iter().position(|rule| rule.code() == code));
        if codes(&read.rules) != expected || read.class.as_str() != case.expected_class {
            wrong.push(format!(
                "{}: {}\n  expected {expected:?} {}\n  read     {:?} {}",
                case.id,
                case.statement,
                case.expected_class,
                codes(&read.rules),
                read.class.as_str()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_file_has_its_code() {
    for code in file().rules.keys() {
        assert!(Rule::ALL.iter().any(|rule| rule.code() == code), "{code}");
    }
    assert_eq!(Rule::ALL.len(), 14);
}

/// Short names of the rules, then the class.
const MORE: &[(&str, &str, &str)] = &[
    (
        "Renovate the old library on Fifth Street.",
        "L1 L3 L6 L7",
        "project",
    ),
    (
        "Open a health clinic in West Oakland.",
        "L1 L3 L6 L7",
        "project",
    ),
    (
        "Construct 120 affordable homes by 2028.",
        "L1 L3 L4 L6 L8",
        "project",
    ),
    (
        "Launch a workforce training program.",
        "L1 L3 L6",
        "project",
    ),
    ("We plan to train 500 workers.", "L1 L3 L6 L8", "project"),
    (
        "Host four community meetings and print a report.",
        "L1 L3 L6 L8",
        "project",
    ),
    (
        "By 2027, build a 90-bed shelter downtown.",
        "L1 L4 L6 L7",
        "project",
    ),
    (
        "The city will purchase 12 electric buses.",
        "L1 L3 L4 L6 L8",
        "project",
    ),
    (
        "Our goal is to raise $25 million for small businesses.",
        "L1 L3 L6 L8",
        "project",
    ),
    (
        "Construction of a community center on Main Street.",
        "L1 L3 L6 L7",
        "project",
    ),
    (
        "A new grocery store on the corner of Oak and 3rd.",
        "L1 L3 L7",
        "project",
    ),
    (
        "Five hundred trees are planted along the river.",
        "L1 L3 L6 L8",
        "project",
    ),
    (
        "Contract with Beacon Services Inc. to run the shelter.",
        "L1 L3 L6 L7",
        "project",
    ),
    (
        "Every child in Flint drinks clean water.",
        "L3 L4 L5",
        "outcome_incomplete",
    ),
    (
        "Memphis families keep their homes.",
        "L3 L4 L5",
        "outcome_incomplete",
    ),
    (
        "Chronic absence among Toledo students falls from 31 percent in 2022 to 15 percent in 2028, by race and school.",
        "",
        "outcome",
    ),
    (
        "Infant deaths per 1,000 births in Milwaukee fall from 9.8 in 2018 to 5.0 in 2028, cut by race.",
        "",
        "outcome",
    ),
    (
        "Infant deaths per 1,000 births in Milwaukee fall from 9.8 in 2018 to 12.0 in 2028, cut by race.",
        "L9",
        "outcome",
    ),
    (
        "Homeownership of Black households in Tulsa rises from 44 percent in 2019 to 38 percent by 2030.",
        "L9",
        "outcome",
    ),
    (
        "Young adults in Stockton are working or in school: 71 percent in 2020, 85 percent by 2030.",
        "L10",
        "outcome",
    ),
    (
        "Renters in Tucson who pay more than half of income fall from 27 percent in 2021 to 20 percent in 2027, by age.",
        "L10",
        "outcome",
    ),
    (
        "By 2030, 80 percent of Dayton third graders read at standard, cut by race.",
        "L4",
        "outcome_incomplete",
    ),
    (
        "Residents of Gary who have a bank account rise from 62 percent in 2019.",
        "L5 L10",
        "outcome_incomplete",
    ),
    (
        "Reduce chronic absence among Newark students.",
        "L4 L5",
        "outcome_incomplete",
    ),
    (
        "Improve the lives of children in Gary.",
        "L3 L4 L5",
        "outcome_incomplete",
    ),
    ("Increase employment.", "L2 L4 L5", "neither"),
    (
        "Families lack food because we need a kitchen.",
        "L3 L4 L5 L11",
        "neither",
    ),
    (
        "Teens in Camden are idle because there is no recreation center.",
        "L3 L4 L5 L11",
        "neither",
    ),
    (
        "Seniors in Erie are isolated for lack of a shuttle.",
        "L3 L4 L5 L11",
        "neither",
    ),
    (
        "85 percent of program participants will attend every session.",
        "L2 L8 L12",
        "performance",
    ),
    (
        "75 percent of our graduates keep a job for six months.",
        "L2 L12",
        "performance",
    ),
    (
        "Unemployment in Detroit falls from 12 percent in 2015 to 6 percent in 2025.",
        "L10",
        "outcome",
    ),
    (
        "Newark kindergartners are ready to learn: 34 percent in 2017, 20 percent by 2025.",
        "L9 L10",
        "outcome",
    ),
    ("500 families receive vouchers.", "L8 L12", "performance"),
    (
        "The number of workshops rises from 10 in 2020 to 30 in 2025.",
        "L2 L8 L12",
        "performance",
    ),
    (
        "Preserve 1,000 affordable units.",
        "L1 L3 L4 L6 L8",
        "project",
    ),
    (
        "Children in Gary grow up healthy.",
        "L3 L4 L5",
        "outcome_incomplete",
    ),
    ("We need a shelter.", "L1 L3 L7 L11", "project"),
    (
        "70 percent of the people we serve find stable housing.",
        "L2 L12",
        "performance",
    ),
];

#[test]
fn statements_of_our_own_are_read_by_the_same_rules() {
    let mut wrong = Vec::new();
    for (statement, rules, class) in MORE {
        let read = classify(statement);
        let short: Vec<&str> = read.rules.iter().map(|rule| rule.short()).collect();
        if short.join(" ") != *rules || read.class.as_str() != *class {
            wrong.push(format!(
                "{statement}\n  expected {rules} {class}\n  read     {} {}",
                short.join(" "),
                read.class.as_str()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_organization_is_told_apart_from_a_partnership() {
    assert_eq!(
        classify("Beacon Works Inc. will end homelessness in Reno.").also,
        [Rule::L14]
    );
    assert!(
        classify("The partnership will end homelessness in Reno.")
            .also
            .is_empty()
    );
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn sound() -> GoalFacts {
    GoalFacts {
        title: "Reading at grade three".to_owned(),
        result_statement: "Third graders in Newark read well.".to_owned(),
        populations: 1,
        places: 1,
        indicators: vec![IndicatorFacts {
            name: "Third graders reading at standard".to_owned(),
            population_level: true,
            unit: Some(IndicatorUnit::Percent),
            definition: "third graders at standard over all third graders tested".to_owned(),
            direction: Some(IndicatorDirection::Increase),
            baseline: Some(34.0),
            baseline_on: Some(day("2025-06-30")),
            target: Some(55.0),
            target_on: Some(day("2030-06-30")),
            disaggregated_by: vec!["race_ethnicity".to_owned()],
            newest_point: Some(day("2026-06-30")),
            next_release: Some(day("2027-09-01")),
            quadrant: None,
        }],
        owner_of_number: "School district".to_owned(),
        led: true,
        today: day("2026-11-22"),
    }
}

fn found(goal: &GoalFacts) -> Vec<&'static str> {
    lint(goal).iter().map(|each| each.rule.short()).collect()
}

#[test]
fn a_sound_goal_has_nothing_to_mend() {
    assert_eq!(found(&sound()), Vec::<&str>::new());
}

#[test]
fn each_missing_field_is_named_by_its_rule() {
    let with = |change: &dyn Fn(&mut GoalFacts)| {
        let mut goal = sound();
        change(&mut goal);
        found(&goal)
    };
    assert_eq!(with(&|goal| goal.places = 0), ["L2"]);
    assert_eq!(with(&|goal| goal.populations = 0), ["L2"]);
    assert_eq!(with(&|goal| goal.indicators.clear()), ["L3", "L4", "L5"]);
    assert_eq!(with(&|goal| goal.indicators[0].definition.clear()), ["L3"]);
    assert_eq!(with(&|goal| goal.indicators[0].baseline = None), ["L4"]);
    assert_eq!(
        with(&|goal| goal.indicators[0].target_on = Some(day("2025-06-30"))),
        ["L5"]
    );
    assert_eq!(with(&|goal| goal.indicators[0].target = Some(30.0)), ["L9"]);
    assert_eq!(
        with(&|goal| goal.indicators[0].disaggregated_by = vec!["age".to_owned()]),
        ["L10"]
    );
    assert_eq!(
        with(&|goal| goal.indicators[0].population_level = false),
        ["L3", "L4", "L5", "L12"]
    );
    assert_eq!(
        with(&|goal| goal.indicators[0].newest_point = Some(day("2024-11-01"))),
        ["L13"]
    );
    assert_eq!(
        with(&|goal| goal.indicators[0].next_release = None),
        ["L13"]
    );
    assert_eq!(with(&|goal| goal.led = false), ["L14"]);
}

#[test]
fn words_alone_advise_and_never_block() {
    let mut goal = sound();
    "Build a 40-unit village and hire a director.".clone_into(&mut goal.result_statement);
    let findings = lint(&goal);
    assert!(findings.iter().any(|each| each.rule == Rule::L1));
    assert!(
        findings
            .iter()
            .all(|each| each.advisory && !each.hint.is_empty())
    );
    assert!(may_be_adopted(&findings));
    goal.indicators[0].baseline = None;
    assert!(!may_be_adopted(&lint(&goal)));
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,400}") {
        let read = classify(&text);
        prop_assert!(read.rules.is_sorted());
        prop_assert!(read.rules.iter().all(|rule| *rule <= Rule::L12));
    }

    #[test]
    fn any_words_are_read_without_harm(words in prop::collection::vec(prop::sample::select(vec![
        "build", "a", "clinic", "from", "14.2", "to", "8", "in", "2019", "by", "2025", "percent", "our", "clients", "residents",
        "of", "Newark", ",", "cut", "race", "because", "we", "need", "raise", "$4m", "fall", ";", "."
    ]), 0..40)) {
        let read = classify(&words.join(" "));
        if read.class == Class::Outcome {
            let lacks = [Rule::L3, Rule::L4, Rule::L5].iter().any(|rule| read.rules.contains(rule));
            prop_assert!(!lacks);
        }
        prop_assert_eq!(read.class == Class::Project, read.rules.contains(&Rule::L1) && read.class != Class::Neither);
    }

    #[test]
    fn a_target_on_either_side_is_judged_by_the_direction(from in 1_u32..500, to in 1_u32..500) {
        let statement = format!("Evictions of renters in Reno fall from {from} in 2020 to {to} in 2030, by race.");
        prop_assert_eq!(classify(&statement).rules.contains(&Rule::L9), to >= from);
    }
}
