//! Personal links: a fresh one in every mail, kept as a hash, good until revoked.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    JoinType, QueryFilter, QuerySelect, RelationTrait, sea_query::Expr,
};

use crate::{
    auth::{Token, tokens},
    entities::{poll_links as links, poll_people},
    ids::{PollId, PollLinkId, PollPersonId},
};

/// A link for the next mail; its secret is told only now.
pub(in crate::scheduling::polls) async fn fresh_link(
    txn: &DatabaseTransaction,
    of: PollPersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    links::Entity::insert(links::ActiveModel {
        id: Set(PollLinkId::fresh()),
        poll_person_id: Set(of),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(token)
}

/// The person a link opens the poll for.
pub(in crate::scheduling::polls) async fn by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<poll_people::Model>, DbErr> {
    let found = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(links::Column::RevokedAt.is_null())
        .find_also_related(poll_people::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, person)| person))
}

/// The same, by key: whom it opens which poll for.
pub(in crate::scheduling::polls) async fn asked_by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<(PollPersonId, PollId)>, DbErr> {
    links::Entity::find()
        .select_only()
        .column(links::Column::PollPersonId)
        .column(poll_people::Column::PollId)
        .join(JoinType::InnerJoin, links::Relation::Person.def())
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(links::Column::RevokedAt.is_null())
        .into_tuple()
        .one(db)
        .await
}

/// The person a link was mailed to, whether or not it still opens anything: leaving must always work.
pub(in crate::scheduling::polls) async fn by_any_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<poll_people::Model>, DbErr> {
    let found = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .find_also_related(poll_people::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, person)| person))
}

/// Ends every link of a person; says how many there were.
pub(in crate::scheduling::polls) async fn revoke_links(
    txn: &DatabaseTransaction,
    of: PollPersonId,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let done = links::Entity::update_many()
        .col_expr(links::Column::RevokedAt, Expr::value(now))
        .filter(links::Column::PollPersonId.eq(of))
        .filter(links::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected)
}
