//! Mail on its way out, through a real SMTP conversation: what leaves, what is kept of it, and in
//! which order.

use chrono::TimeDelta;
use roundtable::{
    entities::{jobs, outbound_mails},
    ids::MailId,
    mail::{self, CalendarPart, Draft, MailAddress, Sender, Transport},
    values::{JobState, MailState},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel as _};
use uuid::Uuid;

use crate::support::{Mailbox, TestApp};

const SECRET: &str = "abcdefghijklmnopqrstuvwxyz012345";

/// The test application with a mail server to send to.
async fn with_server() -> (TestApp, Mailbox) {
    let mut app = TestApp::new().await;
    let server = Mailbox::open().await;
    let address = format!("smtp://127.0.0.1:{}?tls=none", server.port);
    let address: MailAddress = address.parse().unwrap();
    app.app.transport = Transport::open(&address, "Roundtable <hello@roundtable.test>").unwrap();
    (app, server)
}

fn invitation(to: &str, subject: &str, lane: Uuid) -> Draft {
    let link = format!("https://roundtable.test/i/{SECRET}");
    let plain = Draft::plain(
        to.parse().unwrap(),
        subject.to_owned(),
        format!("Grüße,\n.\n{link}\n"),
        format!("<p><a href=\"{link}\">Answer</a></p>"),
    );
    Draft {
        sender: Some(Sender {
            name: "Jane \"Zoë\" Doe\r\nvia Roundtable".into(),
            address: "c-token@roundtable.test".parse().unwrap(),
        }),
        calendar: Some(CalendarPart {
            method: "REQUEST".into(),
            body: format!("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX:ü {link}\r\nEND:VCALENDAR\r\n"),
        }),
        mask: Some(SECRET.into()),
        lane: Some(lane),
        ..plain
    }
}

async fn enqueue(app: &TestApp, draft: &Draft) -> MailId {
    let promised = app
        .db()
        .write(async |txn| mail::enqueue(txn, draft, app.now()).await);
    promised.await.unwrap()
}

async fn row(app: &TestApp, id: MailId) -> outbound_mails::Model {
    let found = outbound_mails::Entity::find_by_id(id).one(app.db().read());
    found.await.unwrap().unwrap()
}

async fn job(app: &TestApp, id: MailId) -> jobs::Model {
    let job = row(app, id).await.job_id.unwrap();
    let found = jobs::Entity::find_by_id(job).one(app.db().read());
    found.await.unwrap().unwrap()
}

async fn drain(app: &TestApp) {
    app.app.workers().drain().await.unwrap();
}

fn subjects(server: &Mailbox) -> Vec<String> {
    let letters = server.letters();
    let subject = |raw: &str| {
        let line = raw
            .split("\r\n")
            .find_map(|line| line.strip_prefix("Subject: "));
        line.unwrap_or_default().to_owned()
    };
    letters.iter().map(|letter| subject(&letter.raw)).collect()
}

#[tokio::test]
async fn an_invitation_arrives_and_is_kept_without_its_secret() {
    let (app, server) = with_server().await;
    let draft = invitation("ann@funder.example", "Invitation", Uuid::now_v7());
    let id = enqueue(&app, &draft).await;
    drain(&app).await;
    let letters = server.letters();
    let [letter] = letters.as_slice() else {
        panic!("{letters:?}")
    };
    assert_eq!(
        (letter.from.as_str(), letter.to.as_str()),
        ("c-token@roundtable.test", "ann@funder.example")
    );
    assert_eq!(letter.message_id, format!("{id}@roundtable.test"));
    let flat = letter.raw.replace("=\r\n", "");
    assert_eq!(
        flat.matches(SECRET).count(),
        3,
        "text, HTML and calendar part"
    );
    assert!(letter.raw.contains("\r\nReply-To: "));
    let row = row(&app, id).await;
    let crosses = "X".repeat(SECRET.len());
    let kept = row.mime.unwrap();
    let same_lines = |one: &str, other: &str| {
        let lengths = |text: &str| text.split("\r\n").map(str::len).collect::<Vec<_>>();
        lengths(one) == lengths(other)
    };
    // SMTP ends with a line end of its own.
    assert!(same_lines(letter.raw.trim_end(), kept.trim_end()), "{kept}");
    assert_eq!(kept.replace("=\r\n", "").matches(&crosses).count(), 3);
    assert_eq!(
        row.calendar.unwrap(),
        draft.calendar.unwrap().body.replace(SECRET, &crosses)
    );
    assert_eq!((row.text_body, row.html_body, row.mask), (None, None, None));
    assert_eq!(
        (row.state, row.calendar_method.as_deref()),
        (MailState::Sent, Some("REQUEST"))
    );
}

#[tokio::test]
async fn a_mail_with_a_secret_that_nobody_named_is_not_kept() {
    let (app, server) = with_server().await;
    let draft = Draft {
        mask: None,
        calendar: None,
        ..invitation("ann@funder.example", "Sign in", Uuid::now_v7())
    };
    let id = enqueue(&app, &draft).await;
    drain(&app).await;
    assert_eq!(server.letters().len(), 1);
    let row = row(&app, id).await;
    assert_eq!((row.mime, row.text_body), (None, None));
}

#[tokio::test]
async fn a_repeat_is_the_same_mail_byte_by_byte() {
    let (app, server) = with_server().await;
    let id = enqueue(
        &app,
        &invitation("ann@funder.example", "Invitation", Uuid::now_v7()),
    )
    .await;
    let (before, promised) = (row(&app, id).await, job(&app, id).await);
    drain(&app).await;
    // The server said OK, and the process died before it could say so here.
    before
        .into_active_model()
        .reset_all()
        .update(app.db().read())
        .await
        .unwrap();
    promised
        .into_active_model()
        .reset_all()
        .update(app.db().read())
        .await
        .unwrap();
    app.clock().advance(TimeDelta::hours(1));
    drain(&app).await;
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].raw, letters[1].raw);
}

#[tokio::test]
async fn a_cancellation_does_not_overtake_its_invitation() {
    let (app, server) = with_server().await;
    let (ann, bea) = (Uuid::now_v7(), Uuid::now_v7());
    server.refuse("ann@funder.example", true);
    enqueue(&app, &invitation("ann@funder.example", "Invitation", ann)).await;
    let cancel = enqueue(&app, &invitation("ann@funder.example", "Cancelled", ann)).await;
    enqueue(&app, &invitation("bea@funder.example", "To another", bea)).await;
    for _ in 0..3 {
        drain(&app).await;
        app.clock().advance(TimeDelta::seconds(4));
    }
    assert_eq!(subjects(&server), ["To another"]);
    let waiting = job(&app, cancel).await;
    assert_eq!(
        (waiting.state, waiting.attempts, waiting.last_error),
        (JobState::Queued, 0, None)
    );
    server.refuse("ann@funder.example", false);
    app.clock().advance(TimeDelta::minutes(2));
    drain(&app).await;
    app.clock().advance(TimeDelta::minutes(2));
    drain(&app).await;
    assert_eq!(subjects(&server), ["To another", "Invitation", "Cancelled"]);
    assert_eq!(job(&app, cancel).await.attempts, 1);
}

#[tokio::test]
async fn mails_of_one_lane_leave_in_the_order_they_were_written() {
    let (app, server) = with_server().await;
    let lane = Uuid::now_v7();
    let first = enqueue(&app, &invitation("ann@funder.example", "1", lane)).await;
    for subject in ["2", "3", "4"] {
        enqueue(&app, &invitation("ann@funder.example", subject, lane)).await;
    }
    let mut delayed = job(&app, first).await.into_active_model();
    delayed.run_at = Set(app.now() + TimeDelta::seconds(2));
    delayed.update(app.db().read()).await.unwrap();
    for _ in 0..20 {
        drain(&app).await;
        app.clock().advance(TimeDelta::seconds(1));
    }
    assert_eq!(subjects(&server), ["1", "2", "3", "4"]);
}

#[tokio::test]
async fn a_withdrawn_mail_holds_nobody_up() {
    let (app, server) = with_server().await;
    let lane = Uuid::now_v7();
    server.refuse("ann@funder.example", true);
    let first = enqueue(&app, &invitation("ann@funder.example", "1", lane)).await;
    enqueue(&app, &invitation("bea@funder.example", "2", lane)).await;
    drain(&app).await;
    assert!(server.letters().is_empty());
    app.db()
        .write(async |txn| mail::forget(txn, first).await)
        .await
        .unwrap();
    app.clock().advance(TimeDelta::minutes(1));
    drain(&app).await;
    assert_eq!(subjects(&server), ["2"]);
}

#[tokio::test]
async fn a_memory_transport_tells_what_it_was_given() {
    let app = TestApp::new().await;
    enqueue(
        &app,
        &invitation("ann@funder.example", "Invitation", Uuid::now_v7()),
    )
    .await;
    let sent = app.mail().await;
    assert_eq!(sent[0].calendar.as_ref().unwrap().method, "REQUEST");
    let mime = app.app.transport.mime(&sent[0]).unwrap();
    assert!(mime.contains(
        "Content-Type: text/calendar; method=REQUEST; charset=UTF-8;\r\n component=VEVENT\r\n"
    ));
}
