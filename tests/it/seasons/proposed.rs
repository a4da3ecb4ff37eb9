//! Dates as they are proposed: who is lost and to what, and what stays when others move.

use roundtable::{
    ids::SeasonId,
    scheduling::seasons::{PlanSeason, plan_season},
    values::Role,
};
use serde_json::json;

use super::{
    CHICAGO, NEW_YORK, act, begin, data, dated, key, propose, seat, settings, table, take_in,
    window,
};
use crate::support::TestApp;

const WEST: &str = "city:0667000";
const FUNDER: &str = "Bay Hills";

#[tokio::test]
async fn who_is_lost_is_said_and_to_what() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let west = table(&app, &mut staff, "West table", WEST).await;
    let east = table(&app, &mut staff, "East table", NEW_YORK).await;
    seat(&app, &mut staff, &west, (FUNDER, false)).await;
    seat(&app, &mut staff, &east, (FUNDER, true)).await;
    staff.get("/convenings").await.see("href=\"/seasons\"");
    staff.get("/seasons").await.see("Begin a season");
    let season = begin(&mut staff, &[]).await;
    staff.get(&season).await.see("Choose convenings");
    staff
        .submit(&format!("{season}/plan"), &[])
        .await
        .see("needs convenings before");
    take_in(&mut staff, &season, &[&west, &east])
        .await
        .see("2 convenings added.")
        .see("West table");
    for each in [&west, &east] {
        window(&mut staff, (&season, each), "2027-01-12", "2027-01-12").await;
    }
    let page = propose(&mut staff, &season).await;
    page.is(200)
        .see("goes to “East table” on Tue 12 Jan")
        .see("Bay Hills Community Foundation (example)")
        .see("January 2027")
        .see("Every other day breaks a promise.")
        .see("Of what any dates could bring");
    let lost = dated(&mut staff, &season, &west).await;
    assert_eq!(lost["lost"][0]["to"][0], key(&east));
    assert_eq!(lost["comes"], json!([]));
    let way = staff.get(&format!("{season}/funders")).await;
    way.see("1 of 2")
        .see("“West table”: goes to “East table” on Tue 12 Jan");
    let file = staff.get(&format!("{season}/dates.csv")).await;
    file.is(200)
        .see("2027-01-12,West table,")
        .see("goes to “East table”");
    // With days enough between them, nobody is lost; two days lie between the coasts.
    window(&mut staff, (&season, &west), "2027-01-12", "2027-01-15").await;
    staff.get(&season).await.see("These dates are out of date.");
    let page = propose(&mut staff, &season).await;
    page.not_see("goes to “East table”").not_see("out of date");
    let found = dated(&mut staff, &season, &west).await;
    assert_eq!(found["day"], "2027-01-15");
    staff
        .get(&format!("{season}/funders"))
        .await
        .see("2 of 2")
        .see("2 days of travel, 0 days free before");
}

#[tokio::test]
async fn kept_dates_stay_while_others_move() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    let two = table(&app, &mut staff, "Second table", CHICAGO).await;
    seat(&app, &mut staff, &one, (FUNDER, true)).await;
    seat(&app, &mut staff, &two, (FUNDER, false)).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one, &two]).await;
    window(&mut staff, (&season, &one), "2027-01-12", "2027-01-12").await;
    window(&mut staff, (&season, &two), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await;
    let told = act(&mut staff, &season, "keep", &[(&one, "1")]).await;
    staff.get(told.location()).await.see("1 date kept.");
    // The kept one may be anywhere now, and stays; the other makes way.
    window(&mut staff, (&season, &one), "2027-01-04", "2027-01-29").await;
    window(&mut staff, (&season, &two), "2027-01-11", "2027-01-15").await;
    let page = propose(&mut staff, &season).await;
    page.see("Kept");
    let kept = dated(&mut staff, &season, &one).await;
    assert_eq!(
        (&kept["day"], &kept["kept"]),
        (&json!("2027-01-12"), &json!(true))
    );
    let moved = dated(&mut staff, &season, &two).await;
    assert_eq!(moved["day"], "2027-01-15", "two days lie between");
    assert_eq!(moved["lost"], json!([]));
    let told = act(&mut staff, &season, "free", &[(&one, "1")]).await;
    staff.get(told.location()).await.see("1 date may move");
    propose(&mut staff, &season).await;
    assert_eq!(dated(&mut staff, &season, &one).await["kept"], false);
    let stale = [
        ("plan", season.as_str()),
        ("act", "keep"),
        ("pick", key(&one)),
    ];
    staff.post(&format!("{season}/dates"), &stale).await.is(422);
}

#[tokio::test]
async fn a_large_season_is_worked_out_in_the_background() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    seat(&app, &mut staff, &one, (FUNDER, true)).await;
    let long = [("effort", "long"), ("last_day", "2027-12-31")];
    let season = begin(&mut staff, &long).await;
    take_in(&mut staff, &season, &[&one]).await;
    propose(&mut staff, &season)
        .await
        .see("worked out in the background")
        .see("Dates are being worked out since");
    // The same promise, of a season that asks for less: done twice, it says the same.
    let mut less = settings(&[("version", "1")]);
    less.retain(|(name, _)| *name != "seed");
    less.push(("seed", "2"));
    staff.submit(&format!("{season}/edit"), &less).await;
    let id: SeasonId = key(&season).parse().unwrap();
    let job = json!({"season": id, "by": "Ann Lee", "user": null});
    for _ in 0..2 {
        let job: PlanSeason = serde_json::from_value(job.clone()).unwrap();
        plan_season(&app.app.state, job).await.unwrap();
    }
    staff
        .get(&season)
        .await
        .see("Ann Lee, ")
        .not_see("Dates are being worked out");
    assert_eq!(data(&mut staff, &season).await["made_by"], "Ann Lee");
    // Removed before its turn comes, the season is forgotten quietly.
    let version = staff.get(&format!("{season}/edit")).await.held("version");
    staff
        .submit(&format!("{season}/removal"), &[("version", &version)])
        .await;
    staff.get(&season).await.is(404);
    app.mail().await;
}
