//! Letting somebody in is giving a seat: what stands against a seat stands against it, and everybody has their own.

use roundtable::{
    entities::{affiliations, kept_apart, organizations, people, recusals, seats},
    ids::{KeptApartId, OrganizationId, RecusalId},
    people::{Consents, NewPerson, register},
    values::{DoorState, InvitationState, Partstat},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{
    ANN, deliver, mail,
    queue::{action, at_door, queue},
};
use crate::{convenings, invitations::Table};

const STRANGER: &str = "stranger@other.example";

/// Two organizations of the sample.
pub async fn two(table: &Table) -> [OrganizationId; 2] {
    let found = organizations::Entity::find()
        .order_by_asc(organizations::Column::Id)
        .limit(2)
        .all(table.app.db().read())
        .await
        .unwrap();
    [found[0].id, found[1].id]
}

/// Somebody with this address works there.
pub async fn works_at(table: &Table, email: &str, organization: OrganizationId) {
    let new = NewPerson {
        name: "Sam Stranger".to_owned(),
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

/// These two are not to sit at one table.
pub async fn apart(table: &Table, [one, other]: [OrganizationId; 2]) {
    let row = kept_apart::ActiveModel {
        id: Set(KeptApartId::fresh()),
        one_id: Set(one.min(other)),
        other_id: Set(one.max(other)),
        reason: Set(String::new()),
        added_by: Set(String::new()),
        created_at: Set(table.app.now()),
    };
    let inserted = kept_apart::Entity::insert(row).exec(table.app.db().read());
    inserted.await.unwrap();
}

/// The organization has a seat.
pub async fn seated(table: &mut Table, organization: OrganizationId) {
    let organization = organization.to_string();
    let seat = [
        ("seat_org", organization.as_str()),
        ("seat_name", "Somebody"),
        ("seat_role", "funder"),
        ("seat_attendance", "optional"),
    ];
    let path = format!("{}/seats", table.path);
    table.staff.post(&path, &seat).await.is(303);
}

/// A stranger answers.
async fn knocks(table: &Table) {
    deliver(table, &mail(table, STRANGER, "crasher").await).await;
}

/// The host presses "let in", and is told this.
async fn let_in(table: &mut Table, told: &str) {
    let page = queue(table).await;
    let admit = action(&page, "/admission");
    table.staff.submit(&admit, &[]).await.see(told);
}

#[tokio::test]
async fn what_stands_against_a_seat_stands_against_letting_in() {
    let mut table = Table::with(&["ann"]).await;
    table.send("").await;
    let [one, other] = two(&table).await;
    works_at(&table, STRANGER, one).await;
    seated(&mut table, other).await;
    knocks(&table).await;
    let db = table.app.db().read().clone();

    apart(&table, [one, other]).await;
    let_in(&mut table, "are not to sit at one table").await;
    kept_apart::Entity::delete_many().exec(&db).await.unwrap();

    let recusal = recusals::ActiveModel {
        id: Set(RecusalId::fresh()),
        goal_id: Set(convenings::goal(&table.app).await),
        organization_id: Set(one),
        reason: Set(String::new()),
        added_by: Set(String::new()),
        created_at: Set(table.app.now()),
    };
    recusals::Entity::insert(recusal).exec(&db).await.unwrap();
    let_in(&mut table, "is recused from a goal of this convening").await;
    recusals::Entity::delete_many().exec(&db).await.unwrap();

    let silent = async |yes: bool| {
        organizations::Entity::update_many()
            .col_expr(organizations::Column::DoNotContact, Expr::value(yes))
            .filter(organizations::Column::Id.eq(one))
            .exec(&db)
            .await
            .unwrap();
    };
    silent(true).await;
    let_in(&mut table, "asked not to be contacted").await;
    silent(false).await;
    let person = async |yes: bool| {
        people::Entity::update_many()
            .col_expr(people::Column::DoNotContact, Expr::value(yes))
            .filter(people::Column::EmailKey.eq(STRANGER))
            .exec(&db)
            .await
            .unwrap();
    };
    person(true).await;
    let_in(&mut table, "is not to be contacted").await;
    person(false).await;
    assert_eq!(at_door(&table).await.state, DoorState::Waiting);
    assert_eq!(table.app.mail().await, []);

    let_in(&mut table, "They have a seat").await;
    let guest = table.guest(STRANGER).await;
    assert_eq!(guest.organization_id, Some(one), "the seat is theirs");
    let seat = seats::Entity::find_by_id(guest.seat_id.unwrap());
    let seat = seat.one(&db).await.unwrap().unwrap();
    assert_eq!(seat.organization_id, Some(one));
    table.app.mail().await;
}

#[tokio::test]
async fn a_post_that_ended_stands_against_nothing() {
    let mut table = Table::with(&["ann"]).await;
    table.send("").await;
    let [one, other] = two(&table).await;
    works_at(&table, STRANGER, one).await;
    seated(&mut table, other).await;
    apart(&table, [one, other]).await;
    affiliations::Entity::update_many()
        .col_expr(
            affiliations::Column::EndedOn,
            Expr::value(table.app.now().date_naive()),
        )
        .filter(affiliations::Column::OrganizationId.eq(one))
        .exec(table.app.db().read())
        .await
        .unwrap();
    knocks(&table).await;
    let_in(&mut table, "They have a seat").await;
    assert_eq!(table.guest(STRANGER).await.organization_id, None);
    table.app.mail().await;
}

#[tokio::test]
async fn nobody_is_let_in_on_the_seat_of_somebody_of_the_same_name() {
    let mut table = Table::with(&["ann"]).await;
    table.send("").await;
    let ann = table.guest("ann").await;
    let knock = mail(&table, STRANGER, "crasher").await;
    let knock = knock.replace("PARTSTAT=ACCEPTED:", "PARTSTAT=ACCEPTED;CN=ann:");
    deliver(&table, &knock).await;
    let_in(&mut table, "They have a seat").await;
    // The newest of this name.
    let other = table.guest("ann").await;
    assert_ne!(other.id, ann.id);
    assert!(other.seat_id.is_some());
    assert_ne!(other.seat_id, ann.seat_id);
    table.app.mail().await;
}

#[tokio::test]
async fn whoever_had_an_invitation_and_no_seat_gets_one() {
    let mut table = Table::with(&["ann"]).await;
    let seat = table.guest("ann").await.seat_id.unwrap();
    let path = format!("{}/seats/{seat}/removal", table.path);
    table.staff.post(&path, &[]).await.is(303);
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    let_in(&mut table, "They have a seat").await;
    let ann = table.guest("ann").await;
    assert_eq!(
        (ann.state, ann.partstat, ann.seat_id.is_some()),
        (InvitationState::Invited, Partstat::Accepted, true)
    );
    let mails = table.app.mail().await;
    assert_eq!(mails.len(), 1);
}
