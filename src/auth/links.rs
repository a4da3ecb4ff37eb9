//! One-time sign-in links: good once, for a short while.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use super::tokens::{self, Token};
use crate::{
    entities::sign_in_links as links,
    ids::{SignInLinkId, UserId},
};

/// How long a link that was mailed stays good.
pub const GOOD_FOR: TimeDelta = TimeDelta::minutes(30);

/// Makes a link for this person and returns its secret.
pub async fn make(
    txn: &DatabaseTransaction,
    user: UserId,
    good_for: TimeDelta,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    links::Entity::insert(links::ActiveModel {
        id: Set(SignInLinkId::fresh()),
        user_id: Set(user),
        token_hash: Set(token.hash()),
        expires_at: Set(now + good_for),
        used_at: Set(None),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(token)
}

/// Uses a link up and says whose it was; `None` if it is unknown, used or too old.
pub async fn spend(
    txn: &DatabaseTransaction,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<UserId>, DbErr> {
    let good = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(links::Column::UsedAt.is_null())
        .filter(links::Column::ExpiresAt.gt(now))
        .one(txn)
        .await?;
    let Some(link) = good else { return Ok(None) };
    let spent = links::Entity::update_many()
        .col_expr(links::Column::UsedAt, Expr::value(now))
        .filter(links::Column::Id.eq(link.id))
        .filter(links::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok((spent.rows_affected == 1).then_some(link.user_id))
}

/// Drops links that are past use.
pub async fn forget_old(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = links::Entity::delete_many()
        .filter(links::Column::ExpiresAt.lt(now - TimeDelta::days(1)))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
