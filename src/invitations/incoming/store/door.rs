//! Who stands at the door: people whom nobody invited, and who answer.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

use crate::{
    entities::door_requests::{self, Column as C},
    ids::{ConveningId, DoorRequestId, InvitationId},
    invitations::itip::replies::Ask,
    values::DoorState,
    web::Paging,
};

/// How many may wait at one door; who comes later is only in the log.
const MOST: u64 = 200;

/// Notes who stands at the door. A newer word of theirs takes the place of an older one while they wait; what was
/// decided stays decided. Says what to tell beside the verdict.
pub(in crate::invitations::incoming) async fn knock(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (ask, name): (&Ask, &str),
    delegated_from: Option<InvitationId>,
    now: DateTime<Utc>,
) -> Result<&'static str, DbErr> {
    let there = at_door(txn, convening, &ask.guest).await?;
    let mut row = door_requests::ActiveModel {
        partstat: Set(ask.partstat),
        sequence: Set(ask.sequence),
        said_at: Set(ask.said_at),
        note: Set(ask.note.clone()),
        name: Set(name.to_owned()),
        ..Default::default()
    };
    if let Some(there) = there {
        let is_newer = (ask.sequence, ask.said_at) > (there.sequence, there.said_at);
        if is_newer && there.state == DoorState::Waiting {
            door_requests::Entity::update_many()
                .set(row)
                .filter(C::Id.eq(there.id))
                .exec(txn)
                .await?;
        }
        return Ok("");
    }
    if at(convening).count(txn).await? >= MOST {
        return Ok("They are not noted: too many wait at the door. Decide on some of those first.");
    }
    row.id = Set(DoorRequestId::fresh());
    row.convening_id = Set(convening);
    row.address = Set(ask.guest.clone());
    row.delegated_from = Set(delegated_from);
    row.received_at = Set(now);
    row.state = Set(DoorState::Waiting);
    row.decided_by = Set(String::new());
    row.decided_at = Set(None);
    door_requests::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok("")
}

fn at(convening: ConveningId) -> Select<door_requests::Entity> {
    door_requests::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::State.eq(DoorState::Waiting))
}

/// Who stands at the door under this address.
pub(in crate::invitations::incoming) async fn at_door(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    address: &str,
) -> Result<Option<door_requests::Model>, DbErr> {
    door_requests::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::Address.eq(address))
        .one(txn)
        .await
}

/// A page of who waits at the door of a convening, the longest first, and how many do.
pub(in crate::invitations) async fn waiting_at_door(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    paging: Paging,
) -> Result<(Vec<door_requests::Model>, u64), DbErr> {
    let total = at(convening).count(db).await?;
    let found = at(convening)
        .order_by_asc(C::ReceivedAt)
        .order_by_asc(C::Id)
        .offset(paging.offset())
        .limit(paging.size);
    Ok((found.all(db).await?, total))
}

/// One request at the door of a convening.
pub(in crate::invitations) async fn door_request(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    id: DoorRequestId,
) -> Result<Option<door_requests::Model>, DbErr> {
    door_requests::Entity::find_by_id(id)
        .filter(C::ConveningId.eq(convening))
        .one(db)
        .await
}

/// Notes what became of somebody at the door; whether they still waited.
pub(in crate::invitations::incoming) async fn decide(
    txn: &DatabaseTransaction,
    id: DoorRequestId,
    (state, by): (DoorState, &str),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = door_requests::Entity::update_many()
        .col_expr(C::State, Expr::value(state))
        .col_expr(C::DecidedBy, Expr::value(by))
        .col_expr(C::DecidedAt, Expr::value(Some(now)))
        .filter(C::Id.eq(id))
        .filter(C::State.eq(DoorState::Waiting))
        .exec(txn)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Leaves the request as it was, because what was decided could not be done.
pub(in crate::invitations::incoming) async fn put_back(
    txn: &DatabaseTransaction,
    id: DoorRequestId,
) -> Result<(), DbErr> {
    door_requests::Entity::update_many()
        .col_expr(C::State, Expr::value(DoorState::Waiting))
        .col_expr(C::DecidedBy, Expr::value(""))
        .col_expr(C::DecidedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}
