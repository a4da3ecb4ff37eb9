//! What strangers can fill is bounded and forgotten, and what waits for the host is paged.

use chrono::TimeDelta;
use roundtable::{
    app::tidy,
    auth::limits::{self, Limit},
    entities::{door_requests, inbound_mails, invitation_answers},
    ids::DoorRequestId,
    values::{DoorState, Partstat},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::{ANN, deliver, invited, log, mail};
use crate::invitations::Table;

/// So many stand at the door, one a minute.
async fn at_the_door(table: &Table, many: i64) {
    let from = table.app.now();
    let rows = (0..many).map(|at| door_requests::ActiveModel {
        id: Set(DoorRequestId::fresh()),
        convening_id: Set(table.id()),
        address: Set(format!("visitor{at:03}@other.example")),
        name: Set(String::new()),
        partstat: Set(Partstat::Accepted),
        delegated_from: Set(None),
        sequence: Set(0),
        said_at: Set(from),
        note: Set(String::new()),
        received_at: Set(from + TimeDelta::minutes(at)),
        state: Set(DoorState::Waiting),
        decided_by: Set(String::new()),
        decided_at: Set(None),
    });
    let inserted = door_requests::Entity::insert_many(rows).exec(table.app.db().read());
    inserted.await.unwrap();
}

#[tokio::test]
async fn whoever_waits_is_shown_a_page_at_a_time() {
    let mut table = invited().await;
    at_the_door(&table, 45).await;
    let path = format!("{}/incoming", table.path);
    let first = table.staff.get(&path).await;
    first
        .is(200)
        .see("visitor000@other.example")
        .see("visitor019@other.example")
        .not_see("visitor020@other.example")
        .see("1 to 20 of 45")
        .see("Nobody proposes another time.");
    let next = first.link(&format!("{path}?door="));
    assert!(next.ends_with("door=2"), "{next}");
    table
        .staff
        .get(&next)
        .await
        .see("visitor020@other.example")
        .not_see("visitor019@other.example");
    table
        .staff
        .get(&format!("{path}?door=3"))
        .await
        .see("visitor044@other.example");
}

#[tokio::test]
async fn a_crowd_at_the_door_is_not_let_to_grow() {
    let table = invited().await;
    at_the_door(&table, 200).await;
    let knock = mail(&table, "stranger@other.example", "crasher").await;
    deliver(&table, &knock).await;
    let db = table.app.db().read();
    let there = door_requests::Entity::find().count(db).await.unwrap();
    assert_eq!(there, 200);
    let told = inbound_mails::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert!(told.told.contains("too many wait"), "{}", told.told);
}

#[tokio::test]
async fn forged_answers_do_not_fill_a_guests_line() {
    let table = invited().await;
    let forged = mail(&table, "mallory@evil.example", "accepted").await;
    for at in 0..25 {
        let each = forged.replace("<accepted@", &format!("<forged-{at}@"));
        deliver(&table, &each).await;
    }
    assert_eq!(log(&table.app).await.len(), 25);
    let kept = invitation_answers::Entity::find().count(table.app.db().read());
    assert_eq!(kept.await.unwrap(), 20);
    assert_eq!(table.app.mail().await.len(), 1);
}

#[tokio::test]
async fn mails_themselves_are_forgotten_and_what_was_decided_stays() {
    let table = invited().await;
    deliver(&table, "From: a@b.example\r\nTo: c-nobody@roundtable.example\r\nMessage-ID: <1@b.example>\r\n\r\nSpam\r\n").await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let kept = async || {
        tidy(&table.app.app.state).await.unwrap();
        let rows = inbound_mails::Entity::find().all(table.app.db().read());
        let rows = rows.await.unwrap();
        let told = rows
            .iter()
            .map(|row| (row.verdict == "record", row.raw.is_some()));
        let mut told: Vec<_> = told.collect();
        told.sort_unstable();
        told
    };
    table.app.clock().advance(TimeDelta::days(30));
    assert_eq!(kept().await, [(false, false), (true, true)]);
    table.app.clock().advance(TimeDelta::seconds(1));
    assert_eq!(kept().await, [(true, false)]);
}

#[tokio::test]
async fn of_a_flood_to_one_convening_only_the_verdicts_are_kept() {
    let table = invited().await;
    let accepted = mail(&table, ANN, "accepted").await;
    deliver(&table, &accepted).await;
    // As if a thousand had come today.
    let a_day = Limit {
        what: "incoming_kept",
        tries: 1_000,
        window: TimeDelta::days(1),
    };
    let convening = table.id().to_string();
    for _ in 1..a_day.tries {
        let counted = limits::count(table.app.db().read(), a_day, &convening, table.app.now());
        counted.await.unwrap().unwrap();
    }
    deliver(&table, &accepted.replace("<accepted@", "<again@")).await;
    let rows = inbound_mails::Entity::find().all(table.app.db().read());
    let mut rows = rows.await.unwrap();
    rows.sort_by_key(|row| row.id);
    let kept: Vec<_> = rows.iter().map(|row| row.raw.is_some()).collect();
    assert_eq!(kept, [true, false]);
    assert!(rows.iter().all(|row| !row.verdict.is_empty()));
}
