//! A newer time-zone database: nothing moves until the host decides.

use chrono::{DateTime, Utc};
use roundtable::{
    entities::{clock_changes, convenings as rows},
    invitations::{Looked, check_clocks},
    values::{ClockDecision, Role, tzdb_version},
};
use sea_orm::{EntityTrait, QueryOrder, sea_query::Expr};

use crate::{
    convenings::{plan, stored},
    support::TestApp,
};

const VANCOUVER: [(&str, &str); 3] = [
    ("time_zone", "America/Vancouver"),
    ("local_start", "2026-12-15T09:00"),
    ("local_end", "2026-12-15T11:00"),
];

/// As an older program stored every convening: with an older database, and an hour later if `wrong`.
async fn as_of_2025(app: &TestApp, wrong: bool) {
    let mut old = rows::Entity::update_many()
        .col_expr(rows::Column::TzdbVersion, Expr::value("2025b".to_owned()));
    if wrong {
        let at = |text: &str| Expr::value(text.parse::<DateTime<Utc>>().unwrap());
        old = old
            .col_expr(rows::Column::StartsAt, at("2026-12-15T17:00:00Z"))
            .col_expr(rows::Column::EndsAt, at("2026-12-15T19:00:00Z"));
    }
    old.exec(app.db().read()).await.unwrap();
}

async fn look(app: &TestApp) -> Looked {
    check_clocks(&app.app.state).await.unwrap()
}

#[tokio::test]
async fn o13_a_time_that_did_not_move_is_only_noted() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    as_of_2025(&app, false).await;
    let before = stored(&app, &path).await;
    assert_eq!(look(&app).await, Looked { same: 1, asked: 0 });
    let after = stored(&app, &path).await;
    assert_eq!(after.tzdb_version, tzdb_version());
    assert_eq!(
        rows::Model {
            tzdb_version: before.tzdb_version.clone(),
            ..after
        },
        before,
        "nothing else changed"
    );
    assert_eq!(look(&app).await, Looked::default());
}

#[tokio::test]
async fn o13_the_host_is_asked_and_nothing_moves_until_then() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &VANCOUVER).await;
    as_of_2025(&app, true).await;
    let before = stored(&app, &path).await;
    assert_eq!(look(&app).await, Looked { same: 0, asked: 1 });
    assert_eq!(look(&app).await, Looked::default(), "asked once");
    assert_eq!(stored(&app, &path).await, before);
    let words = "Vancouver changed its clocks: 09:00 is now 16:00Z, was 17:00Z";
    staff
        .get(&path)
        .await
        .see(words)
        .see("Keep 09:00 on the wall");
    staff.get("/today").await.see(words);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&path)
        .await
        .see(words)
        .not_see("on the wall</button>");
    viewer
        .post(&format!("{path}/clock-change"), &[("keep", "clock")])
        .await
        .is(403);
    staff
        .post(&format!("{path}/clock-change"), &[("keep", "overtaken")])
        .await
        .is(422);
    assert_eq!(stored(&app, &path).await, before);
}

#[tokio::test]
async fn o13_keeping_the_clock_moves_the_moment_and_keeps_answers_in_a_room() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &VANCOUVER).await;
    as_of_2025(&app, true).await;
    look(&app).await;
    let keep = format!("{path}/clock-change");
    staff
        .submit(&keep, &[("keep", "clock")])
        .await
        .see("The time on the clock stays")
        .not_see("changed its clocks:");
    let row = stored(&app, &path).await;
    assert_eq!(row.starts_at.to_rfc3339(), "2026-12-15T16:00:00+00:00");
    assert_eq!(row.local_start.to_string(), "2026-12-15 09:00:00");
    assert_eq!((row.sequence, row.rescheduled_sequence), (1, 0));
    assert_eq!(row.tzdb_version, tzdb_version());
    staff
        .submit(&keep, &[("keep", "instant")])
        .await
        .see("That was settled already");
    assert_eq!(stored(&app, &path).await.sequence, 1);
    let change = clock_changes::Entity::find().one(app.db().read()).await;
    let change = change.unwrap().unwrap();
    assert_eq!(change.decision, Some(ClockDecision::Clock));
    assert_eq!(change.decided_by, "Program officer Tester");
}

#[tokio::test]
async fn o13_online_and_for_the_moment_answers_are_asked_again() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    for (format, keep, start) in [
        ("virtual", "clock", "2026-12-15 09:00:00"),
        ("in_person", "instant", "2026-12-15 10:00:00"),
    ] {
        let mut changed = VANCOUVER.to_vec();
        changed.extend([
            ("format", format),
            ("online_link", "https://meet.example/1"),
        ]);
        let path = plan(&app, &mut staff, &changed).await;
        as_of_2025(&app, true).await;
        look(&app).await;
        staff
            .post(&format!("{path}/clock-change"), &[("keep", keep)])
            .await
            .is(303);
        let row = stored(&app, &path).await;
        assert_eq!(row.local_start.to_string(), start);
        assert_eq!((row.sequence, row.rescheduled_sequence), (1, 1), "{format}");
        rows::Entity::delete_by_id(row.id)
            .exec(app.db().read())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_question_that_answered_itself_is_closed() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &VANCOUVER).await;
    as_of_2025(&app, true).await;
    look(&app).await;
    staff
        .post(&format!("{path}/cancellation"), &[("reason", "No quorum")])
        .await
        .is(303);
    staff.get("/today").await.not_see("changed its clocks");
    assert_eq!(look(&app).await, Looked::default());
    let all = clock_changes::Entity::find()
        .order_by_asc(clock_changes::Column::Id)
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].decision, Some(ClockDecision::Overtaken));
}
