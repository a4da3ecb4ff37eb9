//! Personal links: a fresh one in every mail, kept as a hash, good until revoked.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::room::note;
use crate::{
    audit::Actor,
    auth::{Token, tokens},
    entities::{meeting_links as links, meeting_people, meeting_rooms, outbound_mails},
    ids::{MeetingLinkId, MeetingPersonId},
    jobs,
    meetings::mailing::MeetingMails,
};

/// A link for the next mail; its secret is told only now.
pub(in crate::meetings) async fn fresh_link(
    txn: &DatabaseTransaction,
    of: MeetingPersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<Token> {
    let token = Token::fresh()?;
    links::Entity::insert(links::ActiveModel {
        id: Set(MeetingLinkId::fresh()),
        meeting_person_id: Set(of),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        revoked_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(token)
}

/// The person a link opens the page for.
pub(in crate::meetings) async fn by_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<meeting_people::Model>, DbErr> {
    let found = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .filter(links::Column::RevokedAt.is_null())
        .find_also_related(meeting_people::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, person)| person))
}

/// Ends every link of a person.
pub(super) async fn revoke_links(
    txn: &DatabaseTransaction,
    of: MeetingPersonId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    links::Entity::update_many()
        .col_expr(links::Column::RevokedAt, Expr::value(now))
        .filter(links::Column::MeetingPersonId.eq(of))
        .filter(links::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Sends somebody a link once more.
pub(in crate::meetings) async fn send_link(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    of: MeetingPersonId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    jobs::enqueue(txn, &MeetingMails::to_people(room.id, vec![of], now), now).await?;
    let summary = "Meetings: sent somebody their link again";
    note(txn, room.convening_id, summary, &[], (actor, now)).await
}

/// Those of these people who had a mail about their meetings written since a moment.
pub(in crate::meetings) async fn mailed_since(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = MeetingPersonId>,
    since: DateTime<Utc>,
) -> Result<BTreeSet<Uuid>, DbErr> {
    let lanes = people.into_iter().map(|person| person.0);
    let found: Vec<Option<Uuid>> = outbound_mails::Entity::find()
        .select_only()
        .column(outbound_mails::Column::Lane)
        .filter(outbound_mails::Column::Lane.is_in(lanes))
        .filter(outbound_mails::Column::CreatedAt.gte(since))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}
