//! The commands, run as a person would run them: the real binary, a folder of its own.

use std::{
    path::Path,
    process::{Command, Output},
};

use roundtable::{entities::stack_lines, ids::StackLineId, values::Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use crate::{convenings::goal, support::TestApp};

fn roundtable(folder: &Path, arguments: &[&str]) -> Output {
    let url = format!("sqlite://{}", folder.join("test.db").display());
    on(&url, folder, arguments)
}

fn on(url: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("DATABASE_URL", url)
        .env(
            "ROUNDTABLE_MAIL",
            format!("folder:{}", folder.join("mail").display()),
        )
        .env("ROUNDTABLE_LOG", "warn")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_new_site_is_migrated_given_an_account_and_found_sound() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let before = roundtable(here, &["doctor"]);
    assert!(!before.status.success());
    assert!(
        told(&before).contains("Run: roundtable migrate"),
        "{}",
        told(&before)
    );

    let migrated = roundtable(here, &["migrate"]);
    assert!(
        told(&migrated).starts_with("Applied "),
        "{}",
        told(&migrated)
    );
    assert!(told(&roundtable(here, &["migrate"])).starts_with("Applied 0 migrations"));
    assert!(told(&roundtable(here, &["doctor"])).contains("Run: roundtable user add"));

    let add = [
        "user",
        "add",
        "--name",
        "Ada Example",
        "--email",
        "ada@example.org",
    ];
    let added = roundtable(here, &[&add[..], &["--role", "administrator"]].concat());
    assert!(
        told(&added).contains("http://127.0.0.1:8080/sign-in/"),
        "{}",
        told(&added)
    );
    let again = roundtable(here, &add);
    assert!(!again.status.success());
    assert!(
        told(&again).contains("ada@example.org already has an account"),
        "{}",
        told(&again)
    );

    let lead = [
        &add[..5],
        &["lee@example.org", "--role", "partnership_lead"],
    ]
    .concat();
    let refused = told(&roundtable(here, &lead));
    assert!(refused.contains("--partnership SLUG"), "{refused}");
    let refused = told(&roundtable(
        here,
        &[&lead[..], &["--partnership", "nowhere"]].concat(),
    ));
    assert!(
        refused.contains("no partnership has the slug nowhere"),
        "{refused}"
    );

    let after = roundtable(here, &["doctor"]);
    assert!(after.status.success(), "{}", told(&after));
    for what in [
        "ok    Database",
        "ok    Mail",
        "ok    Time zones",
        "ok    Base URL",
    ] {
        assert!(told(&after).contains(what), "{}", told(&after));
    }
}

#[test]
fn doctor_says_what_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    let seen = roundtable(
        folder.path(),
        &[
            "doctor",
            "--base-url",
            "http://table.example.org",
            "--mail",
            "smtp://127.0.0.1:1?tls=none",
        ],
    );
    assert!(!seen.status.success());
    assert!(told(&seen).contains("mend  Mail"), "{}", told(&seen));
    assert!(told(&seen).contains("is not https"), "{}", told(&seen));
}

#[test]
fn a_bad_file_is_refused_whole_with_row_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    assert!(roundtable(here, &["migrate"]).status.success());
    let good = include_str!("../../data/reference/convening_blackout_days.csv");
    let bad = good.replacen("2025-01-20", "2025-13-20", 1);
    std::fs::write(here.join("days.csv"), bad).unwrap();
    let refused = roundtable(here, &["import", "blackout-days", "days.csv"]);
    assert!(!refused.status.success());
    assert!(told(&refused).contains("row 3"), "{}", told(&refused));
    assert!(told(&refused).contains("date"), "{}", told(&refused));
}

#[test]
fn help_names_every_variable() {
    let folder = tempfile::tempdir().unwrap();
    let help = told(&roundtable(folder.path(), &["serve", "--help"]));
    for variable in [
        "DATABASE_URL",
        "ROUNDTABLE_DATABASE_CONNECTIONS",
        "ROUNDTABLE_BIND",
        "ROUNDTABLE_BASE_URL",
        "ROUNDTABLE_MAIL",
        "ROUNDTABLE_MAIL_FROM",
        "ROUNDTABLE_TRUSTED_PROXY",
        "ROUNDTABLE_WORKERS",
        "ROUNDTABLE_CSP_REPORT",
        "ROUNDTABLE_LOG",
        "ROUNDTABLE_LOG_FORMAT",
    ] {
        assert!(help.contains(variable), "{variable} is not in:\n{help}");
    }
    let example = include_str!("../../deploy/roundtable.env.example");
    assert!(example.contains("ROUNDTABLE_BASE_URL"));
}

#[test]
fn lint_reads_statements_as_arguments_or_lines() {
    let folder = tempfile::tempdir().unwrap();
    let said = roundtable(
        folder.path(),
        &["lint", "--json", "Reduce homelessness.", "Hire a director."],
    );
    assert!(said.status.success(), "{}", told(&said));
    let rows: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(rows[0]["statement"], "Reduce homelessness.");
    assert_eq!(rows[0]["class"], "neither");
    assert_eq!(rows[0]["rules"][0], "L2_no_population");
    assert_eq!(rows[1]["class"], "project");
    let plain = told(&roundtable(folder.path(), &["lint", "Hire a director."]));
    assert!(plain.contains("L6   It hinges on an activity"), "{plain}");
    let nothing = roundtable(folder.path(), &["lint", "--json"]);
    assert_eq!(told(&nothing).trim(), "[]", "no input is no statement");
}

#[test]
fn a_file_of_pairs_says_how_well_matching_would_have_foretold_them() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/directory/nmtc_cde_city.csv");
    let asked = [
        "evaluate", "matching", "--before", "2015", "--json", "--pairs",
    ];
    let told_of = |file: &str| told(&roundtable(here, &[&asked[..], &[file]].concat()));
    let found: Value = serde_json::from_str(&told_of(file.to_str().unwrap())).unwrap();
    assert_eq!(found["before"], 2015);
    assert_eq!(found["cities"], 202);
    assert_eq!(found["pairs"], 545);
    let engine = &found["engine"];
    for other in ["most_active", "most_active_in_state"] {
        let other = &found[other];
        for most in ["10", "20", "50"] {
            let recall = |of: &Value| of["recall"][most].as_f64().unwrap();
            assert!(recall(engine) >= recall(other), "recall@{most}: {found:#}");
        }
        assert!(engine["mrr"].as_f64() >= other["mrr"].as_f64(), "{found:#}");
    }

    let bad =
        "cde_id,geoid,investments,amount_usd,first_year,last_year\nx,0667000,1,10,2016,2010\n";
    std::fs::write(here.join("bad.csv"), bad).unwrap();
    let refused = told_of("bad.csv");
    assert!(
        refused.contains("row 2") && refused.contains("last_year"),
        "{refused}"
    );
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(output)))
}

/// Which sources there are, with what is said of each.
fn verdicts(answer: &Value) -> Vec<(String, String)> {
    let matches = answer["matches"].as_array().unwrap();
    let mut verdicts: Vec<(String, String)> = matches
        .iter()
        .map(|each| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&each["funding_source"]["id"]), text(&each["verdict"]))
        })
        .collect();
    verdicts.sort();
    verdicts
}

#[tokio::test]
async fn matches_are_told_as_the_api_tells_them() {
    let app = TestApp::with_sample().await;
    let goal = goal(&app).await;
    let folder = tempfile::tempdir().unwrap();
    let ask = |more: &[&str]| {
        let goal = goal.to_string();
        let arguments = [&["match", "--goal", &goal], more].concat();
        on(app.database_url(), folder.path(), &arguments)
    };
    let output = ask(&["--json", "--most", "500"]);
    let answer: Value = json(&output);
    assert_eq!(answer["goal"]["id"], goal.to_string());
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let api = format!("/api/v1/goals/{goal}/matches");
    let api: Value = serde_json::from_str(&staff.get(&api).await.body).unwrap();
    assert_eq!(answer["total"], api["total"]);
    let all = verdicts(&answer);
    assert_eq!(answer["total"], all.len());
    assert!(verdicts(&api).iter().all(|each| all.contains(each)));
    for each in answer["matches"].as_array().unwrap() {
        assert!(!each["reasons"].as_array().unwrap().is_empty(), "{each}");
        let Some(parts) = each["fit"]["components"].as_array() else {
            continue;
        };
        let number = |value: &Value| value.as_u64().unwrap();
        let sum: u64 = parts
            .iter()
            .map(|part| number(&part["basis_points"]) * number(&part["weight"]))
            .sum();
        let taken = each["fit"]["load"]["taken"].as_u64().unwrap_or_default();
        assert_eq!(number(&each["fit"]["score"]), sum.saturating_sub(taken));
    }

    // One line: fewer can fill it than can fill any.
    let lines = stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(goal))
        .order_by_asc(stack_lines::Column::Position)
        .all(app.db().read());
    let eligible = |answer: &Value| {
        let verdicts = verdicts(answer);
        verdicts
            .into_iter()
            .filter(|each| each.1 == "eligible")
            .count()
    };
    let mut fewer = 0;
    for line in lines.await.unwrap() {
        let output = ask(&["--json", "--most", "500", "--line", &line.id.to_string()]);
        let of_line: Value = json(&output);
        assert_eq!(of_line["line"], line.id.to_string());
        assert!(eligible(&of_line) <= eligible(&answer));
        fewer += usize::from(eligible(&of_line) < eligible(&answer));
    }
    assert!(fewer > 0);

    let plain = told(&ask(&["--most", "3"]));
    assert!(
        plain.starts_with("Opportunity youth reconnected"),
        "{plain}"
    );
    assert!(plain.contains("eligible, "), "{plain}");
    let other = StackLineId::fresh().to_string();
    let refused = ask(&["--line", &other]);
    assert!(!refused.status.success());
    assert!(told(&refused).contains("with a line"), "{}", told(&refused));
}
