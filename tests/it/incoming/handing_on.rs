//! A guest's calendar hands the seat on: kept in the seat's history like one handed on from a page, and not at all where
//! something stands against whom they name.

use chrono::TimeDelta;
use roundtable::{
    entities::{audit_entries, invitation_answers, people, seat_transfers},
    values::{InvitationState, Partstat},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::{
    ANN, deliver,
    door::{apart, seated, two, works_at},
    invited, log, mail,
};
use crate::invitations::{Table, property, recipients, to};

const BEA: &str = "bea@funder.example";

/// The host lets guests send somebody else.
async fn allowed(table: &mut Table) {
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
}

#[tokio::test]
async fn a_seat_handed_on_by_calendar_is_in_its_history() {
    let mut table = invited().await;
    allowed(&mut table).await;
    deliver(&table, &mail(&table, ANN, "delegated").await).await;
    assert_eq!(recipients(&table.app.mail().await), [BEA]);
    let made = seat_transfers::Entity::find().all(table.app.db().read());
    let made = made.await.unwrap();
    let ann = table.guest("ann").await;
    assert_eq!(made.len(), 1);
    assert_eq!(
        (made[0].from_id, made[0].seat_id, made[0].made_by.as_str()),
        (ann.id, ann.seat_id, "ann")
    );
    let path = format!("{}/invitations/{}", table.path, ann.id);
    table
        .staff
        .get(&path)
        .await
        .see("ann handed the seat to bea@funder.example");
}

/// Ann names Bea, and nothing changes but that the host hears why.
async fn refused(table: &mut Table, why: &str) {
    let before = table.guest("ann").await;
    let sent = mail(table, ANN, "delegated").await;
    deliver(table, &sent).await;
    assert_eq!(log(&table.app).await.len(), 1);
    let after = table.guest("ann").await;
    assert_eq!(
        (after.partstat, after.state),
        (Partstat::NeedsAction, before.state)
    );
    let db = table.app.db().read();
    let made = seat_transfers::Entity::find().count(db).await.unwrap();
    assert_eq!(made, 0);
    let counted = invitation_answers::Entity::find()
        .filter(invitation_answers::Column::Counted.eq(true))
        .count(db);
    assert_eq!(counted.await.unwrap(), 0, "nothing counts");
    let noted = audit_entries::Entity::find()
        .filter(audit_entries::Column::Summary.contains(why))
        .count(db);
    assert_eq!(noted.await.unwrap(), 1, "{why}");
    let page = table.staff.get(&format!("{}/incoming", table.path)).await;
    page.see("They want to send somebody else");
    // Their calendar hears that the seat is still theirs, once an hour and not for each try.
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), [ANN]);
    assert_eq!(property(to(&mails, "ann"), "METHOD"), "REQUEST");
    let again = mail(table, ANN, "delegated").await;
    deliver(table, &again.replace("<delegated@", "<again@")).await;
    assert_eq!(table.app.mail().await, []);
}

#[tokio::test]
async fn nobody_is_sent_who_asked_to_be_left_alone() {
    let mut table = invited().await;
    allowed(&mut table).await;
    let [one, _] = two(&table).await;
    works_at(&table, BEA, one).await;
    people::Entity::update_many()
        .col_expr(people::Column::DoNotContact, Expr::value(true))
        .filter(people::Column::EmailKey.eq(BEA))
        .exec(table.app.db().read())
        .await
        .unwrap();
    refused(&mut table, "is not to be contacted").await;
}

#[tokio::test]
async fn nobody_is_sent_who_is_kept_from_the_table() {
    let mut table = invited().await;
    allowed(&mut table).await;
    let [one, other] = two(&table).await;
    works_at(&table, BEA, one).await;
    seated(&mut table, other).await;
    apart(&table, [one, other]).await;
    refused(&mut table, "are not to sit at one table").await;
}

#[tokio::test]
async fn nobody_is_sent_who_has_a_seat() {
    let mut table = Table::with(&["ann", "bea"]).await;
    table.send("").await;
    table.app.clock().advance(TimeDelta::hours(1));
    allowed(&mut table).await;
    refused(&mut table, "has an invitation of their own").await;
    assert_eq!(table.guest("bea").await.state, InvitationState::Invited);
}
