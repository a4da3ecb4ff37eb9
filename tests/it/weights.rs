//! The page of weights: trying changes nothing, saving takes an administrator, a reason and sound numbers.

use jiff::civil::date;
use roundtable::{
    entities::{audit_entries, score_weights},
    matching::matches_of,
    values::Role,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    convenings::goal,
    support::{Browser, TestApp},
};

const PATH: &str = "/matching/weights";

/// Weights that count nothing but whom a source names.
const PEOPLE_ONLY: [(&str, &str); 8] = [
    ("place", "0"),
    ("issue", "0"),
    ("capital", "0"),
    ("population", "100"),
    ("relationship", "0"),
    ("history", "0"),
    ("timing", "0"),
    ("load", "0"),
];

fn query(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

async fn saved(app: &TestApp) -> u64 {
    score_weights::Entity::find()
        .count(app.db().read())
        .await
        .unwrap()
}

/// People alone, with a reason, on the version that is in force.
fn sound<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = PEOPLE_ONLY
        .into_iter()
        .chain([("why", "Try people first"), ("seen", "1")]);
    let kept = usual.filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

async fn with_admin() -> (TestApp, Browser) {
    let app = TestApp::with_sample().await;
    let admin = app.staff(Role::Administrator).await;
    (app, admin)
}

#[tokio::test]
async fn trying_weights_shows_who_moves_and_changes_nothing() {
    let app = TestApp::with_sample().await;
    let goal = goal(&app).await;
    let mut viewer = app.staff(Role::Viewer).await;
    let first = viewer.get(&format!("{PATH}?goal={goal}")).await;
    first
        .is(200)
        .see("Version 1 is in force")
        .see("Opportunity youth reconnected to school or work")
        .see("stay as they are")
        .see("No change")
        .see("name=\"capital\" type=\"text\" value=\"30\"")
        .see("An administrator can save weights.")
        .not_see("formmethod");
    let tried = viewer
        .get(&format!("{PATH}?goal={goal}&{}", query(&PEOPLE_ONLY)))
        .await;
    tried
        .is(200)
        .see("value=\"100\"")
        .see("In force: 30, high")
        .see(" up</span>")
        .see(" down</span>");
    assert_eq!(saved(&app).await, 1);
    let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    assert_eq!(found.unwrap().unwrap().weights().version(), 1);
    viewer
        .get(&format!("/goals/{goal}/matches"))
        .await
        .see(&format!("{PATH}?goal={goal}"));
    viewer.get("/help/fit").await.see(PATH);
}

#[tokio::test]
async fn saved_weights_are_in_force_at_once_on_every_process() {
    let (app, mut admin) = with_admin().await;
    let goal = goal(&app).await;
    let elsewhere = app.another_process().await;
    let order = async || {
        let found = matches_of(&elsewhere, goal, date(2026, 11, 22)).await;
        let found = found.unwrap().unwrap();
        (found.weights().version(), found.best(100))
    };
    let (version, before) = order().await;
    assert_eq!(version, 1);
    let page = admin.submit(PATH, &sound(&[])).await;
    page.see("Version 2 of the weights is in force.")
        .see("Version 2 is in force")
        .see("Try people first")
        .see("Administrator Tester");
    let (version, after) = order().await;
    assert_eq!(version, 2);
    assert_ne!(before, after, "the order follows the weights");
    elsewhere.close().await.unwrap();
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&format!("/goals/{goal}/matches"))
        .await
        .see("Weights version 2");
    viewer.get("/help/fit").await.see("Weights version 2");
    viewer
        .get(&format!("/api/v1/goals/{goal}/matches"))
        .await
        .see("\"weights_version\":2");
    let entry = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectKind.eq("score_weights"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(entry.summary, "Saved weights version 2: Try people first");
    assert!(entry.before.unwrap().contains("\"Capital\":30"));
    // The old ones can be tried again.
    viewer
        .get(&format!("{PATH}?goal={goal}&from=1"))
        .await
        .see("name=\"capital\" type=\"text\" value=\"30\"")
        .see("In force: 0");
}

#[tokio::test]
async fn what_is_no_weight_is_said_beside_the_field_and_kept() {
    let (app, mut admin) = with_admin().await;
    for (field, typed) in [
        ("capital", "101"),
        ("timing", "ten"),
        ("load", "-1"),
        ("place", ""),
    ] {
        let refused = admin.post(PATH, &sound(&[(field, typed)])).await;
        refused
            .is(422)
            .see("Type a whole number from 0 to 100, or none, low, medium or high.")
            .see(&format!("name=\"{field}\" type=\"text\" value=\"{typed}\""))
            .see("Try people first")
            .see("value=\"100\"");
        let page = admin.get(&format!("{PATH}?{field}={typed}")).await;
        page.is(422).see(&format!("id=\"f-{field}-error\""));
    }
    let none = sound(&[("population", "0")]);
    admin
        .post(PATH, &none)
        .await
        .is(422)
        .see("Give at least one measure some weight.");
    admin
        .post(PATH, &sound(&[("why", "  ")]))
        .await
        .is(422)
        .see("Say why the weights change.");
    assert_eq!(saved(&app).await, 1);
}

#[tokio::test]
async fn a_weight_may_be_said_in_a_word() {
    let (app, mut admin) = with_admin().await;
    let words = [("population", "medium"), ("capital", "High")];
    let tried = format!("{PATH}?{}", query(&words));
    admin.get(&tried).await.is(200).see("value=\"medium\"");
    admin.post(PATH, &sound(&words)).await.is(303);
    admin
        .get(PATH)
        .await
        .see("name=\"population\" type=\"text\" value=\"15\"")
        .see("In force: 15, medium")
        .see("name=\"capital\" type=\"text\" value=\"30\"");
    assert_eq!(saved(&app).await, 2);
}

#[tokio::test]
async fn only_administrators_save() {
    let app = TestApp::with_sample().await;
    for role in [Role::Viewer, Role::ProgramOfficer] {
        let mut browser = app.staff(role).await;
        browser.get(PATH).await.is(200);
        browser.post(PATH, &sound(&[])).await.is(403);
    }
    assert_eq!(saved(&app).await, 1);
}

#[tokio::test]
async fn the_second_to_save_sees_what_the_first_left() {
    let (app, mut admin) = with_admin().await;
    admin.post(PATH, &sound(&[])).await.is(303);
    let late = sound(&[("capital", "77"), ("why", "Money first")]);
    let page = admin.post(PATH, &late).await;
    page.is(409)
        .see("saved version 2 while you were working on yours")
        .see("value=\"77\"")
        .see("In force: 0")
        .see("Money first")
        .see("name=\"seen\" value=\"2\"");
    assert_eq!(saved(&app).await, 2);
    admin
        .post(PATH, &sound(&[("capital", "77"), ("seen", "2")]))
        .await
        .is(303);
    assert_eq!(saved(&app).await, 3);
}

#[tokio::test]
async fn versions_are_listed_newest_first_and_paged() {
    let (app, mut admin) = with_admin().await;
    for version in 1..=11_i32 {
        let seen = version.to_string();
        admin.post(PATH, &sound(&[("seen", &seen)])).await.is(303);
    }
    assert_eq!(saved(&app).await, 12);
    let page = admin.get(PATH).await;
    page.see("1 to 10 of 12 versions").see("rel=\"next\"");
    let second = admin.get(&format!("{PATH}?page=2")).await;
    second.see("The weights Roundtable starts with");
}

#[tokio::test]
async fn a_goal_that_is_not_there_moves_nobody() {
    let (app, mut admin) = with_admin().await;
    app.db()
        .read()
        .execute_unprepared("UPDATE score_weights SET why = 'First'")
        .await
        .unwrap();
    let nobody = roundtable::ids::GoalId::fresh();
    admin
        .get(&format!("{PATH}?goal={nobody}"))
        .await
        .is(200)
        .see("No goal is chosen");
}
