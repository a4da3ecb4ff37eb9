//! The link in the mail: opening it changes nothing, its buttons do, and each once.

use chrono::TimeDelta;
use roundtable::{
    entities::{audit_entries, outbound_mails},
    values::{RegistrationStatus, Role},
};
use sea_orm::EntityTrait;

use super::{GOAL, goal_path, open, rows, send, send_and_read};
use crate::support::TestApp;

#[tokio::test]
async fn opening_the_link_changes_nothing() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    let before = rows(&app).await;
    for _ in 0..3 {
        app.visitor()
            .get(&link)
            .await
            .is(200)
            .see("Confirm your interest")
            .see("Lantern Street Fund (example)")
            .see("$250k to $1.5M")
            .see("Sun 29 Nov 2026, 7:00 am Pacific");
        app.visitor().head(&link).await.is(200);
    }
    app.visitor()
        .get(&format!("{link}/withdrawal"))
        .await
        .is(405);
    assert_eq!(rows(&app).await, before);
}

#[tokio::test]
async fn the_button_confirms_once() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    let page = app.visitor().submit(&link, &[]).await;
    page.is(200)
        .see("Your interest is confirmed")
        .see("Delete what I sent");
    let row = rows(&app).await.remove(0);
    assert_eq!(row.status, RegistrationStatus::Confirmed);
    assert_eq!(row.confirmed_at, Some(app.now()));

    app.clock().advance(TimeDelta::hours(1));
    app.visitor()
        .submit(&link, &[])
        .await
        .is(200)
        .see("Your interest is confirmed");
    assert_eq!(rows(&app).await, [row]);
    app.visitor().post_from_elsewhere(&link, &[]).await.is(403);
}

#[tokio::test]
async fn a_late_link_says_how_to_start_again() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    app.clock().advance(TimeDelta::days(7));
    let again = format!("href=\"{}\"", goal_path(&app).await);
    app.visitor().get(&link).await.is(410).see(&again);
    app.visitor().post(&link, &[]).await.is(410).see(&again);
    assert_eq!(rows(&app).await[0].status, RegistrationStatus::Unconfirmed);
    app.visitor()
        .get("/interest/confirm/made-up")
        .await
        .is(404)
        .see("This link does not work any more");
    app.visitor()
        .post("/interest/confirm/made-up", &[])
        .await
        .is(404);
}

#[tokio::test]
async fn a_late_registration_can_be_sent_again() {
    let app = TestApp::with_sample().await;
    send_and_read(&app, &[]).await;
    app.clock().advance(TimeDelta::days(8));
    let link = send_and_read(&app, &[]).await;
    app.visitor().post(&link, &[]).await.is(303);
    assert_eq!(rows(&app).await[0].status, RegistrationStatus::Confirmed);
}

#[tokio::test]
async fn the_person_can_delete_what_they_sent() {
    let app = TestApp::with_sample().await;
    for confirm_first in [false, true] {
        let link = send_and_read(&app, &[]).await;
        if confirm_first {
            app.visitor().post(&link, &[]).await.is(303);
        }
        app.visitor()
            .submit(&format!("{link}/withdrawal"), &[])
            .await
            .is(200)
            .see("What you sent has been deleted");
        assert!(rows(&app).await.is_empty());
        app.visitor().get(&link).await.is(404);
        app.visitor()
            .post(&format!("{link}/withdrawal"), &[])
            .await
            .is(404);
    }
    let mails = outbound_mails::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert!(mails.is_empty(), "no address is left: {mails:?}");
    let log = audit_entries::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert!(log.iter().any(|entry| entry.action == "withdrawn"));
    assert!(log.iter().all(|entry| !entry.summary.contains("Robin")));
}

#[tokio::test]
async fn deleting_takes_a_waiting_mail_along() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    app.visitor()
        .post(&format!("{link}/withdrawal"), &[])
        .await
        .is(303);
    send(&app, &[]).await.is(303);
    app.clock().advance(TimeDelta::days(8));
    roundtable::app::tidy(&app.app.state).await.unwrap();
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn once_read_it_stays() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    app.visitor().post(&link, &[]).await.is(303);
    let id = rows(&app).await[0].id;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut staff, &format!("/interest/{id}")).await;
    let with = [
        ("version", version.as_str()),
        ("reason", "Outside our states"),
    ];
    staff
        .post(&format!("/interest/{id}/decline"), &with)
        .await
        .is(303);
    app.visitor()
        .submit(&format!("{link}/withdrawal"), &[])
        .await
        .is(200)
        .see("Staff have read what you sent")
        .not_see("Outside our states")
        .not_see("Declined");
    assert_eq!(rows(&app).await.len(), 1);
}

#[tokio::test]
async fn nobody_else_sees_who_registered() {
    let app = TestApp::with_sample().await;
    let link = send_and_read(&app, &[]).await;
    app.visitor().post(&link, &[]).await.is(303);
    let id = rows(&app).await[0].id;
    let form = goal_path(&app).await;
    for path in [form.clone(), format!("{form}/thanks")] {
        let page = app.visitor().get(&path).await;
        page.see(GOAL).not_see("Lantern").not_see("Robin");
    }
    for path in ["/interest".to_owned(), format!("/interest/{id}")] {
        let answer = app.visitor().get(&path).await;
        answer.is(303);
        assert!(answer.location().starts_with("/sign-in"));
    }
}
