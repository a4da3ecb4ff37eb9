//! The administrators' page of what calendars got to read.

use roundtable::{
    app::tidy,
    entities::{jobs, outbound_mails},
    invitations::{
        SendTestInvitation,
        calendar::{
            Attendee, AttendeeRole, CalendarEvent, EventStatus, Method, Organizer, ProdId, message,
        },
    },
    jobs::Job as _,
    mail::{self, CalendarPart, Draft, Sender},
    values::{Partstat, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    convenings::plan,
    support::{Browser, TestApp},
};

const ADDRESS: &str = "c-abcdefghjkmnpqrs@roundtable.test";
const SECRET: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

fn event(status: EventStatus) -> CalendarEvent {
    CalendarEvent {
        uid: "0192@roundtable.test".to_owned(),
        sequence: 1,
        dtstamp: "2026-11-22T15:00:00Z".parse().unwrap(),
        last_modified: "2026-11-22T15:00:00Z".parse().unwrap(),
        start_utc: "2027-03-18T13:30:00Z".parse().unwrap(),
        end_utc: "2027-03-18T16:00:00Z".parse().unwrap(),
        local_start: "2027-03-18T09:30:00".parse().unwrap(),
        local_end: "2027-03-18T12:00:00".parse().unwrap(),
        zone: "America/New_York".parse().unwrap(),
        summary: "Youth table".to_owned(),
        description: format!("Your page: https://roundtable.test/i/{SECRET}"),
        location: Some("Library".to_owned()),
        url: None,
        online_link: None,
        status,
    }
}

/// A mail as the sender of invitations makes it, handed to the mail server.
async fn sent(app: &TestApp, method: Method<'_>, status: EventStatus) {
    let organizer = Organizer {
        name: "Jane Doe via Roundtable".to_owned(),
        address: ADDRESS.parse().unwrap(),
    };
    let guest = Attendee {
        name: "Ann Lee".to_owned(),
        address: "ann@funder.test".parse().unwrap(),
        role: AttendeeRole::Required,
        partstat: Partstat::NeedsAction,
        rsvp: true,
        delegated_to: None,
        delegated_from: None,
    };
    let body = message(
        method,
        &event(status),
        &organizer,
        &[guest],
        &ProdId::default(),
    )
    .unwrap();
    let plain = Draft::plain(
        "ann@funder.test".parse().unwrap(),
        "Invitation: Youth table".to_owned(),
        format!("https://roundtable.test/i/{SECRET}"),
        "<p>Hello</p>".to_owned(),
    );
    let draft = Draft {
        sender: Some(Sender {
            name: organizer.name.clone(),
            address: organizer.address.clone(),
        }),
        calendar: Some(CalendarPart {
            method: method.name().to_owned(),
            body,
        }),
        mask: Some(SECRET.to_owned()),
        ..plain
    };
    app.db()
        .write(async |txn| mail::enqueue(txn, &draft, app.now()).await)
        .await
        .unwrap();
    assert_eq!(app.mail().await.len(), 1);
}

async fn newest(admin: &mut Browser) -> (String, String) {
    let list = admin.get("/admin/conformance").await;
    list.is(200).see("Invitation: Youth table");
    let href = list.link("/admin/conformance/mails/");
    let page = admin.get(&href).await;
    page.is(200);
    (href, page.body)
}

#[tokio::test]
async fn what_we_send_passes_every_rule_and_its_secret_is_crossed_out() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    admin
        .get("/admin/conformance")
        .await
        .see("None has been sent yet")
        .see("v=DMARC1");
    for (method, status) in [
        (Method::Request, EventStatus::Confirmed),
        (Method::Request, EventStatus::Tentative),
        (Method::Cancel, EventStatus::Cancelled),
        (Method::Cancel, EventStatus::Confirmed),
    ] {
        sent(&app, method, status).await;
        let (href, body) = newest(&mut admin).await;
        assert!(
            body.contains("None of 30 rules fails"),
            "{method:?} {status:?}: {body}"
        );
        assert!(!body.contains(SECRET), "the secret is not kept");
        let file = admin.get(&format!("{href}/eml")).await;
        file.is(200).see("multipart/mixed").not_see(SECRET);
        assert_eq!(file.headers["content-type"], "message/rfc822");
        app.clock().advance(chrono::TimeDelta::seconds(2));
    }
    admin
        .get("/admin/conformance")
        .await
        .see("_dmarc.roundtable.test TXT");
    admin
        .get("/admin/conformance/mails/0190c0de-0000-7000-8000-000000000001")
        .await
        .is(404);
}

/// Makes every mail so old, and tidies.
async fn written_days_ago(app: &TestApp, days: i64) {
    let then = app.now() - chrono::TimeDelta::days(days);
    outbound_mails::Entity::update_many()
        .col_expr(outbound_mails::Column::CreatedAt, Expr::value(then))
        .exec(app.db().read())
        .await
        .unwrap();
    tidy(&app.app.state).await.unwrap();
}

#[tokio::test]
async fn a_copy_is_kept_for_half_a_year() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    sent(&app, Method::Request, EventStatus::Confirmed).await;
    let (href, _) = newest(&mut admin).await;
    written_days_ago(&app, 182).await;
    admin.get(&href).await.see("BEGIN:VCALENDAR");
    written_days_ago(&app, 184).await;
    admin
        .get(&href)
        .await
        .is(200)
        .see("Invitation: Youth table")
        .see("A copy is kept from the moment")
        .not_see("BEGIN:VCALENDAR");
    admin.get(&format!("{href}/eml")).await.is(404);
    let kept = outbound_mails::Entity::find().one(app.db().read()).await;
    let kept = kept.unwrap().unwrap();
    assert_eq!((kept.mime, kept.calendar), (None, None));
    assert!(kept.sent_at.is_some(), "that it was sent stays known");
}

#[tokio::test]
async fn the_feed_is_checked_too() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    plan(&app, &mut admin, &[]).await;
    admin
        .get("/admin/conformance/feed")
        .await
        .is(200)
        .see("None of 5 rules fails");
}

#[tokio::test]
async fn a_test_to_oneself_is_promised_for_each_step() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    admin
        .post("/admin/conformance/test", &[("step", "nothing")])
        .await
        .is(422);
    for step in ["invite", "update", "cancel"] {
        admin
            .submit("/admin/conformance/test", &[("step", step)])
            .await
            .see("is on its way to administrator@roundtable.test");
    }
    let left = jobs::Entity::find()
        .filter(jobs::Column::Kind.eq(SendTestInvitation::KIND))
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(left.len(), 3);
    assert!(left[0].payload.contains("\"step\":\"invite\""));
    // Who does them is wired where invitations are sent.
    jobs::Entity::delete_many()
        .filter(jobs::Column::Kind.eq(SendTestInvitation::KIND))
        .exec(app.db().read())
        .await
        .unwrap();
}
