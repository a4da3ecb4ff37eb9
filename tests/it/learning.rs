//! The days on which the cities of a round learn together: on the initiative's page and on those of its partnerships.

use roundtable::{entities::learning_dates, values::Role};
use sea_orm::EntityTrait;

use crate::support::TestApp;

const NEW: &str = "/initiatives/wcc/rounds/wcc_ri/dates/new";

fn fields<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("held_on", "2027-02-11"),
        ("topic", "Reading one number together"),
        ("venue", "By video"),
        ("source", "The convener's letter of 3 Nov 2026"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

async fn dates(app: &TestApp) -> Vec<learning_dates::Model> {
    learning_dates::Entity::find()
        .all(app.db().read())
        .await
        .unwrap()
}

#[tokio::test]
async fn staff_keep_the_learning_dates_of_a_round() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get("/initiatives/wcc")
        .await
        .is(200)
        .not_see("Learning dates");
    viewer.get(NEW).await.is(403);
    viewer.post(NEW, &fields(&[])).await.is(403);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get("/initiatives/wcc").await.see(NEW);
    officer
        .submit(NEW, &fields(&[]))
        .await
        .see("Learning date added.")
        .see("<b>11 Feb 2027</b>")
        .see("Ahead")
        .see("Reading one number together")
        .see("Source: The convener&#39;s letter of 3 Nov 2026.");
    viewer
        .get("/initiatives/wcc")
        .await
        .see("11 Feb 2027")
        .not_see("/edit");
    let held = dates(&app).await.remove(0);
    let base = format!("/initiatives/wcc/rounds/wcc_ri/dates/{}", held.id);
    officer
        .get(&format!("{base}/edit"))
        .await
        .see("value=\"2027-02-11\"");
    // A date belongs to its round.
    officer
        .get(&format!(
            "/initiatives/tii/rounds/tii_1/dates/{}/edit",
            held.id
        ))
        .await
        .is(404);
    officer
        .submit(
            &format!("{base}/edit"),
            &fields(&[("held_on", "2026-10-01"), ("version", "1")]),
        )
        .await
        .see("1 Oct 2026")
        .not_see("Ahead");
    officer
        .post(
            &format!("{base}/edit"),
            &fields(&[("topic", "Debt"), ("version", "1")]),
        )
        .await
        .is(409)
        .see("Debt")
        .see("Reading one number together");
    officer
        .post(&format!("{base}/remove"), &[("version", "1")])
        .await
        .is(409);
    officer
        .submit(&format!("{base}/remove"), &[("version", "2")])
        .await
        .see("Learning date removed.")
        .not_see("Learning dates</h3>");
    assert!(dates(&app).await.is_empty());
    let mut admin = app.staff(Role::Administrator).await;
    admin
        .get("/admin/audit")
        .await
        .see("Added a learning date to Working Cities Challenge Rhode Island")
        .see("Removed a learning date");
}

#[tokio::test]
async fn what_cannot_be_read_is_said_beside_the_field() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let long = "x".repeat(10_000);
    for (field, value) in [
        ("held_on", "0001-01-01"),
        ("held_on", "soon"),
        ("topic", ""),
        ("topic", long.as_str()),
        ("venue", long.as_str()),
        ("source", ""),
    ] {
        officer
            .post(NEW, &fields(&[(field, value)]))
            .await
            .is(422)
            .see(&format!("id=\"f-{field}-error\""));
    }
    assert!(dates(&app).await.is_empty());
    officer
        .submit(NEW, &fields(&[("topic", "<script>alert(1)</script>")]))
        .await
        .see("&#60;script&#62;");
}

#[tokio::test]
async fn a_partnership_shows_when_its_rounds_learn_next() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let new = [
        ("name", "Table of Providence"),
        ("places", "Providence, RI"),
        ("stage", "planning"),
        ("rounds", "wcc_ri"),
        ("source", "Its own page"),
        ("as_of", "2026-11-01"),
    ];
    let made = officer.post("/partnerships/new", &new).await;
    let page = officer.get(made.is(303).location()).await;
    page.see("Learns next").see("No date ahead");
    officer.post(NEW, &fields(&[])).await.is(303);
    officer
        .post(
            NEW,
            &fields(&[("held_on", "2026-01-15"), ("topic", "Long ago")]),
        )
        .await
        .is(303);
    officer
        .get(made.location())
        .await
        .see("11 Feb 2027: Reading one number together")
        .not_see("Long ago");
}
