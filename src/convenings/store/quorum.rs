//! The quorum of a convening: how many of which kind.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{seats::Guest, seats::is_open};
use crate::{
    audit::{self, Act, Actor},
    convenings::rules::{Counted, QuorumRule, Standing, standing},
    entities::quorum_rules::{ActiveModel, Column, Entity},
    ids::{ConveningId, QuorumRuleId, SeatId},
    values::QuorumKind,
};

/// How a convening stands with its quorum; `coming` says of whose seat the answer is yes.
pub async fn quorum(
    db: &impl ConnectionTrait,
    id: ConveningId,
    guests: impl IntoIterator<Item = &Guest>,
    coming: impl Fn(SeatId) -> bool,
) -> Result<Vec<Standing>, DbErr> {
    let rules = Entity::find()
        .filter(Column::ConveningId.eq(id))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let seats = guests.into_iter().map(|guest| Counted {
        organization: guest.seat.organization_id,
        kind: guest.organization.as_ref().and_then(|known| known.kind),
        role: guest.seat.role,
        coming: coming(guest.seat.id),
    });
    let seats: Vec<Counted> = seats.collect();
    let stands = |rule: crate::entities::quorum_rules::Model| {
        let at_least = usize::try_from(rule.at_least).unwrap_or_default();
        standing((rule.kind, at_least), &seats)
    };
    Ok(rules.into_iter().map(stands).collect())
}

/// Asks for at least so many of a kind, instead of what was asked for before; `false` if the convening is cancelled.
pub async fn ask_for(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    wanted: QuorumRule,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if !is_open(txn, convening).await? {
        return Ok(false);
    }
    let row = ActiveModel {
        id: Set(QuorumRuleId::fresh()),
        convening_id: Set(convening),
        kind: Set(wanted.kind),
        at_least: Set(wanted.at_least),
        created_at: Set(now),
    };
    let instead = OnConflict::columns([Column::ConveningId, Column::Kind])
        .update_column(Column::AtLeast)
        .to_owned();
    Entity::insert(row)
        .on_conflict(instead)
        .exec_without_returning(txn)
        .await?;
    let summary = format!("Quorum: {}", wanted.words());
    note(txn, convening, summary, (actor, now)).await?;
    Ok(true)
}

/// Asks for none of a kind any more.
pub(crate) async fn ask_for_none(
    txn: &DatabaseTransaction,
    (convening, kind): (ConveningId, QuorumKind),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let gone = Entity::delete_many()
        .filter(Column::ConveningId.eq(convening))
        .filter(Column::Kind.eq(kind))
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(());
    }
    let summary = format!("Quorum: no longer counts {}", kind.label());
    note(txn, convening, summary, (actor, now)).await
}

async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    summary: String,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let act = Act {
        action: "quorum",
        kind: "convening",
        id: convening.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
