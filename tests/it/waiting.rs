//! Places: whoever says yes when all are taken waits, whichever way they say it; an offer keeps its place; and a place that
//! is free again finds who waits for it.

use chrono::TimeDelta;
use roundtable::{
    entities::{inbound_mails, invitations},
    values::{InvitationState, Partstat},
};
use sea_orm::{EntityTrait, QueryOrder};

use crate::{
    answering::{invited, link, say, settings, wait},
    incoming::{ANN, BO, deliver, mail, queue},
    invitations::{Table, recipients, to},
};

/// What the log says of the newest mail that came in.
async fn told(table: &Table) -> String {
    let newest = inbound_mails::Entity::find().order_by_desc(inbound_mails::Column::Id);
    let newest = newest.one(table.app.db().read()).await.unwrap();
    newest.unwrap().told
}

fn place(of: &invitations::Model) -> (InvitationState, Partstat) {
    (of.state, of.partstat)
}

#[tokio::test]
async fn a_calendar_that_accepts_when_all_is_taken_puts_its_owner_on_the_list() {
    let (mut table, links, mut guest) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    say(&mut guest, &links[0], "accepted").await.is(303);
    deliver(&table, &mail(&table, BO, "accepted").await).await;
    let bo = table.guest("bo").await;
    assert_eq!(
        place(&bo),
        (InvitationState::Waiting, Partstat::NeedsAction)
    );
    assert!(told(&table).await.contains("waiting list"));
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), [BO], "they are told");
    let said = to(&mails, "bo");
    assert!(said.calendar.is_none());
    assert!(said.text.contains("waiting list"), "{}", said.text);
    guest
        .get(&link(said))
        .await
        .see("You are on the waiting list");
    // Their calendar says it once more: nothing new, and nobody stands at the door.
    let again = mail(&table, BO, "accepted").await;
    deliver(&table, &again.replace("<accepted@", "<again@")).await;
    assert_eq!(place(&table.guest("bo").await), place(&bo));
    let page = table.staff.get(&format!("{}/incoming", table.path)).await;
    page.see("Nobody waits.");
    assert_eq!(table.app.mail().await, [], "once is enough");
}

#[tokio::test]
async fn an_offer_keeps_its_place_until_it_is_taken_or_lapses() {
    let (mut table, links, mut guest) = invited(&["ann", "bo", "cy"]).await;
    settings(&mut table, "", "hidden", "1").await;
    wait(&mut table, "ann", "").await;
    wait(&mut table, "ann", "2026-11-24T12:00").await;
    let offered = link(to(&table.app.mail().await, "ann"));
    // Neither their page nor their calendar gets the others past it.
    say(&mut guest, &links[2], "accepted").await.is(303);
    deliver(&table, &mail(&table, BO, "accepted").await).await;
    for name in ["bo", "cy"] {
        let row = table.guest(name).await;
        assert_eq!(row.state, InvitationState::Waiting, "{name}");
    }
    table.app.mail().await;
    say(&mut guest, &offered, "accepted").await.is(303);
    let ann = table.guest("ann").await;
    assert_eq!(
        (place(&ann), ann.offered_until),
        ((InvitationState::Invited, Partstat::Accepted), None)
    );
    table.app.mail().await;
}

#[tokio::test]
async fn an_offered_place_is_taken_by_calendar_too() {
    let (mut table, _, _) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    wait(&mut table, "ann", "").await;
    wait(&mut table, "ann", "2026-11-24T12:00").await;
    table.app.mail().await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let ann = table.guest("ann").await;
    assert_eq!(
        (place(&ann), ann.offered_until),
        ((InvitationState::Invited, Partstat::Accepted), None)
    );
    table.app.mail().await;
}

/// Ann has the only place, Bo waits for it.
async fn one_place() -> Table {
    let (mut table, _, _) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    wait(&mut table, "bo", "").await;
    assert_eq!(table.app.mail().await, []);
    table
}

/// Bo is offered the place, once, and told so.
async fn offered_to_bo(table: &Table) {
    let mails = table.app.mail().await;
    let to_bo: Vec<_> = mails
        .iter()
        .filter(|mail| mail.to.as_str() == BO)
        .map(|mail| mail.subject.as_str())
        .collect();
    assert!(
        to_bo.len() == 1 && to_bo[0].starts_with("A place is free"),
        "{to_bo:?}"
    );
    assert!(table.guest("bo").await.offered_until.is_some());
}

#[tokio::test]
async fn a_place_that_a_calendar_declines_is_offered_to_who_waits() {
    let table = one_place().await;
    deliver(&table, &mail(&table, ANN, "declined-later").await).await;
    assert_eq!(table.guest("ann").await.partstat, Partstat::Declined);
    offered_to_bo(&table).await;
}

#[tokio::test]
async fn a_place_that_is_declined_on_the_page_or_by_staff_is_offered_to_who_waits() {
    let (mut table, links, mut guest) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    say(&mut guest, &links[0], "accepted").await.is(303);
    wait(&mut table, "bo", "").await;
    table.app.clock().advance(TimeDelta::minutes(1));
    say(&mut guest, &links[0], "declined").await.is(303);
    offered_to_bo(&table).await;

    let mut table = one_place().await;
    let here = format!("{}/invitations/{}", table.path, table.guest("ann").await.id);
    let version = table.staff.get(&here).await.held("version");
    let form = [
        ("version", &*version),
        ("partstat", "declined"),
        ("note", ""),
    ];
    table
        .staff
        .post(&format!("{here}/answer"), &form)
        .await
        .is(303);
    offered_to_bo(&table).await;
}

#[tokio::test]
async fn the_place_of_a_guest_whose_seat_is_taken_away_is_offered_to_who_waits() {
    let mut table = one_place().await;
    let seat = table.guest("ann").await.seat_id.unwrap();
    table
        .staff
        .post(&format!("{}/seats/{seat}/removal", table.path), &[])
        .await
        .is(303);
    offered_to_bo(&table).await;
    // Where nobody counts places, none is free: the host decides who comes off the list.
    let (mut table, links, mut guest) = invited(&["ann", "bo"]).await;
    say(&mut guest, &links[0], "accepted").await.is(303);
    wait(&mut table, "bo", "").await;
    say(&mut guest, &links[0], "declined").await.is(303);
    assert_eq!(table.app.mail().await, []);
}

#[tokio::test]
async fn whoever_is_let_in_when_all_is_taken_waits_for_a_place() {
    let (mut table, _, _) = invited(&["ann"]).await;
    settings(&mut table, "", "hidden", "1").await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let stranger = "stranger@other.example";
    deliver(&table, &mail(&table, stranger, "crasher").await).await;
    let page = queue::queue(&mut table).await;
    let admit = queue::action(&page, "/admission");
    table.staff.submit(&admit, &[]).await.see("waiting list");
    let row = table.guest(stranger).await;
    assert_eq!(
        (place(&row), row.seat_id.is_some()),
        ((InvitationState::Waiting, Partstat::NeedsAction), true)
    );
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), [stranger]);
    assert!(mails[0].calendar.is_none());
    assert!(mails[0].text.contains("waiting list"), "{}", mails[0].text);
    table.app.clock().advance(TimeDelta::minutes(1));
    deliver(&table, &mail(&table, ANN, "declined-later").await).await;
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), [stranger]);
    assert!(mails[0].subject.starts_with("A place is free"));
}
