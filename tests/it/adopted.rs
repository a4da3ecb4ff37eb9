//! What a table adopted and what it is still asked for: changes since the adoption, values that are due, partners that
//! stay who they are.

use chrono::{NaiveDate, TimeDelta};
use roundtable::{
    audit::Actor,
    entities::{goal_partners, goals, indicators, organizations},
    goals::{self as room, NewPoint, add_point, rules::lint},
    values::{GoalStatus, Role},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::support::{Browser, Page, TestApp};

async fn sample(app: &TestApp) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn number_of(app: &TestApp, goal: &goals::Model) -> indicators::Model {
    let number = room::indicator_of(app.db().read(), goal.id).await;
    number.unwrap().unwrap()
}

/// Adopts what the page shows.
pub async fn adopt_as_shown(lead: &mut Browser, path: &str) -> Page {
    let stamp = lead.get(path).await.held("stamp");
    lead.submit(path, &[("stamp", &stamp)]).await
}

/// With every number defined, so that a goal can be adopted.
async fn with_numbers_defined() -> TestApp {
    let app = TestApp::with_sample().await;
    let defined = "UPDATE indicators SET definition = 'Counted people over all people'";
    let db = app.db().read();
    db.execute_unprepared(defined).await.unwrap();
    app
}

/// The form of a number that says what is so, with these fields changed.
fn number_form<'a>(
    number: &indicators::Model,
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, String)> {
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let usual = [
        ("whose", "population".to_owned()),
        ("indicator_name", number.name.clone()),
        ("unit", number.unit.to_string()),
        ("direction", number.direction.to_string()),
        ("definition", number.definition.clone()),
        ("source", number.source.clone()),
        ("baseline_value", text(number.baseline_value)),
        ("baseline_on", date(number.baseline_on)),
        ("target_value", text(number.target_value)),
        ("target_on", date(number.target_on)),
        ("version", number.version.to_string()),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(
        changed
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    )
    .collect()
}

/// Changes a number through its form.
async fn change_number(
    browser: &mut Browser,
    number: &indicators::Model,
    changed: &[(&str, &str)],
) {
    let form = number_form(number, changed);
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let path = format!("/goals/{}/indicators/{}/edit", number.goal_id, number.id);
    browser.post(&path, &form).await.is(303);
}

/// Adds a second number and answers it.
async fn add_number(
    app: &TestApp,
    browser: &mut Browser,
    goal: &goals::Model,
    name: &str,
) -> indicators::Model {
    let fields = [
        ("indicator_name", name),
        ("unit", "percent"),
        ("direction", "decrease"),
        ("source", "ACS"),
        ("definition", "Counted people over all people"),
        ("baseline_value", "9"),
        ("baseline_on", "2025-12-31"),
        ("target_value", "5"),
        ("target_on", "2030-12-31"),
    ];
    let path = format!("/goals/{}/indicators/new", goal.id);
    browser.post(&path, &fields).await.is(303);
    indicators::Entity::find()
        .filter(indicators::Column::Name.eq(name))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const CHANGED: &str = "<b>Changed since it was adopted.</b>";

fn edited<'a>(table: &'a str, result: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("partnership", table),
        ("title", "Youth back in school or work"),
        ("result_statement", result),
        ("status", "on_track"),
        ("primary_issue", "youth_pathways"),
        ("version", version),
    ]
}

#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
#[tokio::test]
async fn a_goal_that_changed_since_its_adoption_says_so_until_it_is_adopted_again() {
    let app = with_numbers_defined().await;
    let goal = sample(&app).await;
    let here = format!("/goals/{}", goal.id);
    let table = goal.partnership_id.unwrap();
    let mut lead = app.lead(table).await;
    let table = table.to_string();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .get(&format!("{here}/edit"))
        .await
        .not_see("You can change it.");
    let adopt = format!("{here}/adopt");
    adopt_as_shown(&mut lead, &adopt)
        .await
        .see("<b>Adopted</b>")
        .not_see(CHANGED);

    // Whoever edits is told before saving.
    let number = number_of(&app, &goal).await;
    let indicator = format!("{here}/indicators/{}/edit", number.id);
    for form in [
        format!("{here}/edit"),
        format!("{here}/turn"),
        indicator.clone(),
    ] {
        officer
            .get(&form)
            .await
            .is(200)
            .see("Adopted by Partnership lead Tester, ")
            .see("You can change it.");
    }
    app.clock().advance(TimeDelta::hours(1));
    // Title and standing are not what was adopted.
    let same = edited(&table, &goal.result_statement, "2");
    let edit = format!("{here}/edit");
    officer
        .submit(&edit, &same)
        .await
        .see("Goal saved.")
        .not_see(CHANGED);
    let other = "Young people in the city have a way to work.";
    let page = officer.submit(&edit, &edited(&table, other, "3")).await;
    page.see("<b>Adopted</b> by Partnership lead Tester, ")
        .see(CHANGED)
        .see("Result statement. Last by Program officer Tester, ")
        .see(&format!("href=\"{here}/activity\""))
        .not_see("Adopt it again");
    app.clock().advance(TimeDelta::hours(1));
    change_number(&mut officer, &number, &[("target_value", "1")]).await;
    let page = lead.get(&here).await;
    page.see("Result statement, target. Last by Program officer Tester, ")
        .see(&format!("href=\"{adopt}\""))
        .see("Adopt it again");
    officer.get(&adopt).await.is(403);
    lead.get(&adopt)
        .await
        .is(200)
        .see("Adopted before by Partnership lead Tester")
        .see(other);
    lead.post(&adopt, &[("stamp", "3.0")]).await.is(409);

    app.clock().advance(TimeDelta::hours(1));
    adopt_as_shown(&mut lead, &adopt)
        .await
        .see("Adopted. The page says who adopted it and when.")
        .not_see(CHANGED);
    let now = sample(&app).await;
    assert_eq!(
        (now.status, now.adopted_at),
        (GoalStatus::OnTrack, Some(app.now()))
    );
    lead.get(&format!("{here}/activity"))
        .await
        .see("Adopted the goal again for");
    // Nothing changed since: there is nothing to adopt.
    lead.post(&adopt, &[("stamp", "5.0")]).await.is(422);
}

#[tokio::test]
async fn a_lead_adopts_only_the_number_that_the_page_showed() {
    let app = with_numbers_defined().await;
    let goal = sample(&app).await;
    let number = number_of(&app, &goal).await;
    let path = format!("/goals/{}/adopt", goal.id);
    let mut lead = app.lead(goal.partnership_id.unwrap()).await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let shown = lead.get(&path).await;
    shown
        .is(200)
        .see(&number.name.replace('\'', "&#39;"))
        .see("<dt>Baseline</dt>")
        .see("<dt>Target</dt>");
    // The target moves meanwhile, and the goal's own version does not.
    change_number(&mut officer, &number, &[("target_value", "1.25")]).await;
    let stamp = shown.held("stamp");
    let version = sample(&app).await.version.to_string();
    for seen in [("stamp", stamp.as_str()), ("version", &version)] {
        lead.post(&path, &[seen])
            .await
            .is(409)
            .see("changed since you opened this page");
    }
    assert_eq!(sample(&app).await.status, GoalStatus::Proposed);
    let shown = lead.get(&path).await;
    shown.see("1.25 percent");
    // So does another headline.
    let other = add_number(&app, &mut officer, &goal, "Young people without work").await;
    let stamp = lead.get(&path).await.held("stamp");
    let headline = format!("/goals/{}/indicators/{}/headline", goal.id, other.id);
    officer.post(&headline, &[]).await.is(303);
    lead.post(&path, &[("stamp", &stamp)]).await.is(409);
    let back = format!("/goals/{}/indicators/{}/headline", goal.id, number.id);
    officer.post(&back, &[]).await.is(303);
    adopt_as_shown(&mut lead, &path)
        .await
        .see("Adopted. The page says who adopted it and when.");
    assert_eq!(sample(&app).await.status, GoalStatus::Adopted);
}

#[tokio::test]
async fn only_what_was_adopted_and_is_different_now_counts_as_changed() {
    let app = with_numbers_defined().await;
    let goal = sample(&app).await;
    let here = format!("/goals/{}", goal.id);
    let mut lead = app.lead(goal.partnership_id.unwrap()).await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let other = add_number(&app, &mut officer, &goal, "Young people without work").await;
    adopt_as_shown(&mut lead, &format!("{here}/adopt")).await;
    app.clock().advance(TimeDelta::hours(1));
    // A number that is not the headline was not adopted.
    change_number(&mut officer, &other, &[("baseline_value", "8")]).await;
    officer
        .get(&here)
        .await
        .see("<b>Adopted</b>")
        .not_see(CHANGED);
    officer
        .get(&format!("{here}/activity"))
        .await
        .see("Changed the indicator “Young people without work”: baseline");
    // A target that is changed and changed back is what was adopted.
    let number = number_of(&app, &goal).await;
    let held = number.target_value.unwrap().to_string();
    change_number(&mut officer, &number, &[("target_value", "1.25")]).await;
    officer
        .get(&here)
        .await
        .see(CHANGED)
        .see("Target. Last by ");
    let number = number_of(&app, &goal).await;
    change_number(&mut officer, &number, &[("target_value", &held)]).await;
    officer.get(&here).await.not_see(CHANGED);
    // While another number leads, a change of the adopted one is not out of sight.
    let path = |number: &indicators::Model| format!("{here}/indicators/{}/headline", number.id);
    officer.post(&path(&other), &[]).await.is(303);
    officer
        .get(&here)
        .await
        .see(CHANGED)
        .see("Baseline, headline, target. Last by ");
    let number = indicators::Entity::find_by_id(number.id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    change_number(&mut officer, &number, &[("definition", "Counted anew")]).await;
    officer.post(&path(&number), &[]).await.is(303);
    officer
        .get(&here)
        .await
        .see(CHANGED)
        .see("Baseline, definition, headline, target. Last by ");
}

#[tokio::test]
async fn a_baseline_counts_as_a_numbers_newest_value() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app).await;
    let number = number_of(&app, &goal).await;
    indicators::Entity::update_many()
        .col_expr(
            indicators::Column::BaselineOn,
            Expr::value(day("2025-12-31")),
        )
        .col_expr(
            indicators::Column::NextReleaseOn,
            Expr::value(day("2027-03-01")),
        )
        .filter(indicators::Column::Id.eq(number.id))
        .exec(app.db().read())
        .await
        .unwrap();
    let number = number_of(&app, &goal).await;
    // A value from before the baseline does not make the number old.
    let old = NewPoint {
        observed_on: day("2010-12-31"),
        period: String::new(),
        value: 9.0,
        low: None,
        high: None,
        cut_kind: String::new(),
        cut_group: String::new(),
        source: "ACS".to_owned(),
        note: String::new(),
        released_on: None,
        reason: String::new(),
    };
    let (actor, now) = (Actor::named("A test"), app.now());
    app.db()
        .write(async |txn| add_point(txn, (&number, 0), &old, &actor, now).await)
        .await
        .unwrap();
    let facts = room::facts_of(app.db().read(), &goal, day("2026-11-22")).await;
    let facts = facts.unwrap();
    assert_eq!(facts.indicators[0].newest_point, Some(day("2025-12-31")));
    let found = lint::lint(&facts);
    assert!(
        !found.iter().any(|each| each.rule == lint::Rule::L13),
        "{found:?}"
    );
    // Three years on it is old, baseline or not.
    let later = room::facts_of(app.db().read(), &goal, day("2028-11-22")).await;
    let found = lint::lint(&later.unwrap());
    assert!(found.iter().any(|each| each.rule == lint::Rule::L13));
}

#[tokio::test]
async fn a_table_is_asked_for_a_first_value_only_where_there_is_none() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app).await;
    let of = goal.partnership_id.unwrap();
    let mut lead = app.lead(of).await;
    let here = format!("/partnerships/{of}");
    let asked = format!("“{}” has no new value", goal.title);
    let first = "No value has been reported. Report the first.";
    for (value, on, said) in [
        (Some(8.6), Some("2026-06-30"), ""),
        (
            Some(8.6),
            Some("2024-12-31"),
            "The last one is of 31 Dec 2024. Report the next.",
        ),
        (None, Some("2024-12-31"), first),
        (None, None, first),
    ] {
        indicators::Entity::update_many()
            .col_expr(indicators::Column::BaselineValue, Expr::value(value))
            .col_expr(indicators::Column::BaselineOn, Expr::value(on.map(day)))
            .exec(app.db().read())
            .await
            .unwrap();
        let page = lead.get(&here).await;
        page.is(200);
        if said.is_empty() {
            page.not_see(&asked).not_see(first);
        } else {
            page.see(&asked).see(said);
        }
    }
}

#[tokio::test]
async fn a_partner_stays_the_organization_it_is_when_that_is_renamed() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app).await;
    let here = format!("/goals/{}", goal.id);
    let known = organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq("f-rosewater"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let name = known.name.as_str();
    officer
        .submit(
            &format!("{here}/partners/new"),
            &[("name", name), ("role", "Gives time")],
        )
        .await
        .see(&format!("/funders/{}", known.id));
    organizations::Entity::update_many()
        .col_expr(organizations::Column::Name, Expr::value("Renamed since"))
        .filter(organizations::Column::Id.eq(known.id))
        .exec(app.db().read())
        .await
        .unwrap();
    let partner = async || {
        let found = goal_partners::Entity::find()
            .filter(goal_partners::Column::GoalId.eq(goal.id))
            .filter(goal_partners::Column::Role.starts_with("Gives"))
            .one(app.db().read());
        found.await.unwrap().unwrap()
    };
    let edit = format!("{here}/partners/{}/edit", partner().await.id);
    let role = |name, version| {
        [
            ("name", name),
            ("role", "Gives time and rooms"),
            ("version", version),
        ]
    };
    officer.post(&edit, &role(name, "1")).await.is(303);
    assert_eq!(partner().await.organization_id, Some(known.id));
    // Another name is another partner, known or not.
    officer.post(&edit, &role("Bay schools", "2")).await.is(303);
    assert_eq!(partner().await.organization_id, None);
}
