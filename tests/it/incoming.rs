//! Replies come in by HTTP, through the real router, into the ledger.

use axum::{body::Body, http::Request};
use hmac::{Hmac, KeyInit, Mac};
use roundtable::{
    entities::{
        convenings, door_requests, inbound_mails, invitation_answers, invitation_settings,
        invitations, jobs, mail_suppressions, time_proposals,
    },
    ids::InvitationId,
    values::{
        Attendance, Delegation, DoorState, GuestList, InvitationState, Partstat, ProposalState,
        Role,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use tower::ServiceExt;

use crate::{
    convenings::{plan, stored},
    support::TestApp,
};

const ANN: &str = "ann@funder.example";
const TOKEN: &str = "7f3a";

async fn invited(app: &TestApp) -> convenings::Model {
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(app, &mut staff, &[]).await;
    let row = stored(app, &path).await;
    let now = app.now();
    let settings = invitation_settings::ActiveModel {
        convening_id: Set(row.id),
        mail_token: Set(TOKEN.to_owned()),
        answer_by: Set(None),
        guest_list: Set(GuestList::Hidden),
        delegation: Set(Delegation::Ask),
        capacity: Set(None),
        version: Set(1),
        created_at: Set(now),
    };
    let db = app.db().read();
    invitation_settings::Entity::insert(settings)
        .exec_without_returning(db)
        .await
        .unwrap();
    let guest = invitations::ActiveModel {
        id: Set(InvitationId::fresh()),
        convening_id: Set(row.id),
        address: Set(ANN.parse().unwrap()),
        address_key: Set(ANN.to_owned()),
        name: Set("Ann Li".to_owned()),
        attendance: Set(Attendance::ALL[0]),
        is_chair: Set(false),
        state: Set(InvitationState::Invited),
        partstat: Set(Partstat::NeedsAction),
        rsvp: Set(true),
        why: Set(String::new()),
        seen_sequence: Set(Some(row.sequence)),
        note: Set(String::new()),
        illustrative: Set(false),
        version: Set(1),
        created_at: Set(now),
        ..Default::default()
    };
    invitations::Entity::insert(guest)
        .exec_without_returning(db)
        .await
        .unwrap();
    row
}

/// A file of the fixtures, about this convening, in a mail that a trusted server vouches for.
fn mail(of: &convenings::Model, from: &str, name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/replies/{name}.ics",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace("ny-2026-11-01@convene.example", &of.uid);
    let text = text.replace("SEQUENCE:0", &format!("SEQUENCE:{}", of.sequence));
    let domain = from.split('@').nth(1).unwrap();
    format!(
        "Authentication-Results: mx.convene.example; dkim=pass header.d={domain}\r\nFrom: {from}\r\n\
         To: c-{TOKEN}@invite.convene.example\r\nMessage-ID: <{name}@{domain}>\r\n\
         Content-Type: text/calendar; method=REPLY\r\n\r\n{text}"
    )
}

fn signature(app: &TestApp, secret: &str, body: &str) -> String {
    let time = app.now().timestamp();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{body}").as_bytes());
    let bytes = mac.finalize().into_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}

async fn post(app: &TestApp, body: &str, signature: &str) -> u16 {
    let request = Request::post("/mail/incoming")
        .header("x-roundtable-signature", signature)
        .body(Body::from(body.to_owned()))
        .unwrap();
    let router = app.app.router().unwrap();
    router.oneshot(request).await.unwrap().status().as_u16()
}

async fn deliver(app: &TestApp, body: &str) {
    assert_eq!(post(app, body, &signature(app, "secret", body)).await, 204);
}

async fn ann(app: &TestApp) -> invitations::Model {
    invitations::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn log(app: &TestApp) -> Vec<(String, String)> {
    let mut rows = inbound_mails::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter()
        .map(|row| (row.rule, row.verdict))
        .collect()
}

/// Takes out the mails that were promised; who writes them is tested elsewhere.
async fn promised(app: &TestApp) -> Vec<String> {
    let db = app.db().read();
    let rows = jobs::Entity::find().all(db).await.unwrap();
    jobs::Entity::delete_many().exec(db).await.unwrap();
    rows.into_iter()
        .filter(|row| row.kind == "answer_by_mail")
        .map(|row| row.payload)
        .collect()
}

#[tokio::test]
async fn an_answer_is_recorded_once_and_a_newer_one_stands() {
    let app = TestApp::with_sample().await;
    let row = invited(&app).await;
    for _ in 0..3 {
        deliver(&app, &mail(&row, ANN, "declined-later")).await;
    }
    deliver(&app, &mail(&row, ANN, "accepted")).await;
    let guest = ann(&app).await;
    assert_eq!((guest.partstat, guest.version), (Partstat::Declined, 2));
    let expected = [("R15", "record"), ("R10", "ignore")];
    assert_eq!(
        log(&app).await,
        expected.map(|(rule, verdict)| (rule.to_owned(), verdict.to_owned()))
    );
    let answers = invitation_answers::Entity::find()
        .count(app.db().read())
        .await
        .unwrap();
    assert_eq!(answers, 1);
    assert_eq!(promised(&app).await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_answers_for_another_and_a_stranger_waits_at_the_door() {
    let app = TestApp::with_sample().await;
    let row = invited(&app).await;
    deliver(&app, &mail(&row, "mallory@evil.example", "accepted")).await;
    assert_eq!(ann(&app).await.partstat, Partstat::NeedsAction);
    deliver(&app, &mail(&row, "stranger@other.example", "crasher")).await;
    let door = door_requests::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(
        (door.len(), door[0].state, door[0].partstat),
        (1, DoorState::Waiting, Partstat::Accepted)
    );
    assert_eq!(
        invitations::Entity::find()
            .count(app.db().read())
            .await
            .unwrap(),
        1
    );
    let promised = promised(&app).await;
    assert!(
        promised.len() == 1 && promised[0].contains("confirm"),
        "{promised:?}"
    );
}

#[tokio::test]
async fn a_proposal_a_refresh_and_a_bounce_are_carried_out() {
    let app = TestApp::with_sample().await;
    let row = invited(&app).await;
    deliver(&app, &mail(&row, ANN, "exchange-counter")).await;
    let proposals = time_proposals::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(
        (proposals.len(), proposals[0].state),
        (1, ProposalState::Open)
    );
    assert_eq!(ann(&app).await.partstat, Partstat::Tentative);
    let refresh = mail(&row, ANN, "refresh");
    deliver(&app, &refresh).await;
    deliver(&app, &refresh.replace("<refresh@", "<again@")).await;
    assert_eq!(promised(&app).await.len(), 1, "one an hour");
    let path = format!(
        "{}/tests/fixtures/replies/bounce.eml",
        env!("CARGO_MANIFEST_DIR")
    );
    deliver(&app, &std::fs::read_to_string(path).unwrap()).await;
    let suppressed = mail_suppressions::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        (
            suppressed[0].address_key.as_str(),
            suppressed[0].detail.as_str()
        ),
        (ANN, "5.1.1")
    );
}

#[tokio::test]
async fn a_wrong_signature_changes_nothing() {
    let app = TestApp::with_sample().await;
    let row = invited(&app).await;
    let body = mail(&row, ANN, "accepted");
    assert_eq!(post(&app, &body, "").await, 403);
    assert_eq!(
        post(&app, &body, &signature(&app, "other", &body)).await,
        403
    );
    assert_eq!(log(&app).await, []);
    assert_eq!(ann(&app).await.partstat, Partstat::NeedsAction);
}
