//! A seat whose guest sends somebody else: the seat stays with its organization.

use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{entities::seats, ids::SeatId};

/// Names who fills the seat from now on; whoever had it before is no longer tied to it.
pub async fn hand_over_seat(
    txn: &DatabaseTransaction,
    seat: SeatId,
    name: &str,
) -> Result<(), DbErr> {
    seats::Entity::update_many()
        .set(seats::ActiveModel {
            person_id: sea_orm::ActiveValue::Set(None),
            ..Default::default()
        })
        .col_expr(seats::Column::GuestName, Expr::value(name))
        .filter(seats::Column::Id.eq(seat))
        .exec(txn)
        .await?;
    Ok(())
}
