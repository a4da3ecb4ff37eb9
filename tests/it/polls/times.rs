//! The times a poll offers: pressed and typed, at the hours at which clocks change, moved together, and what speaks against
//! each.

use roundtable::{
    entities::{organizations, poll_people},
    values::{PollState, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{begin, list, offer, offered, person, poll, settings, turn};
use crate::{convenings::plan, support::TestApp};

#[tokio::test]
async fn times_are_pressed_typed_and_withdrawn() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    let page = staff.get(&format!("{dates}?week=2027-01-11")).await;
    page.is(200)
        .see("value=\"2027-01-12T10:00\"")
        .see("Offer Tue 12 Jan 2027, 10 am");
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    let typed = [("day", "2027-01-13"), ("start", "14:30")];
    let options = format!("{dates}/options");
    staff
        .submit(&options, &typed)
        .await
        .see("Offered: Wed 13 Jan 2027, 2:30 pm to 4:00 pm Pacific (UTC-8).");
    offer(&mut staff, &dates, "2027-01-12T10:00")
        .await
        .is(422)
        .see("This time is offered already");
    staff
        .post(&options, &[("day", "2026-11-20"), ("start", "10:00")])
        .await
        .is(422)
        .see("is over already")
        .see("value=\"2026-11-20\"");
    let times = offered(&app, &dates).await;
    assert_eq!(times[0].starts_at.to_rfc3339(), "2027-01-12T18:00:00+00:00");
    assert_eq!(times[0].ends_at.to_rfc3339(), "2027-01-12T19:30:00+00:00");
    let gone = format!("{options}/{}/withdrawal", times[0].id);
    staff
        .submit(&gone, &[])
        .await
        .see("No longer offered: Tue 12 Jan");
    assert_eq!(offered(&app, &dates).await.len(), 1);
}

#[tokio::test]
async fn a_time_in_the_gap_is_refused_and_one_that_comes_twice_asked_about() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[("time_zone", "America/New_York")]).await;
    let options = format!("{dates}/options");
    staff
        .post(&options, &[("day", "2027-03-14"), ("start", "02:30")])
        .await
        .is(422)
        .see("Choose 01:30 or 03:30")
        .see("<title>Error: ");
    let twice = [("day", "2027-11-07"), ("start", "01:30")];
    staff
        .post(&options, &twice)
        .await
        .is(422)
        .see("comes twice")
        .see("The second 1:30 am, an hour after the first (UTC-5)");
    let mut later = twice.to_vec();
    later.push(("fold", "later"));
    staff.post(&options, &later).await.is(303);
    let times = offered(&app, &dates).await;
    assert_eq!(times[0].starts_at.to_rfc3339(), "2027-11-07T06:30:00+00:00");
    assert_eq!(times[0].start_fold.as_deref(), Some("later"));
}

#[tokio::test]
async fn another_zone_keeps_the_clock_or_the_moment() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    let page = format!("{dates}/settings");
    let version = poll(&app, &dates).await.version.to_string();
    let mut to_eastern = settings(&[("time_zone", "America/New_York")]);
    to_eastern.push(("version", &version));
    staff
        .post(&page, &to_eastern)
        .await
        .is(422)
        .see("Keep the clock: the first time is Tue 12 Jan 2027, 10:00 am Eastern instead")
        .see("Keep the moment: the first time is Tue 12 Jan 2027, 1:00 pm Eastern (UTC-5)");
    let mut moment = to_eastern.clone();
    moment.push(("zone_change", "instant"));
    staff.post(&page, &moment).await.is(303);
    let held = &offered(&app, &dates).await[0];
    assert_eq!(held.starts_at.to_rfc3339(), "2027-01-12T18:00:00+00:00");
    assert_eq!(held.local_start.to_string(), "2027-01-12 13:00:00");
    let version = poll(&app, &dates).await.version.to_string();
    let mut clock = settings(&[("time_zone", "America/Chicago")]);
    clock.extend([("version", version.as_str()), ("zone_change", "clock")]);
    staff.post(&page, &clock).await.is(303);
    let held = &offered(&app, &dates).await[0];
    assert_eq!(held.local_start.to_string(), "2027-01-12 13:00:00");
    assert_eq!(held.starts_at.to_rfc3339(), "2027-01-12T19:00:00+00:00");
    // Two who save at once: the second sees both values and nothing is lost.
    staff
        .post(&page, &clock)
        .await
        .is(409)
        .see("Someone else saved this meanwhile");
}

#[tokio::test]
async fn all_times_move_by_a_week_or_none_does() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[("time_zone", "America/New_York")]).await;
    let shift = format!("{dates}/options/shift");
    offer(&mut staff, &dates, "2027-03-09T10:00").await.is(303);
    let version = poll(&app, &dates).await.version.to_string();
    let later = [("days", "7"), ("version", version.as_str())];
    staff.submit(&shift, &later).await.see("a week later now");
    let held = &offered(&app, &dates).await[0];
    assert_eq!(held.starts_at.to_rfc3339(), "2027-03-16T14:00:00+00:00");
    staff
        .post(&shift, &later)
        .await
        .is(409)
        .see("Someone else changed this");
    // 2:30 does not exist a week after 7 March.
    let typed = [("day", "2027-03-07"), ("start", "02:30")];
    staff
        .post(&format!("{dates}/options"), &typed)
        .await
        .is(303);
    let version = poll(&app, &dates).await.version.to_string();
    let later = [("days", "7"), ("version", version.as_str())];
    staff
        .post(&shift, &later)
        .await
        .is(422)
        .see("does not exist");
    let held = offered(&app, &dates).await;
    assert_eq!(held[1].local_start.to_string(), "2027-03-16 10:00:00");
}

#[tokio::test]
async fn a_time_at_another_moment_is_another_time_once_people_were_asked() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    assert_eq!(poll(&app, &dates).await.state, PollState::Open);
    let before = offered(&app, &dates).await[0].id;
    let version = poll(&app, &dates).await.version.to_string();
    let later = [("days", "7"), ("version", version.as_str())];
    app.clock().advance(chrono::TimeDelta::hours(1));
    staff
        .post(&format!("{dates}/options/shift"), &later)
        .await
        .is(303);
    let after = &offered(&app, &dates).await[0];
    assert_ne!(after.id, before);
    assert_eq!(after.added_at, app.now());
    staff.get(&dates).await.see("New</span>");
}

#[tokio::test]
async fn holidays_boards_and_other_meetings_speak_against_a_time() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    let bay = organizations::Entity::find()
        .filter(organizations::Column::Name.starts_with("Bay Hills"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    roundtable::entities::funding_sources::Entity::update_many()
        .col_expr(
            roundtable::entities::funding_sources::Column::DecisionCycle,
            Expr::value(r#"[{"board_month":6,"loi_due":"03-18"}]"#),
        )
        .filter(roundtable::entities::funding_sources::Column::OrganizationId.eq(bay.id))
        .exec(app.db().read())
        .await
        .unwrap();
    list(&mut staff, &dates, "bay@example.org", "must")
        .await
        .is(303);
    let asked = person(&app, &dates, "bay@example.org").await;
    poll_people::Entity::update_many()
        .col_expr(poll_people::Column::OrganizationId, Expr::value(bay.id))
        .filter(poll_people::Column::Id.eq(asked.id))
        .exec(app.db().read())
        .await
        .unwrap();
    // The same funder sits elsewhere on 18 March.
    let bay_seat = bay.id.to_string();
    let rows = [
        ("seat_org", bay_seat.as_str()),
        ("seat_name", ""),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
        ("title", "Water table"),
    ];
    plan(&app, &mut staff, &rows).await;
    for at in ["2027-03-17T10:00", "2027-03-18T10:00", "2027-06-18T07:00"] {
        offer(&mut staff, &dates, at).await.is(303);
    }
    let page = staff.get(&dates).await;
    page.see("Letters to Bay Hills Community Foundation (example) are due 18 Mar")
        .see("sits at “Water table” that day")
        .see("Juneteenth")
        .see("offices are closed")
        .see("The board of Bay Hills Community Foundation (example) meets in June")
        .see("Worst hour: 7:00 am PT for bay");
}
