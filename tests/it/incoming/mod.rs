//! Replies come in, through the real router, into the ledger, and what the host does with them.

mod alias;
mod cap;
mod door;
mod handing_on;
mod imap;
mod lmtp;
pub mod queue;
mod same_mail;
mod written;

use std::fmt::Write as _;

use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use roundtable::{
    entities::{
        door_requests, inbound_mails, invitation_answers, invitation_settings, jobs,
        mail_suppressions, outbound_mails, time_proposals,
    },
    values::{AnswerSource, DoorState, Partstat, ProposalState},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tower::ServiceExt;

use crate::{invitations::Table, support::TestApp};

pub const ANN: &str = "ann@funder.example";
/// Answers with the files of Ann, in his own name.
pub const BO: &str = "bo@funder.example";
/// The mail that the report among the fixtures returns.
const RETURNED: &str = "0190c0de-0000-7000-8000-000000000001";

/// Ann holds her invitation; an hour later.
pub async fn invited() -> Table {
    let mut table = Table::with(&["ann"]).await;
    let mails = table.send("").await;
    assert!(mails.iter().any(|mail| mail.to.as_str() == ANN));
    table.app.clock().advance(TimeDelta::hours(1));
    table
}

/// The address that replies to this convening go to.
pub async fn reply_address(table: &Table) -> String {
    let settings = invitation_settings::Entity::find_by_id(table.id());
    let settings = settings.one(table.app.db().read()).await.unwrap().unwrap();
    format!("c-{}@roundtable.example", settings.mail_token)
}

/// A file of the fixtures, about this convening, in a mail that a trusted server vouches for.
pub async fn mail(table: &Table, from: &str, name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/replies/{name}.ics",
        env!("CARGO_MANIFEST_DIR")
    );
    let (row, address) = (table.row().await, reply_address(table).await);
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace("\r\n ", "").replace("\n ", "");
    let text = text.replace("ny-2026-11-01@convene.example", &row.uid);
    let text = text.replace("c-7f3a@invite.convene.example", &address);
    let text = text.replace("SEQUENCE:0", &format!("SEQUENCE:{}", row.sequence));
    let text = if from == BO {
        text.replace(ANN, BO)
    } else {
        text
    };
    let domain = from.split('@').nth(1).unwrap();
    format!(
        "Authentication-Results: mx.convene.example; dkim=pass header.d={domain}\r\nFrom: {from}\r\n\
         To: {address}\r\nMessage-ID: <{name}@{domain}>\r\n\
         Content-Type: text/calendar; method=REPLY\r\n\r\n{text}"
    )
}

pub fn signature(app: &TestApp, secret: &str, body: &str) -> String {
    let time = app.now().timestamp();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{body}").as_bytes());
    let bytes = mac.finalize().into_bytes();
    let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    });
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

pub async fn deliver(table: &Table, body: &str) {
    let signed = signature(&table.app, "secret", body);
    assert_eq!(post(&table.app, body, &signed).await, 204);
}

pub async fn log(app: &TestApp) -> Vec<(String, String)> {
    let mut rows = inbound_mails::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter()
        .map(|row| (row.rule, row.verdict))
        .collect()
}

/// The mails that are promised and not written yet.
pub async fn promised(app: &TestApp) -> Vec<String> {
    let rows = jobs::Entity::find().all(app.db().read()).await.unwrap();
    rows.into_iter()
        .filter(|row| row.kind == "answer_by_mail" && row.state.as_str() == "queued")
        .map(|row| row.payload)
        .collect()
}

#[tokio::test]
async fn an_answer_is_recorded_once_and_a_newer_one_stands() {
    let table = invited().await;
    let before = table.guest("ann").await.version;
    for _ in 0..3 {
        deliver(&table, &mail(&table, ANN, "declined-later").await).await;
    }
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let guest = table.guest("ann").await;
    assert_eq!(
        (guest.partstat, guest.version, guest.answer_source),
        (Partstat::Declined, before + 1, Some(AnswerSource::Calendar))
    );
    let expected = [("R15", "record"), ("R10", "ignore")];
    assert_eq!(
        log(&table.app).await,
        expected.map(|(rule, verdict)| (rule.to_owned(), verdict.to_owned()))
    );
    let answers = invitation_answers::Entity::find()
        .count(table.app.db().read())
        .await
        .unwrap();
    assert_eq!(answers, 1);
    assert_eq!(promised(&table.app).await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_answers_for_another_and_a_stranger_waits_at_the_door() {
    let table = invited().await;
    deliver(
        &table,
        &mail(&table, "mallory@evil.example", "accepted").await,
    )
    .await;
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
    deliver(
        &table,
        &mail(&table, "stranger@other.example", "crasher").await,
    )
    .await;
    let door = door_requests::Entity::find()
        .all(table.app.db().read())
        .await
        .unwrap();
    assert_eq!(
        (door.len(), door[0].state, door[0].partstat),
        (1, DoorState::Waiting, Partstat::Accepted)
    );
    let promised = promised(&table.app).await;
    assert!(
        promised.len() == 1 && promised[0].contains("confirm"),
        "{promised:?}"
    );
    assert_eq!(table.app.mail().await.len(), 1);
}

#[tokio::test]
async fn a_proposal_a_refresh_and_a_bounce_are_carried_out() {
    let table = invited().await;
    deliver(&table, &mail(&table, ANN, "exchange-counter").await).await;
    let proposals = time_proposals::Entity::find()
        .all(table.app.db().read())
        .await
        .unwrap();
    assert_eq!(
        (
            proposals.len(),
            proposals[0].state,
            proposals[0].source,
            proposals[0].starts_at.to_rfc3339()
        ),
        (
            1,
            ProposalState::Open,
            AnswerSource::Calendar,
            "2026-11-02T14:00:00+00:00".to_owned()
        )
    );
    assert_eq!(table.guest("ann").await.partstat, Partstat::Tentative);
    let refresh = mail(&table, ANN, "refresh").await;
    deliver(&table, &refresh).await;
    deliver(&table, &refresh.replace("<refresh@", "<again@")).await;
    assert_eq!(promised(&table.app).await.len(), 1, "one an hour");
    assert_eq!(table.app.mail().await.len(), 1);
    let path = format!(
        "{}/tests/fixtures/replies/bounce.eml",
        env!("CARGO_MANIFEST_DIR")
    );
    let address = reply_address(&table).await;
    let bounce = std::fs::read_to_string(path).unwrap();
    let bounce = bounce.replace("c-7f3a@invite.convene.example", &address);
    deliver(&table, &bounce).await;
    let believed = mail_suppressions::Entity::find().all(table.app.db().read());
    assert_eq!(believed.await.unwrap(), [], "it returns no mail of ours");
    let ours = outbound_mails::Entity::find()
        .filter(outbound_mails::Column::Recipient.eq(ANN))
        .one(table.app.db().read());
    let ours = ours.await.unwrap().unwrap().message_id;
    deliver(&table, &bounce.replace(RETURNED, &ours)).await;
    let suppressed = mail_suppressions::Entity::find()
        .all(table.app.db().read())
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
    let table = invited().await;
    let body = mail(&table, ANN, "accepted").await;
    let app = &table.app;
    assert_eq!(post(app, &body, "").await, 403);
    assert_eq!(post(app, &body, &signature(app, "other", &body)).await, 403);
    assert_eq!(log(app).await, []);
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
}
