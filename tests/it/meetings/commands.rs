//! `roundtable meetings plan`, run as a person would run it.

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

fn planned(folder: &Path, file: &str, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(["meetings", "plan", file])
        .args(options)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

fn answer(folder: &Path, file: &str, options: &[&str]) -> Value {
    let output = planned(folder, file, &[&["--json"], options].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Six funders and six teams who all meet, in seven rounds at six tables; the first funder is away in the second round.
fn fair() -> Value {
    let pairs = (1..=6).flat_map(|funder| (7..=12).map(move |team| [funder, team]));
    let meetings: Vec<Value> = pairs.map(|people| json!({"people": people})).collect();
    json!({"people": 12, "rounds": 7, "tables": 6, "fairness": 2, "blocked": [[2]], "meetings": meetings})
}

#[test]
fn a_plan_of_all_is_sound_and_says_that_it_is_best() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("fair.json"), fair().to_string()).unwrap();
    let made = answer(here, "fair.json", &["--moves", "2000000", "--seed", "3"]);
    let meetings = made["meetings"].as_array().unwrap();
    let of = |one: &Value, key: &str| one[key].as_u64().unwrap();
    let held: BTreeSet<u64> = meetings.iter().map(|one| of(one, "meeting")).collect();
    assert_eq!(held, (1..=36).collect());
    let mut busy = BTreeSet::new();
    let mut tables = BTreeSet::new();
    for one in meetings {
        let (slot, table) = (of(one, "slot"), of(one, "table"));
        assert!((1..=7).contains(&slot) && (1..=6).contains(&table));
        assert!(
            tables.insert((slot, table)),
            "table {table} twice in round {slot}"
        );
        for person in one["people"].as_array().unwrap() {
            let person = person.as_u64().unwrap();
            assert!(
                busy.insert((person, slot)),
                "person {person} twice in round {slot}"
            );
        }
    }
    assert!(!busy.contains(&(1, 2)), "away in that round");
    // The first funder waits in the second round, and so does the team that then has nobody to meet. Of the two, the bound
    // sees only the first, so nothing is proved.
    assert_eq!(
        (&made["breaks"], &made["at_least_breaks"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        (&made["left_out"], &made["proved"]),
        (&json!([]), &json!(false))
    );
    let again = answer(here, "fair.json", &["--moves", "2000000", "--seed", "3"]);
    assert_eq!(again, made, "the same seed gives the same plan");
}

#[test]
fn what_cannot_be_held_is_left_out_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mut asked = fair();
    asked["rounds"] = 5.into();
    std::fs::write(here.join("short.json"), asked.to_string()).unwrap();
    let made = answer(here, "short.json", &["--moves", "20000"]);
    let held = made["meetings"].as_array().unwrap().len();
    let left_out = made["left_out"].as_array().unwrap();
    assert_eq!(held + left_out.len(), 36);
    assert!(held <= 29 && made["proved"] == false, "{made:#}");
    let reasons: Vec<&str> = left_out
        .iter()
        .map(|left| left["reason"].as_str().unwrap())
        .collect();
    assert!(
        reasons.iter().all(
            |reason| reason.ends_with("has 6 meetings to hold in 5 rounds.")
                || reason.ends_with("has 6 meetings to hold in 4 rounds.")
        ),
        "{reasons:?}"
    );
}

#[test]
fn wishes_are_chosen_and_the_bound_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    // Two funders, two teams, one round, one table: the pair worth most.
    std::fs::write(
        here.join("wishes.txt"),
        "2 2 1 1\n5 9\n0 8\n1\n1\n1\n1\n1 1\n1 1\n",
    )
    .unwrap();
    let made = answer(here, "wishes.txt", &[]);
    assert_eq!(
        made["meetings"],
        json!([{"meeting": 2, "slot": 1, "table": 1, "people": [1, 4]}])
    );
    assert_eq!(
        (&made["worth"], &made["at_most_worth"]),
        (&json!(9), &json!(9))
    );
    assert_eq!(made["proved"], true);
    let told = planned(here, "wishes.txt", &[]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("Round 1, table 1: meeting 2 of 1 and 4"),
        "{told}"
    );
    assert!(told.contains("worth 9, proved best"), "{told}");
}

#[test]
fn a_file_that_cannot_be_planned_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mut asked = fair();
    asked["meetings"][3]["people"] = json!([2, 2]);
    std::fs::write(here.join("bad.json"), asked.to_string()).unwrap();
    for (file, said) in [
        ("bad.json", "meeting 4 names somebody twice"),
        ("none.json", "cannot read none.json"),
    ] {
        let refused = planned(here, file, &["--json"]);
        assert!(!refused.status.success() && refused.stdout.is_empty());
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.contains(said), "{told}");
    }
}
