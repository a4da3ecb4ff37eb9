//! Accepting proposed dates: the convenings get them, unless somebody changed one meanwhile.

use roundtable::{
    entities::{audit_entries, convenings},
    values::{ConveningStatus, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{CHICAGO, act, begin, dated, key, propose, table, take_in, window};
use crate::{
    convenings::{form, plan, stored},
    support::TestApp,
};

const WEST: &str = "city:0667000";

#[tokio::test]
async fn an_accepted_date_is_the_convenings_own() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let idea = plan(&app, &mut staff, &[("status", "idea")]).await;
    let firm = plan(&app, &mut staff, &[("title", "Firm table")]).await;
    let season = begin(&mut staff, &[("last_day", "2027-04-01")]).await;
    take_in(&mut staff, &season, &[&idea, &firm]).await;
    window(&mut staff, (&season, &idea), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await.see("Now on Thu 18 Mar");
    // A firm date is where it was, and is not offered.
    let stays = dated(&mut staff, &season, &firm).await;
    assert_eq!(
        (&stays["day"], &stays["kept"]),
        (&"2027-03-18".into(), &true.into())
    );
    act(&mut staff, &season, "accept", &[(&firm, "1")])
        .await
        .is(409)
        .see("Its date is firm");
    let told = act(&mut staff, &season, "accept", &[(&idea, "1")]).await;
    told.is(303);
    staff
        .get(told.location())
        .await
        .see("1 date accepted")
        .see("Accepted")
        .not_see("Now on");
    let row = stored(&app, &idea).await;
    // Nine thirty on the clock, in winter.
    assert_eq!(row.starts_at.to_rfc3339(), "2027-01-12T17:30:00+00:00");
    assert_eq!((row.version, row.status), (2, ConveningStatus::Hold));
    let entries = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectId.eq(key(&season)))
        .filter(audit_entries::Column::Action.eq("accepted"))
        .all(app.db().read())
        .await
        .unwrap();
    assert!(entries[0].summary.contains("on Tue 12 Jan 2027"));
    app.mail().await;
}

#[tokio::test]
async fn a_convening_that_somebody_changed_is_not_moved_unseen() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let one = table(&app, &mut staff, "First table", WEST).await;
    let two = table(&app, &mut staff, "Second table", CHICAGO).await;
    let season = begin(&mut staff, &[]).await;
    take_in(&mut staff, &season, &[&one, &two]).await;
    window(&mut staff, (&season, &one), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await;
    let changed = [
        ("title", "First table"),
        ("status", "hold"),
        ("local_start", "2027-02-02T10:00"),
        ("local_end", "2027-02-02T12:00"),
        ("version", "1"),
    ];
    staff
        .post(&format!("{one}/edit"), &form("", &changed))
        .await
        .is(303);
    let before = stored(&app, &two).await;
    act(&mut staff, &season, "accept", &[(&one, "1"), (&two, "1")])
        .await
        .is(409)
        .see("Nothing was accepted")
        .see("Somebody changed it meanwhile.")
        .see("Tue 2 Feb 2027, 10:00 am")
        .see("Tue 12 Jan 2027");
    assert_eq!(stored(&app, &two).await, before, "all or none");
    let row = stored(&app, &one).await;
    assert_eq!(
        (row.version, row.starts_at.to_rfc3339()),
        (2, "2027-02-02T18:00:00+00:00".to_owned())
    );
    act(&mut staff, &season, "accept", &[(&one, "2")])
        .await
        .is(303);
    let row = stored(&app, &one).await;
    assert_eq!(row.starts_at.to_rfc3339(), "2027-01-12T18:00:00+00:00");
    // Dates that were proposed anew are looked at first.
    let plan = staff.get(&season).await.held("plan");
    propose(&mut staff, &season).await;
    let id = key(&two);
    let old = [
        ("plan", plan.as_str()),
        ("act", "accept"),
        ("pick", id),
        ("convening", id),
        ("version", "1"),
    ];
    staff
        .post(&format!("{season}/dates"), &old)
        .await
        .is(409)
        .see("Other dates were proposed meanwhile");
    app.mail().await;
}

#[tokio::test]
async fn a_date_moved_by_hand_after_it_was_accepted_stands() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let idea = plan(&app, &mut staff, &[("status", "idea")]).await;
    let season = begin(&mut staff, &[("last_day", "2027-04-01")]).await;
    take_in(&mut staff, &season, &[&idea]).await;
    window(&mut staff, (&season, &idea), "2027-01-12", "2027-01-12").await;
    propose(&mut staff, &season).await;
    act(&mut staff, &season, "accept", &[(&idea, "1")])
        .await
        .is(303);
    // The host moves it; the season knows, and plans around the day it really has.
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
    staff
        .get(&season)
        .await
        .see("was moved to Tue 19 Jan 2027 by hand, and stays there");
    propose(&mut staff, &season).await;
    let stays = dated(&mut staff, &season, &idea).await;
    assert_eq!(stays["day"], "2027-01-19");
}

#[tokio::test]
async fn a_date_that_guests_are_asked_for_is_not_accepted_over_them() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let polled = plan(&app, &mut staff, &[("status", "idea")]).await;
    convenings::Entity::update_many()
        .col_expr(
            convenings::Column::Status,
            Expr::value(ConveningStatus::DatePoll),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    let season = begin(&mut staff, &[("last_day", "2027-04-01")]).await;
    take_in(&mut staff, &season, &[&polled]).await;
    propose(&mut staff, &season).await;
    let before = stored(&app, &polled).await;
    act(&mut staff, &season, "accept", &[(&polled, "1")])
        .await
        .is(409)
        .see("Guests are asked for its date");
    assert_eq!(stored(&app, &polled).await, before);
}
