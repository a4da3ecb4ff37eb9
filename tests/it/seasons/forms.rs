//! The forms of a season: what is wrong is said beside its field, two people do not overwrite each other, and who may.

use roundtable::{entities::seasons, ids::SeasonId, values::Role};
use sea_orm::EntityTrait;

use super::{begin, dated, key, propose, settings, table, take_in};
use crate::support::TestApp;

const WEST: &str = "city:0667000";

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let wrong = [
        ("title", ""),
        ("first_day", "2027-02-01"),
        ("most_per_week", "many"),
        ("blackouts", "Christmas"),
        ("seed", "<b>"),
    ];
    let page = staff.post("/seasons", &settings(&wrong)).await;
    page.is(422)
        .see("value=\"2027-02-01\"")
        .see("Christmas</textarea>");
    for field in ["title", "last_day", "most_per_week", "blackouts", "seed"] {
        page.see(&format!("id=\"f-{field}-error\""));
    }
    assert!(
        seasons::Entity::find()
            .all(app.db().read())
            .await
            .unwrap()
            .is_empty()
    );
    let one = table(&app, &mut staff, "First table", WEST).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one]).await;
    let path = format!("{season}/convenings/{}", key(&one));
    let wrong = [
        ("first_day", "2026-12-01"),
        ("last_day", "2027-03-01"),
        ("days", "0"),
        ("late_cost", "much"),
        ("version", "1"),
    ];
    let page = staff.post(&path, &wrong).await;
    page.is(422)
        .see("value=\"2026-12-01\"")
        .see("value=\"much\"");
    for field in ["first_day", "last_day", "days", "late_cost"] {
        page.see(&format!("id=\"f-{field}-error\""));
    }
    let venue = [("name", ""), ("city", "city:1"), ("closed", "Mondays")];
    let page = staff.post(&format!("{season}/venues"), &venue).await;
    page.is(422).see("Mondays</textarea>");
    for field in ["name", "city", "closed"] {
        page.see(&format!("id=\"f-{field}-error\""));
    }
}

#[tokio::test]
async fn a_venue_closes_its_days() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one]).await;
    let venue = [
        ("name", "The Hall"),
        ("city", WEST),
        ("closed", "2027-01-12\n2027-01-13 to 2027-01-14"),
    ];
    let page = staff.submit(&format!("{season}/venues"), &venue).await;
    let hall = page.see("Venue added.").link(&format!("{season}/venues/"));
    let window = [
        ("first_day", "2027-01-12"),
        ("last_day", "2027-01-15"),
        ("days", "1"),
        ("late_cost", "$5,000"),
        ("venue", key(&hall)),
        ("version", "1"),
    ];
    let path = format!("{season}/convenings/{}", key(&one));
    staff.submit(&path, &window).await.see(": The Hall");
    staff
        .post(&path, &window)
        .await
        .is(409)
        .see("Where you differ");
    // Venues differ like anything else, and what is chosen counts.
    let elsewhere: Vec<_> = window
        .iter()
        .filter(|(name, _)| *name != "venue")
        .copied()
        .collect();
    let page = staff.post(&path, &elsewhere).await;
    page.is(409).see("Could be at").see("<span>The Hall</span>");
    let mut chosen = elsewhere;
    chosen.retain(|(name, _)| *name != "version");
    chosen.extend([("venues", key(&hall)), ("version", "2")]);
    staff.submit(&path, &chosen).await.see(": The Hall");
    propose(&mut staff, &season).await;
    let found = dated(&mut staff, &season, &one).await;
    assert_eq!(found["day"], "2027-01-15");
    assert!(found["place"].as_str().unwrap().ends_with(": The Hall"));
    let change = [
        ("name", "The Big Hall"),
        ("city", WEST),
        ("closed", ""),
        ("version", "1"),
    ];
    staff.submit(&hall, &change).await.see("The Big Hall");
    staff.post(&hall, &change).await.is(409);
    staff
        .submit(&format!("{hall}/removal"), &[])
        .await
        .see("Venue removed.")
        .not_see("The Big Hall");
    staff
        .submit(&format!("{path}/removal"), &[])
        .await
        .see("Taken out of the season.");
    staff.get(&path).await.is(404);
    staff.get(&one).await.is(200);
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_other() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let season = begin(&mut staff, &[]).await;
    let path = format!("{season}/edit");
    let mine = settings(&[("title", "Mine"), ("version", "1")]);
    staff.submit(&path, &mine).await.see("<h1>Mine</h1>");
    let theirs = settings(&[("title", "Theirs"), ("version", "1")]);
    staff
        .post(&path, &theirs)
        .await
        .is(409)
        .see("value=\"Mine\"")
        .see("value=\"Theirs\"");
    let id: SeasonId = key(&season).parse().unwrap();
    let row = seasons::Entity::find_by_id(id).one(app.db().read());
    let row = row.await.unwrap().unwrap();
    assert_eq!((row.title.as_str(), row.version), ("Mine", 2));
}

#[tokio::test]
async fn viewers_see_and_cannot_plan() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one]).await;
    propose(&mut staff, &season).await;
    let mut viewer = app.staff(Role::Viewer).await;
    for (path, hidden) in [
        ("/seasons", "New season"),
        (season.as_str(), "Propose dates"),
        (&format!("{season}/convenings"), "Take convenings in"),
        (&format!("{season}/places"), "Add venue"),
        (&format!("{season}/funders"), "Change the season"),
    ] {
        viewer.get(path).await.is(200).not_see(hidden);
    }
    for path in ["edit", &format!("convenings/{}", key(&one))] {
        viewer.get(&format!("{season}/{path}")).await.is(403);
    }
    for path in ["plan", "dates", "travel", "venues", "removal", "convenings"] {
        viewer.post(&format!("{season}/{path}"), &[]).await.is(403);
    }
    viewer.post("/seasons", &settings(&[])).await.is(403);
    app.visitor().get(&season).await.is(303);
    let other = SeasonId::fresh();
    staff.get(&format!("/seasons/{other}")).await.is(404);
    staff.get("/seasons/none").await.is(404);
}
