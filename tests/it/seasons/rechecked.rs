//! Accepting looks again: at what the dates rest on, at the calendar, and at what was accepted already.

use roundtable::values::Role;

use super::{CHICAGO, NEW_YORK, act, begin, dated, propose, seat, table, take_in, window};
use crate::{
    convenings::{form, plan, stored},
    support::TestApp,
};

#[tokio::test]
async fn dates_whose_ground_was_changed_are_proposed_again_first() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let idea = plan(&app, &mut staff, &[("status", "idea")]).await;
    let season = begin(&mut staff, &[("last_day", "2027-04-01")]).await;
    take_in(&mut staff, &season, &[&idea]).await;
    window(&mut staff, (&season, &idea), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await;
    window(&mut staff, (&season, &idea), "2027-02-09", "2027-02-09").await;
    let before = stored(&app, &idea).await;
    act(&mut staff, &season, "accept", &[(&idea, "1")])
        .await
        .is(409)
        .see("What these dates rest on was changed");
    assert_eq!(stored(&app, &idea).await, before);
    propose(&mut staff, &season).await;
    act(&mut staff, &season, "accept", &[(&idea, "1")])
        .await
        .is(303);
    // Pressed twice: done already, and no clash with oneself.
    let told = act(&mut staff, &season, "accept", &[(&idea, "1")]).await;
    told.is(303);
    let told = staff.get(told.location()).await;
    told.see("These dates are accepted already");
    assert_eq!(stored(&app, &idea).await.version, 2);
}

#[tokio::test]
async fn keeping_an_accepted_date_does_not_forget_that_it_was_accepted() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let idea = plan(&app, &mut staff, &[("status", "idea")]).await;
    let season = begin(&mut staff, &[("last_day", "2027-04-01")]).await;
    take_in(&mut staff, &season, &[&idea]).await;
    window(&mut staff, (&season, &idea), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await;
    for press in ["accept", "keep"] {
        act(&mut staff, &season, press, &[(&idea, "1")])
            .await
            .is(303);
    }
    let changed = [
        ("status", "hold"),
        ("local_start", "2027-01-19T09:30"),
        ("local_end", "2027-01-19T12:00"),
        ("version", "2"),
    ];
    staff
        .post(&format!("{idea}/edit"), &form("", &changed))
        .await
        .is(303);
    propose(&mut staff, &season).await;
    let stays = dated(&mut staff, &season, &idea).await;
    assert_eq!(stays["day"], "2027-01-19");
}

#[tokio::test]
async fn who_must_attend_today_counts_and_so_does_their_journey() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let lake = table(&app, &mut staff, "Lake table", CHICAGO).await;
    let harbor = table(&app, &mut staff, "Harbor table", NEW_YORK).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&lake, &harbor]).await;
    window(&mut staff, (&season, &lake), "2027-01-12", "2027-01-12").await;
    window(&mut staff, (&season, &harbor), "2027-01-13", "2027-01-13").await;
    propose(&mut staff, &season).await;
    // Nobody had to be at both when these dates were proposed.
    for path in [&lake, &harbor] {
        seat(&app, &mut staff, path, ("Rosewater", true)).await;
    }
    let both = [(lake.as_str(), "1"), (harbor.as_str(), "1")];
    let refused = act(&mut staff, &season, "accept", &both).await;
    refused
        .is(409)
        .see("Rosewater Outcomes Fund (example) must attend, and must also be at “Harbor table” on Wed 13 Jan 2027, a day of travel away.");
    act(&mut staff, &season, "accept", &[(&lake, "1")])
        .await
        .is(303);
    let before = stored(&app, &harbor).await;
    act(&mut staff, &season, "accept", &[(&harbor, "1")])
        .await
        .is(409)
        .see("must also be at “Lake table” on Tue 12 Jan 2027, a day of travel away.");
    assert_eq!(stored(&app, &harbor).await, before);
    // A day later there is time to get there.
    window(&mut staff, (&season, &harbor), "2027-01-14", "2027-01-14").await;
    propose(&mut staff, &season).await;
    act(&mut staff, &season, "accept", &[(&harbor, "1")])
        .await
        .is(303);
}
