//! What happens beside a poll speaks against its times: the same funder asked in another poll, and the venue taken by another
//! convening.

use roundtable::{entities::poll_people, ids::OrganizationId, values::Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{begin, list, offer, person, say, turn};
use crate::{
    convenings::{organization, plan},
    support::TestApp,
};

async fn speaks_for(app: &TestApp, dates: &str, email: &str, organization: OrganizationId) {
    poll_people::Entity::update_many()
        .col_expr(
            poll_people::Column::OrganizationId,
            Expr::value(organization),
        )
        .filter(poll_people::Column::Id.eq(person(app, dates, email).await.id))
        .exec(app.db().read())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_funder_asked_for_that_day_in_another_poll_is_warned_of() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let bay = organization(&app, "Bay Hills").await;
    let path = plan(
        &app,
        &mut staff,
        &[("status", "idea"), ("title", "Water table")],
    )
    .await;
    let other = format!("{path}/dates");
    staff.submit(&other, &super::settings(&[])).await;
    for at in ["2027-01-12T15:00", "2027-01-14T15:00"] {
        offer(&mut staff, &other, at).await.is(303);
    }
    list(&mut staff, &other, "bay@example.org", "must")
        .await
        .is(303);
    speaks_for(&app, &other, "bay@example.org", bay).await;
    let dates = begin(&app, &mut staff, &[]).await;
    for at in ["2027-01-12T10:00", "2027-01-13T10:00"] {
        offer(&mut staff, &dates, at).await.is(303);
    }
    list(&mut staff, &dates, "someone@example.org", "must")
        .await
        .is(303);
    speaks_for(&app, &dates, "someone@example.org", bay).await;
    let warning = "is asked for that day for “Water table” too";
    // Nobody was asked yet.
    staff.get(&dates).await.not_see(warning);
    turn(&app, &mut staff, &other, "opening").await.is(303);
    let page = staff.get(&dates).await;
    page.see("Bay Hills Community Foundation (example) is asked for that day");
    assert_eq!(page.body.matches(warning).count(), 1, "the 12th alone");
    // Its own times do not speak against it.
    assert_eq!(
        staff
            .get(&other)
            .await
            .body
            .matches("is asked for that day")
            .count(),
        0,
        "this poll is not open"
    );
    turn(&app, &mut staff, &other, "withdrawal").await.is(303);
    staff.get(&dates).await.not_see(warning);
}

#[tokio::test]
async fn a_venue_that_is_taken_shuts_a_time_and_is_named() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    // The same hall, spelled otherwise; another hall takes nothing.
    for (title, venue, day) in [
        ("Water table", "public Library,  community room", 12),
        ("Far table", "City hall", 13),
    ] {
        let (start, end) = (
            format!("2027-01-{day}T09:00"),
            format!("2027-01-{day}T10:30"),
        );
        let changed = [
            ("title", title),
            ("venue", venue),
            ("local_start", start.as_str()),
            ("local_end", end.as_str()),
        ];
        plan(&app, &mut staff, &changed).await;
    }
    let dates = begin(&app, &mut staff, &[]).await;
    for at in ["2027-01-12T10:00", "2027-01-13T10:00"] {
        offer(&mut staff, &dates, at).await.is(303);
    }
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    let page = staff.get(&dates).await;
    page.see("“Water table” has the venue then")
        .not_see("“Far table”");
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    say(&app, &dates, "ann@example.org", "yy").await;
    staff
        .get(&dates)
        .await
        .see("Wed 13 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8) wins");
    // With the other time gone nothing is possible, and the venue is named.
    let free = super::offered(&app, &dates).await[1].id;
    staff
        .post(&format!("{dates}/options/{free}/withdrawal"), &[])
        .await
        .is(303);
    staff.get(&dates).await.see(
        "No time can be chosen: 1 is while the venue is taken (“Water table”). Offer other times.",
    );
}
