//! This room's queries and writes of accounts and links. Saves name the version they were read at;
//! a save that comes too late changes nothing and says so.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, ExprTrait},
};

use super::rules::{OwnSettings, Post};
use crate::{
    auth::tokens,
    entities::{calendar_feeds, partnerships, sign_in_links, users},
    ids::{PartnershipId, UserId},
};

/// One account, open or closed.
pub(super) async fn account(
    db: &impl ConnectionTrait,
    id: UserId,
) -> Result<Option<users::Model>, DbErr> {
    users::Entity::find_by_id(id).one(db).await
}

fn at_version(id: UserId, version: i32) -> UpdateMany<users::Entity> {
    users::Entity::update_many()
        .col_expr(
            users::Column::Version,
            Expr::col(users::Column::Version).add(1),
        )
        .filter(users::Column::Id.eq(id))
        .filter(users::Column::Version.eq(version))
}

/// Saves what a person set about themself; `false` if the account changed since `version`.
pub(super) async fn save_own(
    txn: &DatabaseTransaction,
    id: UserId,
    version: i32,
    own: &OwnSettings,
) -> Result<bool, DbErr> {
    let saved = at_version(id, version)
        .col_expr(users::Column::Name, Expr::value(own.name.clone()))
        .col_expr(users::Column::TimeZone, Expr::value(own.time_zone.clone()))
        .col_expr(users::Column::Shortcuts, Expr::value(own.shortcuts))
        .exec(txn)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Gives an account another role and partnership; `false` if it changed since `version`.
pub(super) async fn save_role(
    txn: &DatabaseTransaction,
    id: UserId,
    version: i32,
    post: Post,
) -> Result<bool, DbErr> {
    let saved = at_version(id, version)
        .col_expr(users::Column::Role, Expr::value(post.role))
        .col_expr(users::Column::PartnershipId, Expr::value(post.partnership))
        .exec(txn)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Closes an account (`Some`, since when) or opens it again; `false` if it changed since `version`.
pub(super) async fn save_closed(
    txn: &DatabaseTransaction,
    id: UserId,
    version: i32,
    since: Option<DateTime<Utc>>,
) -> Result<bool, DbErr> {
    let saved = at_version(id, version)
        .col_expr(users::Column::DisabledAt, Expr::value(since))
        .exec(txn)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Voids what else opens something in this account's name: sign-in links not used yet, and
/// calendar subscriptions.
pub(super) async fn void_links_and_feeds(
    txn: &DatabaseTransaction,
    id: UserId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    sign_in_links::Entity::update_many()
        .col_expr(sign_in_links::Column::UsedAt, Expr::value(now))
        .filter(sign_in_links::Column::UserId.eq(id))
        .filter(sign_in_links::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    calendar_feeds::Entity::update_many()
        .col_expr(calendar_feeds::Column::RevokedAt, Expr::value(now))
        .filter(calendar_feeds::Column::UserId.eq(id))
        .filter(calendar_feeds::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps a new password's hash.
pub(super) async fn save_password(
    txn: &DatabaseTransaction,
    id: UserId,
    hash: String,
) -> Result<(), DbErr> {
    users::Entity::update_many()
        .col_expr(users::Column::PasswordHash, Expr::value(hash))
        .filter(users::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether a sign-in link would work now; looking does not use it up.
pub(super) async fn link_is_good(
    db: &impl ConnectionTrait,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let good = sign_in_links::Entity::find()
        .filter(sign_in_links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(sign_in_links::Column::UsedAt.is_null())
        .filter(sign_in_links::Column::ExpiresAt.gt(now))
        .count(db)
        .await?;
    Ok(good > 0)
}

/// Most partnerships a list to choose from shows.
const MOST: u64 = 500;

/// Key and name of the partnerships that somebody may lead, by name.
pub(super) async fn partnerships(
    db: &impl ConnectionTrait,
) -> Result<Vec<(PartnershipId, String)>, DbErr> {
    partnerships::Entity::find()
        .select_only()
        .columns([partnerships::Column::Id, partnerships::Column::Name])
        .order_by_asc(partnerships::Column::Name)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}
