//! What the person does with the link in their mail. The link stays good after confirming, so that
//! they can take everything back until a reviewer has decided.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    auth::tokens,
    entities::interests,
    mail,
    values::RegistrationStatus::{self, Confirmed, Unconfirmed},
};

/// The registration that a link's secret belongs to.
pub(in crate::interest) async fn by_token(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<interests::Model>, DbErr> {
    interests::Entity::find()
        .filter(interests::Column::ConfirmTokenHash.eq(tokens::hash(secret)))
        .one(db)
        .await
}

/// Confirms; `false` if there was nothing to confirm any more.
pub(in crate::interest) async fn confirm(
    txn: &DatabaseTransaction,
    held: &interests::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let changed = interests::Entity::update_many()
        .col_expr(interests::Column::Status, Expr::value(Confirmed))
        .col_expr(interests::Column::ConfirmedAt, Expr::value(now))
        .col_expr(
            interests::Column::Version,
            Expr::col(interests::Column::Version).add(1),
        )
        .filter(interests::Column::Id.eq(held.id))
        .filter(interests::Column::Status.eq(Unconfirmed))
        .filter(interests::Column::ConfirmBy.gt(now))
        .filter(interests::Column::ConfirmTokenHash.eq(held.confirm_token_hash.clone()))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Deletes what the person sent, unless a reviewer has decided; `false` if one has.
pub(in crate::interest) async fn withdraw(
    txn: &DatabaseTransaction,
    held: &interests::Model,
) -> Result<bool, DbErr> {
    let undecided: [RegistrationStatus; 2] = [Unconfirmed, Confirmed];
    let gone = interests::Entity::delete_many()
        .filter(interests::Column::Id.eq(held.id))
        .filter(interests::Column::Status.is_in(undecided))
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    if let Some(mail) = held.confirm_mail_id {
        mail::forget(txn, mail).await?;
    }
    Ok(true)
}
