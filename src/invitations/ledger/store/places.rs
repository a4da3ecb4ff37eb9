//! Places: handed over, waited for, offered and taken. Whoever counts them holds the settings of the convening, so that
//! two who want the last one come one after the other.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    entities::{invitation_settings, invitations},
    ids::{ConveningId, InvitationId},
    values::{InvitationState, Partstat},
};

/// How many offers are looked at in one go.
const AT_ONCE: u64 = 200;

/// The settings of a convening, locked: whoever counts places at the same time waits.
pub(in crate::invitations) async fn held_settings(
    txn: &DatabaseTransaction,
    id: ConveningId,
) -> Result<Option<invitation_settings::Model>, DbErr> {
    let found = invitation_settings::Entity::find_by_id(id);
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        return found.lock_exclusive().one(txn).await;
    }
    found.one(txn).await
}

/// How many places are taken: neither the host's own nor that of somebody whose seat was taken away is counted.
pub(in crate::invitations) async fn taken(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<u64, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .filter(invitations::Column::State.eq(InvitationState::Invited))
        .filter(invitations::Column::Partstat.eq(Partstat::Accepted))
        .filter(invitations::Column::IsChair.eq(false))
        .filter(invitations::Column::SeatId.is_not_null())
        .count(db)
        .await
}

/// Sets the state and until when a place is offered.
pub(in crate::invitations) async fn set_place(
    txn: &DatabaseTransaction,
    id: InvitationId,
    state: InvitationState,
    offered_until: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    use invitations::Column as C;
    invitations::Entity::update_many()
        .col_expr(C::State, Expr::value(state))
        .col_expr(C::OfferedUntil, Expr::value(offered_until))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Notes from whom a guest has the seat.
pub(in crate::invitations) async fn set_delegated_from(
    txn: &DatabaseTransaction,
    id: InvitationId,
    from: InvitationId,
) -> Result<(), DbErr> {
    invitations::Entity::update_many()
        .col_expr(invitations::Column::DelegatedFrom, Expr::value(Some(from)))
        .filter(invitations::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Guests who let an offered place pass.
pub(in crate::invitations) async fn lapsed_offers(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::State.eq(InvitationState::Waiting))
        .filter(invitations::Column::OfferedUntil.lte(now))
        .order_by_asc(invitations::Column::Id)
        .limit(AT_ONCE)
        .all(db)
        .await
}

/// How many places are on offer and not yet taken.
pub(in crate::invitations) async fn offered(
    db: &impl ConnectionTrait,
    id: ConveningId,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .filter(invitations::Column::State.eq(InvitationState::Waiting))
        .filter(invitations::Column::OfferedUntil.gt(now))
        .filter(invitations::Column::SeatId.is_not_null())
        .count(db)
        .await
}

/// Who is coming, as guests may see it where the list is open: names without addresses.
pub(in crate::invitations) async fn coming(
    db: &impl ConnectionTrait,
    id: ConveningId,
    most: u64,
) -> Result<Vec<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .filter(invitations::Column::State.eq(InvitationState::Invited))
        .filter(invitations::Column::Partstat.eq(Partstat::Accepted))
        .order_by_asc(invitations::Column::Name)
        .order_by_asc(invitations::Column::Id)
        .limit(most)
        .all(db)
        .await
}
