//! What is said where there are no dates, and who never appears.

use roundtable::values::Role;

use super::{CHICAGO, begin, dated, propose, seat, table, take_in, window};
use crate::{
    convenings::{goal, organization},
    support::TestApp,
};

const WEST: &str = "city:0667000";
const FUNDER: &str = "Bay Hills";

#[tokio::test]
async fn what_emptied_a_window_is_named_and_holidays_are_left_out() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "Holiday table", WEST).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one]).await;
    // Birthday of Martin Luther King, Jr.
    window(&mut staff, (&season, &one), "2027-01-18", "2027-01-18").await;
    let told = "“Holiday table” has no day left from Mon 18 Jan 2027 to Mon 18 Jan 2027: without federal holidays, 1 day would be open.";
    staff.get(&format!("{season}/convenings")).await.see(told);
    propose(&mut staff, &season)
        .await
        .see("There are no dates.")
        .see(told);
    window(&mut staff, (&season, &one), "2027-01-16", "2027-01-19").await;
    propose(&mut staff, &season)
        .await
        .not_see("There are no dates.");
    let found = dated(&mut staff, &season, &one).await;
    assert_eq!(found["day"], "2027-01-19");
}

#[tokio::test]
async fn musts_that_cannot_all_be_met_are_named() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    let two = table(&app, &mut staff, "Second table", CHICAGO).await;
    for each in [&one, &two] {
        seat(&app, &mut staff, each, (FUNDER, true)).await;
    }
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one, &two]).await;
    window(&mut staff, (&season, &one), "2027-01-12", "2027-01-12").await;
    window(&mut staff, (&season, &two), "2027-01-13", "2027-01-13").await;
    propose(&mut staff, &season)
        .await
        .see("There are no dates.")
        .see("Bay Hills Community Foundation (example) has to be at “")
        .see("and cannot be at both. No choice of days helps. Widen a window");
    // Staff know that it is one hop: both can be.
    let places = format!("{season}/places");
    let page = staff.get(&places).await;
    let (one, other, revision) = (page.held("one"), page.held("other"), page.held("revision"));
    let days = |days: &'static str| {
        [
            ("one", one.clone()),
            ("other", other.clone()),
            ("days", days.to_owned()),
            ("revision", revision.clone()),
        ]
    };
    let travel = format!("{season}/travel");
    let (kept, beside) = ("value=\"many\"", "id=\"days-1-error\"");
    let answers: [(&str, u16, &[&str]); 3] = [
        ("many", 422, &[kept, beside]),
        ("0", 303, &[]),
        ("1", 409, &["value=\"1\"", "Saved now: 0."]),
    ];
    for (typed, status, told) in answers {
        let fields = days(typed);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, it)| (*name, it.as_str()))
            .collect();
        let page = staff.post(&travel, &fields).await;
        page.is(status);
        for each in told {
            page.see(each);
        }
    }
    propose(&mut staff, &season)
        .await
        .not_see("There are no dates.");
}

#[tokio::test]
async fn who_stays_away_from_a_goal_is_never_shown() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    seat(&app, &mut staff, &one, (FUNDER, false)).await;
    seat(&app, &mut staff, &one, ("Harborpoint", false)).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one]).await;
    let views = [
        season.clone(),
        format!("{season}/funders"),
        format!("{season}/dates.csv"),
        format!("/api/v1{season}/plan"),
    ];
    propose(&mut staff, &season).await;
    for view in &views {
        staff.get(view).await.is(200).see(FUNDER).see("Harborpoint");
    }
    let recused = organization(&app, FUNDER).await.to_string();
    let path = format!("/goals/{}/compose/recusals", goal(&app).await);
    staff
        .post(&path, &[("organization", &recused)])
        .await
        .is(303);
    for again in [false, true] {
        for view in &views {
            staff
                .get(view)
                .await
                .is(200)
                .not_see(FUNDER)
                .see("Harborpoint");
        }
        if !again {
            propose(&mut staff, &season).await;
        }
    }
}
