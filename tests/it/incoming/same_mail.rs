//! The same mail is the same whichever way it comes in, and however its lines end.

use roundtable::{
    entities::inbound_mails,
    invitations::incoming::{Way, receive},
    values::Partstat,
};
use sea_orm::EntityTrait;

use super::{ANN, deliver, invited, log, mail, reply_address};

#[tokio::test]
async fn a_mail_that_comes_two_ways_is_judged_once() {
    let table = invited().await;
    let body = mail(&table, ANN, "accepted").await;
    deliver(&table, &body).await;
    // A mail server adds its own lines on top, and ends all as mail servers do.
    let text = body.replace("\r\n", "\n").replace('\n', "\r\n");
    let wired = format!("Return-Path: <{ANN}>\r\nReceived: from mx.test\r\n{text}");
    let recipients = [reply_address(&table).await];
    let ways: [(Way, &[String]); 3] = [
        (Way::Lmtp, &recipients),
        (Way::Imap, &[]),
        (Way::Ingest, &[]),
    ];
    for (way, to) in ways {
        let state = &table.app.app.state;
        let done = receive(state, way, to, wired.as_bytes()).await.unwrap();
        assert!(done.is_repeat, "{way:?}: {done:?}");
    }
    assert_eq!(
        log(&table.app).await,
        [("R15".to_owned(), "record".to_owned())]
    );
    // Another word of theirs is another mail, whatever Message-ID it bears.
    let other = mail(&table, ANN, "declined-later").await;
    deliver(&table, &other.replace("<declined-later@", "<accepted@")).await;
    assert_eq!(table.guest("ann").await.partstat, Partstat::Declined);
}

#[tokio::test]
async fn mail_that_is_for_no_convening_is_not_kept() {
    let table = invited().await;
    deliver(&table, "From: a@b.example\r\nTo: c-nobody@roundtable.example\r\nMessage-ID: <1@b.example>\r\n\r\nSpam\r\n").await;
    deliver(&table, "no mail at all").await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let rows = inbound_mails::Entity::find().all(table.app.db().read());
    let mut rows = rows.await.unwrap();
    rows.sort_by_key(|row| row.id);
    let kept: Vec<_> = rows
        .iter()
        .map(|row| (row.convening_id.is_some(), row.raw.is_some()))
        .collect();
    assert_eq!(kept, [(false, false), (false, false), (true, true)]);
}
