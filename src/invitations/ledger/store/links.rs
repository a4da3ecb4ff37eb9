//! Personal links: a fresh one in every mail, kept as a hash, good until revoked.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

use crate::{
    auth::{Token, tokens},
    entities::{invitation_links as links, invitations},
    ids::{InvitationId, InvitationLinkId},
};

/// A link for the next mail; its secret is told only now.
pub(in crate::invitations) async fn fresh_link(
    txn: &DatabaseTransaction,
    of: InvitationId,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    links::Entity::insert(links::ActiveModel {
        id: Set(InvitationLinkId::fresh()),
        invitation_id: Set(of),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(token)
}

/// The invitation a link opens.
pub(in crate::invitations) async fn by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<invitations::Model>, DbErr> {
    let found = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(links::Column::RevokedAt.is_null())
        .find_also_related(invitations::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, invitation)| invitation))
}

/// Ends every link of an invitation.
pub(in crate::invitations) async fn revoke_links(
    txn: &DatabaseTransaction,
    of: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    links::Entity::update_many()
        .col_expr(links::Column::RevokedAt, Expr::value(now))
        .filter(links::Column::InvitationId.eq(of))
        .filter(links::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}
