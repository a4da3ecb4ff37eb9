//! Addresses: who is not to be contacted is not invited, a seat has one guest, and what is said of a withdrawn one is true.

use roundtable::{
    entities::{invitations, people},
    ids::OrganizationId,
    people::{Consents, NewPerson, register},
    values::InvitationState,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{Table, property, recipients, to};
use crate::answering;

/// Somebody with this address works somewhere.
async fn known(table: &Table, email: &str) {
    let organization: OrganizationId = roundtable::entities::organizations::Entity::find()
        .one(table.app.db().read())
        .await
        .unwrap()
        .unwrap()
        .id;
    let new = NewPerson {
        name: "Quiet Person".to_owned(),
        email: email.parse().unwrap(),
        source: "registration".to_owned(),
        consents: Consents::default(),
        organization,
        title: String::new(),
    };
    let now = table.app.now();
    let done = table
        .app
        .db()
        .write(async |txn| register(txn, &new, now).await);
    done.await.unwrap();
}

/// They ask not to be contacted.
async fn quiet(table: &Table, email: &str) {
    people::Entity::update_many()
        .col_expr(people::Column::DoNotContact, Expr::value(true))
        .filter(people::Column::EmailKey.eq(email))
        .exec(table.app.db().read())
        .await
        .unwrap();
}

/// Gives a seat to `name`; answers its key.
async fn open_seat(table: &mut Table, name: &str) -> String {
    let seat = [
        ("seat_org", ""),
        ("seat_name", name),
        ("seat_role", "funder"),
        ("seat_attendance", "optional"),
    ];
    let path = format!("{}/seats", table.path);
    table.staff.post(&path, &seat).await.is(303);
    let path = format!("{}/invitations/addresses", table.path);
    table.staff.get(&path).await.held("seat")
}

fn typed<'a>(seat: &'a str, name: &'a str, email: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("seat", seat),
        ("person", ""),
        ("name", name),
        ("email", email),
        ("why", "You know this city."),
    ]
}

#[tokio::test]
async fn a_typed_address_of_somebody_who_is_not_to_be_contacted_is_refused() {
    let mut table = Table::with(&[]).await;
    known(&table, "quiet@funder.example").await;
    quiet(&table, "quiet@funder.example").await;
    let seat = open_seat(&mut table, "Quiet").await;
    let path = format!("{}/invitations/addresses", table.path);
    // However it is spelled.
    for email in ["quiet@funder.example", "Quiet+work@funder.example"] {
        table
            .staff
            .post(&path, &typed(&seat, "Quiet", email))
            .await
            .is(422)
            .see("is not to be contacted")
            .see(&format!("value=\"{email}\""))
            .see("You know this city.");
    }
    let there = invitations::Entity::find().one(table.app.db().read());
    assert_eq!(there.await.unwrap(), None);
}

#[tokio::test]
async fn whoever_asks_not_to_be_contacted_later_gets_no_request_and_still_a_cancellation() {
    let mut table = Table::with(&["ann", "bo", "cy"]).await;
    for email in ["ann@funder.example", "bo@funder.example"] {
        known(&table, email).await;
    }
    quiet(&table, "bo@funder.example").await;
    let page = table.review("").await;
    page.see("Withheld")
        .see("bo@funder.example")
        .see("asked not to be contacted");
    let mails = table.send("").await;
    assert!(!recipients(&mails).contains(&"bo@funder.example".to_owned()));
    assert_eq!(table.guest("bo").await.seen_sequence, None);
    quiet(&table, "ann@funder.example").await;
    table.change(&[("venue", "Town hall")]).await;
    let mails = table.send("").await;
    let to_all = recipients(&mails);
    assert!(
        !to_all.contains(&"ann@funder.example".to_owned()),
        "{to_all:?}"
    );
    assert!(
        to_all.contains(&"cy@funder.example".to_owned()),
        "{to_all:?}"
    );
    let seat = table.guest("ann").await.seat_id.unwrap();
    let path = format!("{}/seats/{seat}/removal", table.path);
    table.staff.post(&path, &[]).await.is(303);
    let mails = table.send("").await;
    assert_eq!(property(to(&mails, "ann"), "METHOD"), "CANCEL");
}

#[tokio::test]
async fn a_seat_has_one_guest_and_two_hosts_see_both() {
    let mut table = Table::with(&[]).await;
    let seat = open_seat(&mut table, "Ann Lee").await;
    let path = format!("{}/invitations/addresses", table.path);
    let mine = typed(&seat, "Ann Lee", "ann@funder.example");
    table.staff.post(&path, &mine).await.is(303);
    table
        .staff
        .post(&path, &typed(&seat, "Bo Ray", "bo@funder.example"))
        .await
        .is(409)
        .see("Ann Lee")
        .see("ann@funder.example")
        .see("value=\"bo@funder.example\"")
        .see("value=\"Bo Ray\"");
    let there = invitations::Entity::find().filter(invitations::Column::IsChair.eq(false));
    let there = there.all(table.app.db().read()).await.unwrap();
    assert_eq!(there.len(), 1);
}

#[tokio::test]
async fn what_is_said_of_a_withdrawn_guest_is_true() {
    let mut table = Table::with(&["ann", "bo", "cy"]).await;
    let withdrawal = async |table: &mut Table, name: &str| {
        let id = table.guest(name).await.id;
        let path = format!("{}/invitations/{id}/withdrawal", table.path);
        table.staff.submit(&path, &[]).await
    };
    withdrawal(&mut table, "ann")
        .await
        .see("No mail had gone out");
    // Bo waits without an invitation, and was offered a place by mail.
    answering::wait(&mut table, "bo", "").await;
    answering::wait(&mut table, "bo", "2026-11-24T12:00").await;
    let mails = table.app.mail().await;
    let link = answering::link(to(&mails, "bo"));
    withdrawal(&mut table, "bo")
        .await
        .not_see("No mail had gone out")
        .see("was written to before");
    assert_eq!(table.guest("bo").await.state, InvitationState::Removed);
    table.app.visitor().get(&link).await.is(404);
    // Cy holds the meeting in a calendar.
    table.send("").await;
    answering::wait(&mut table, "cy", "").await;
    withdrawal(&mut table, "cy")
        .await
        .not_see("No mail had gone out")
        .see("out of their calendar");
    let mails = table.send("").await;
    assert_eq!(property(to(&mails, "cy"), "METHOD"), "CANCEL");
}
