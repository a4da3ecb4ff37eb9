//! The mails that incoming messages call for.

use chrono::TimeDelta;
use roundtable::values::Partstat;

use super::{ANN, deliver, invited, log, mail};
use crate::invitations::{calendar, property, to};

#[tokio::test]
async fn an_unconfirmed_answer_is_asked_about_and_the_page_settles_it() {
    let mut table = invited().await;
    deliver(
        &table,
        &mail(&table, "mallory@evil.example", "accepted").await,
    )
    .await;
    let mails = table.app.mail().await;
    let asked = to(&mails, "ann");
    assert!(asked.calendar.is_none(), "their calendar stays as it is");
    assert_eq!(
        asked.subject,
        "Please confirm your answer: Youth funder table"
    );
    assert!(asked.text.contains("http://roundtable.test/i/"));
    let again = mail(&table, "mallory@evil.example", "declined-later").await;
    deliver(&table, &again).await;
    assert_eq!(table.app.mail().await, [], "one an hour");
    let path = format!("{}/incoming", table.path);
    let page = table.staff.get(&path).await;
    page.see("Nobody vouches that it is from them")
        .see("Let it count");
    let count = page
        .body
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .find(|action| action.ends_with("/kept"))
        .unwrap()
        .to_owned();
    let version = page.held("version");
    table
        .staff
        .post(&count, &[("version", &version)])
        .await
        .is(303);
    // The newest is shown first.
    assert_eq!(table.guest("ann").await.partstat, Partstat::Declined);
    table.staff.get(&path).await.see("Every answer counts.");
}

#[tokio::test]
async fn who_answers_the_earlier_time_is_asked_once_they_know_the_new_one() {
    let mut table = invited().await;
    let early = mail(&table, ANN, "accepted").await;
    table
        .change(&[
            ("local_start", "2027-03-18T11:00"),
            ("local_end", "2027-03-18T13:00"),
        ])
        .await;
    deliver(&table, &early).await;
    assert_eq!(log(&table.app).await[0].0, "R9");
    assert_eq!(
        table.app.mail().await,
        [],
        "the host has told nobody of the new time"
    );
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
    table.send("").await;
    table.app.clock().advance(TimeDelta::hours(1));
    deliver(&table, &early.replace("<accepted@", "<once-more@")).await;
    let mails = table.app.mail().await;
    let again = to(&mails, "ann");
    assert_eq!(property(again, "METHOD"), "REQUEST");
    assert!(calendar(again).contains("RSVP=TRUE"));
    assert_eq!(
        property(again, "SEQUENCE"),
        table.row().await.sequence.to_string()
    );
    let page = table.staff.get(&format!("{}/incoming", table.path)).await;
    page.see("They answered the earlier time");
}

#[tokio::test]
async fn a_refresh_is_answered_with_the_same_sequence_and_a_later_stamp() {
    let table = invited().await;
    let held = table.guest("ann").await;
    deliver(&table, &mail(&table, ANN, "refresh").await).await;
    let mails = table.app.mail().await;
    let fresh = to(&mails, "ann");
    assert_eq!(property(fresh, "METHOD"), "REQUEST");
    assert_eq!(
        property(fresh, "SEQUENCE"),
        held.seen_sequence.unwrap().to_string()
    );
    let now = table.guest("ann").await;
    assert!(now.seen_stamp > held.seen_stamp);
    assert_eq!(now.seen_sequence, held.seen_sequence);
    table.once_more("answer_by_mail").await;
    assert_eq!(table.app.mail().await, [], "done twice, written once");
}

#[tokio::test]
async fn a_delegation_is_asked_about_or_carried_out_as_the_host_set_it() {
    let mut table = invited().await;
    let sent = mail(&table, ANN, "delegated").await;
    deliver(&table, &sent).await;
    let mails = table.app.mail().await;
    assert_eq!(property(to(&mails, "ann"), "METHOD"), "REQUEST");
    let page = table.staff.get(&format!("{}/incoming", table.path)).await;
    page.see("bea@funder.example").see("Sent by ann");
    let path = format!("{}/invitations/settings", table.path);
    let version = table.staff.get(&path).await.held("version");
    let form = [
        ("version", &*version),
        ("answer_by", ""),
        ("guest_list", "hidden"),
        ("delegation", "allow"),
        ("capacity", ""),
    ];
    table.staff.post(&path, &form).await.is(303);
    deliver(&table, &sent.replace("<delegated@", "<allowed@")).await;
    let mails = table.app.mail().await;
    assert_eq!(mails.len(), 1, "only whom Ann sends is written to");
    assert_eq!(property(to(&mails, "bea"), "METHOD"), "REQUEST");
    assert_eq!(table.guest("ann").await.partstat, Partstat::Delegated);
    let page = table.staff.get(&format!("{}/incoming", table.path)).await;
    page.see("Nobody waits.");
}
