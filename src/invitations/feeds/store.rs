//! Personal subscriptions. One is good per person; only the hash of its secret is kept.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    audit::{self, Act, Actor},
    auth::{Token, tokens},
    entities::{calendar_feeds, users},
    ids::{CalendarFeedId, UserId},
};

/// Makes a subscription, ending the one before; the secret is told only now.
pub(super) async fn make(
    txn: &DatabaseTransaction,
    user: UserId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    end_all(txn, user, now).await?;
    calendar_feeds::Entity::insert(calendar_feeds::ActiveModel {
        id: Set(CalendarFeedId::fresh()),
        user_id: Set(user),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
        last_read_at: Set(None),
        scope: Set(crate::values::FeedScope::All),
        scope_id: Set(String::new()),
    })
    .exec_without_returning(txn)
    .await?;
    record(
        txn,
        user,
        actor,
        ("subscribed", "Made a calendar subscription"),
        now,
    )
    .await?;
    Ok(token)
}

/// Ends the subscription; `false` if there was none.
pub(super) async fn revoke(
    txn: &DatabaseTransaction,
    user: UserId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let ended = end_all(txn, user, now).await? > 0;
    if ended {
        record(
            txn,
            user,
            actor,
            ("unsubscribed", "Ended the calendar subscription"),
            now,
        )
        .await?;
    }
    Ok(ended)
}

async fn end_all(
    txn: &DatabaseTransaction,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let ended = calendar_feeds::Entity::update_many()
        .col_expr(calendar_feeds::Column::RevokedAt, Expr::value(now))
        .filter(calendar_feeds::Column::UserId.eq(user))
        .filter(calendar_feeds::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(ended.rows_affected)
}

async fn record(
    txn: &DatabaseTransaction,
    user: UserId,
    actor: &Actor,
    (action, summary): (&'static str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "user",
        id: user.to_string(),
        summary: summary.to_owned(),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}

/// The subscription a person has now.
pub(super) async fn of_user(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<calendar_feeds::Model>, DbErr> {
    calendar_feeds::Entity::find()
        .filter(calendar_feeds::Column::UserId.eq(user))
        .filter(calendar_feeds::Column::RevokedAt.is_null())
        .order_by_desc(calendar_feeds::Column::CreatedAt)
        .one(db)
        .await
}

/// The subscription behind a secret, unless it was ended or its owner's account is closed.
pub(super) async fn by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<calendar_feeds::Model>, DbErr> {
    let found = calendar_feeds::Entity::find()
        .filter(calendar_feeds::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(calendar_feeds::Column::RevokedAt.is_null())
        .find_also_related(users::Entity)
        .one(db)
        .await?;
    let open = found.filter(|(_, owner)| {
        owner
            .as_ref()
            .is_some_and(|owner| owner.disabled_at.is_none() && owner.role.is_staff())
    });
    Ok(open.map(|(feed, _)| feed))
}

/// Notes that the subscription was read.
pub(super) async fn note_reading(
    txn: &DatabaseTransaction,
    feed: CalendarFeedId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    calendar_feeds::Entity::update_many()
        .col_expr(calendar_feeds::Column::LastReadAt, Expr::value(now))
        .filter(calendar_feeds::Column::Id.eq(feed))
        .exec(txn)
        .await?;
    Ok(())
}
