//! The terms of a goal's outcomes contract, its suggested mode and the note on its figures: what imports fill and what
//! people may now say themselves.

use roundtable::{
    entities::{audit_entries, goals},
    values::{ConveningMode, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::support::TestApp;

async fn sample(app: &TestApp, key: &str) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

fn terms<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("payor_kind", "health_plan"),
        ("outcome_metric", "Emergency visits avoided in a year"),
        ("price_per_outcome", "$1,800"),
        ("cap", "2m"),
        ("term_months", "48"),
        ("verification", "Claims data"),
        ("evaluator", "A university"),
        ("intermediary_kind", "cdfi"),
        ("stage", "feasibility"),
        ("version", "1"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

#[tokio::test]
async fn a_contract_is_recorded_changed_and_removed_with_its_history() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-cra-01").await;
    assert_eq!(goal.outcomes_contract, None);
    let here = format!("/goals/{}", goal.id);
    let path = format!("{here}/contract");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&here).await.not_see("Outcomes contract</h2>");
    viewer.get(&path).await.is(403);
    viewer.post(&path, &terms(&[])).await.is(403);

    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get(&here).await.see(&format!("href=\"{path}\""));
    officer.get(&path).await.is(200).not_see("Remove this");
    officer
        .submit(&path, &terms(&[]))
        .await
        .see("Saved the outcomes contract.")
        .see("<dt>Who pays for outcomes</dt><dd>Health plan</dd>")
        .see("<dt>Price of one outcome</dt><dd>$1,800</dd>")
        .see("<dt>Most that is paid</dt><dd>$2,000,000</dd>")
        .see("<dt>Term</dt><dd>48 months</dd>");
    let needed = roundtable::goals::need_of(app.db().read(), goal.id).await;
    let contract = needed.unwrap().unwrap().contract.unwrap();
    assert_eq!(contract.payor_kind, "health_plan");
    assert_eq!(contract.evaluator, "A university");

    // Somebody who opened the form before sees both values.
    officer
        .post(&path, &terms(&[("cap", "3m")]))
        .await
        .is(409)
        .see("$3,000,000")
        .see("$2,000,000");
    officer
        .submit(&path, &terms(&[("cap", "3m"), ("version", "2")]))
        .await
        .see("$3,000,000");
    officer
        .submit(&path, &terms(&[("cap", "3m"), ("version", "3")]))
        .await
        .see("Nothing was different");
    officer
        .post(&format!("{path}/remove"), &[("version", "2")])
        .await
        .is(409);
    officer
        .submit(&format!("{path}/remove"), &[("version", "3")])
        .await
        .see("Removed the outcomes contract.");
    assert_eq!(sample(&app, "g-cra-01").await.outcomes_contract, None);
    let told = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectId.eq(goal.id.to_string()))
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(told.len(), 3);
    officer
        .get(&format!("{here}/activity"))
        .await
        .see("Changed the outcomes contract: most that is paid")
        .see("Removed the outcomes contract")
        .see("Health plan");
}

/// Writes past the form, as an import of long ago did.
async fn hold(app: &TestApp, goal: &goals::Model, document: &str) {
    goals::Entity::update_many()
        .col_expr(goals::Column::OutcomesContract, Expr::value(document))
        .filter(goals::Column::Id.eq(goal.id))
        .exec(app.db().read())
        .await
        .unwrap();
}

async fn last_before(app: &TestApp, goal: &goals::Model) -> String {
    let entry = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectId.eq(goal.id.to_string()))
        .order_by_desc(audit_entries::Column::Id)
        .one(app.db().read());
    entry.await.unwrap().unwrap().before.unwrap_or_default()
}

#[tokio::test]
async fn a_contract_with_gaps_and_odd_values_is_read_as_far_as_it_goes() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-cra-01").await;
    let path = format!("/goals/{}/contract", goal.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let stored = r#"{"payor_kind":"county","evaluator":null,"outcome_metric":"Homes kept","price_per_outcome_usd":"$9,500","term_months":"60","cap_usd":-5,"pilot":"Two wards"}"#;
    hold(&app, &goal, stored).await;
    officer
        .get(&path)
        .await
        .is(200)
        .see("value=\"Homes kept\"")
        .see("value=\"$9,500\"")
        .see("value=\"60\"");
    let needed = roundtable::goals::need_of(app.db().read(), goal.id).await;
    let contract = needed.unwrap().unwrap().contract.unwrap();
    assert_eq!(contract.payor_kind, "county");
    officer
        .submit(&path, &terms(&[]))
        .await
        .see("Saved the outcomes contract.")
        .see("Two wards");
    // What no field holds is in the history, as it stood.
    let before = last_before(&app, &goal).await;
    assert!(
        before.contains("pilot") && before.contains("-5"),
        "{before}"
    );

    for stored in ["a letter of 2019", r#"["county","Homes kept"]"#] {
        hold(&app, &goal, stored).await;
        let page = officer.get(&path).await;
        page.is(200).see("cannot be read as a contract");
        let version = page.held("version");
        officer
            .post(&path, &terms(&[("version", &version)]))
            .await
            .is(303);
        let before = last_before(&app, &goal).await;
        let word = if stored.contains("2019") {
            "a letter of 2019"
        } else {
            "Homes kept"
        };
        assert!(before.contains(word), "{before}");
    }
    hold(&app, &goal, "a letter of 2020").await;
    let version = officer.get(&path).await.held("version");
    officer
        .post(&format!("{path}/remove"), &[("version", &version)])
        .await
        .is(303);
    assert!(last_before(&app, &goal).await.contains("a letter of 2020"));
}

#[tokio::test]
async fn an_import_refuses_a_contract_that_no_form_could_show() {
    const FILE: &str = include_str!("../../data/demo/outcome_goals.illustrative.json");
    let all: Vec<serde_json::Value> = serde_json::from_str(FILE).unwrap();
    let with = all.iter().find(|goal| !goal["outcomes_contract"].is_null());
    let app = TestApp::with_sample().await;
    for (key, wrong, fits) in [
        ("payor_kind", serde_json::json!(7), false),
        ("cap_usd", serde_json::json!("a lot"), false),
        ("term_months", serde_json::json!([60]), false),
        ("evaluator", serde_json::Value::Null, true),
    ] {
        let mut goal = with.unwrap().clone();
        goal["id"] = serde_json::json!("g-new-01");
        goal["outcomes_contract"][key] = wrong;
        let file = serde_json::json!([goal]).to_string();
        let now = app.now();
        let loaded = app
            .db()
            .write(async |txn| roundtable::goals::import_illustrative(txn, &file, now).await)
            .await;
        match loaded {
            Ok(_) => assert!(fits, "{key} was taken"),
            Err(error) => {
                let told = format!("{error:#}");
                assert!(!fits && told.contains("outcomes contract"), "{told}");
            }
        }
    }
}

#[tokio::test]
async fn a_contract_says_beside_each_field_what_is_wrong_and_keeps_the_rest() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let path = format!("/goals/{}/contract", goal.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let long = "x".repeat(10_000);
    for (field, value) in [
        ("payor_kind", ""),
        ("payor_kind", "a bank"),
        ("outcome_metric", " "),
        ("outcome_metric", long.as_str()),
        ("price_per_outcome", "-5"),
        ("price_per_outcome", "a lot"),
        ("price_per_outcome", "3m"),
        ("cap", "999999999999999"),
        ("term_months", "0"),
        ("term_months", "12.5"),
        ("verification", long.as_str()),
        ("evaluator", long.as_str()),
        ("intermediary_kind", "friend"),
        ("stage", "nearly"),
    ] {
        officer
            .post(&path, &terms(&[(field, value)]))
            .await
            .is(422)
            .see("There is a problem")
            .see(&format!("id=\"f-{field}-error\""))
            .see("value=\"48\"".trim_end_matches(if field == "term_months" { "48\"" } else { "" }));
    }
    assert_eq!(sample(&app, "g-sf-01").await.version, 1);
    let odd = "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f680} <script>alert(1)</script>";
    officer
        .submit(&path, &terms(&[("outcome_metric", odd)]))
        .await
        .see("&#60;script&#62;")
        .not_see("<script>alert");
}

#[tokio::test]
async fn the_mode_and_the_note_of_a_goal_have_their_fields() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let here = format!("/goals/{}", goal.id);
    let path = format!("{here}/edit");
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .get(&path)
        .await
        .see("<option value=\"issue_focused\" selected>")
        .see(
            "Figures invented for demonstration; not statistics about the named place.</textarea>",
        );
    let long = "x".repeat(501);
    let mut fields = vec![
        ("title", goal.title.as_str()),
        ("result_statement", &goal.result_statement),
        ("populations", "opportunity_youth"),
        ("place", "San Francisco, CA"),
        ("primary_issue", &goal.primary_issue),
        ("status", "proposed"),
        ("version", "1"),
    ];
    for wrong in [("suggested_mode", "by mail"), ("values_note", &long)] {
        fields.push(wrong);
        officer
            .post(&path, &fields)
            .await
            .is(422)
            .see(&format!("id=\"f-{}-error\"", wrong.0));
        fields.pop();
    }
    fields.extend([
        ("suggested_mode", "systems_change"),
        ("values_note", "A small survey: read with care."),
    ]);
    officer
        .submit(&path, &fields)
        .await
        .see("A small survey: read with care.");
    let saved = sample(&app, "g-sf-01").await;
    assert_eq!(saved.suggested_mode, Some(ConveningMode::SystemsChange));
    officer
        .get(&format!("/convenings/new?goal={}", goal.id))
        .await
        .see("value=\"systems_change\" checked");
    officer
        .get(&format!("{here}/activity"))
        .await
        .see("note on the figures")
        .see("Place-based systems change");
    fields.retain(|(name, _)| *name != "values_note");
    fields.push(("values_note", "Ask before you quote."));
    officer
        .post(&path, &fields)
        .await
        .is(409)
        .see("Note on the figures")
        .see("Ask before you quote.");
}
