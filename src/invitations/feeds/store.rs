//! Subscriptions of staff and of guests. Of each kind of feed one is good per person; only the hash of its secret is
//! kept.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::scopes::Scope;
use crate::{
    audit::{self, Act, Actor},
    auth::{Token, tokens},
    entities::{calendar_feeds, guest_feeds, users},
    ids::{CalendarFeedId, GuestFeedId, UserId},
};

/// The most subscriptions of one person that are listed.
const MOST: u64 = 600;

/// Makes a subscription, ending the one of the same kind before; the secret is told only now.
pub(super) async fn make(
    txn: &DatabaseTransaction,
    user: UserId,
    scope: &Scope,
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    use calendar_feeds::Column as C;
    let token = Token::fresh()?;
    calendar_feeds::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(now))
        .filter(C::UserId.eq(user))
        .filter(C::Scope.eq(scope.scope))
        .filter(C::ScopeId.eq(&scope.id))
        .filter(C::RevokedAt.is_null())
        .exec(txn)
        .await?;
    calendar_feeds::Entity::insert(calendar_feeds::ActiveModel {
        id: Set(CalendarFeedId::fresh()),
        user_id: Set(user),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
        last_read_at: Set(None),
        scope: Set(scope.scope),
        scope_id: Set(scope.id.clone()),
    })
    .exec_without_returning(txn)
    .await?;
    let summary = format!("Made a calendar subscription: {}", scope.name);
    record(txn, user, ("subscribed", summary), (actor, now)).await?;
    Ok(token)
}

/// Ends one subscription of a person, or all; `false` if there was none.
pub(super) async fn revoke(
    txn: &DatabaseTransaction,
    user: UserId,
    one: Option<CalendarFeedId>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use calendar_feeds::Column as C;
    let mut ending = calendar_feeds::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(now))
        .filter(C::UserId.eq(user))
        .filter(C::RevokedAt.is_null());
    if let Some(id) = one {
        ending = ending.filter(C::Id.eq(id));
    }
    let ended = ending.exec(txn).await?.rows_affected > 0;
    if ended {
        let summary = "Ended the calendar subscription".to_owned();
        record(txn, user, ("unsubscribed", summary), (actor, now)).await?;
    }
    Ok(ended)
}

async fn record(
    txn: &DatabaseTransaction,
    user: UserId,
    (action, summary): (&'static str, String),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "user",
        id: user.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}

/// The subscriptions a person has now, the newest first.
pub(super) async fn of_user(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<calendar_feeds::Model>, DbErr> {
    calendar_feeds::Entity::find()
        .filter(calendar_feeds::Column::UserId.eq(user))
        .filter(calendar_feeds::Column::RevokedAt.is_null())
        .order_by_desc(calendar_feeds::Column::CreatedAt)
        .order_by_desc(calendar_feeds::Column::Id)
        .limit(MOST)
        .all(db)
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

/// Makes the subscription of a guest's address, ending the one before; the secret is told only now.
pub(super) async fn make_for_guest(
    txn: &DatabaseTransaction,
    key: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    end_of_guest(txn, key, now).await?;
    guest_feeds::Entity::insert(guest_feeds::ActiveModel {
        id: Set(GuestFeedId::fresh()),
        address_key: Set(key.to_owned()),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
        last_read_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    record_guest(
        txn,
        ("subscribed", "A guest made a calendar subscription"),
        now,
    )
    .await?;
    Ok(token)
}

/// Ends the subscription of a guest's address; `false` if there was none.
pub(super) async fn revoke_of_guest(
    txn: &DatabaseTransaction,
    key: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let ended = end_of_guest(txn, key, now).await?;
    if ended {
        record_guest(
            txn,
            ("unsubscribed", "A guest ended a calendar subscription"),
            now,
        )
        .await?;
    }
    Ok(ended)
}

async fn end_of_guest(
    txn: &DatabaseTransaction,
    key: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let ended = guest_feeds::Entity::update_many()
        .col_expr(guest_feeds::Column::RevokedAt, Expr::value(now))
        .filter(guest_feeds::Column::AddressKey.eq(key))
        .filter(guest_feeds::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Without the address: the log outlives what people ask to have deleted.
async fn record_guest(
    txn: &DatabaseTransaction,
    (action, summary): (&'static str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "guest_feed",
        id: String::new(),
        summary: summary.to_owned(),
        before: None,
        after: None,
    };
    audit::record(txn, &Actor::named("A guest"), act, now).await
}

/// A guest's subscription behind a secret, unless it was ended.
pub(super) async fn guests_by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<guest_feeds::Model>, DbErr> {
    guest_feeds::Entity::find()
        .filter(guest_feeds::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(guest_feeds::Column::RevokedAt.is_null())
        .one(db)
        .await
}

/// Notes that a guest's subscription was read.
pub(super) async fn note_guests_reading(
    txn: &DatabaseTransaction,
    feed: GuestFeedId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    guest_feeds::Entity::update_many()
        .col_expr(guest_feeds::Column::LastReadAt, Expr::value(now))
        .filter(guest_feeds::Column::Id.eq(feed))
        .exec(txn)
        .await?;
    Ok(())
}
