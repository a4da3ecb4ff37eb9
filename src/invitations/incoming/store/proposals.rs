//! Other times that calendars propose, and what the host says to any of them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

use crate::{
    entities::{
        invitations,
        time_proposals::{self as rows, Column as C},
    },
    ids::{ConveningId, ProposalId},
    invitations::itip::replies::Ask,
    values::{AnswerSource, ProposalState},
    web::Paging,
};

/// Keeps a proposal in the place of the guest's open one. One that was overtaken is not kept.
pub(in crate::invitations::incoming) async fn propose(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    ask: &Ask,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let made = (ask.sequence, ask.said_at);
    let others = rows::Entity::find()
        .filter(C::InvitationId.eq(of.id))
        .all(txn)
        .await?;
    let said = |other: &rows::Model| {
        let at = other.said_at.unwrap_or(other.made_at);
        (other.sequence.unwrap_or_default(), at)
    };
    if others.iter().any(|other| said(other) >= made) {
        return Ok(false);
    }
    let row = rows::ActiveModel {
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        note: Set(ask.note.clone()),
        made_at: Set(now),
        source: Set(AnswerSource::Calendar),
        sequence: Set(Some(ask.sequence)),
        said_at: Set(Some(ask.said_at)),
        ..Default::default()
    };
    let open = others
        .iter()
        .find(|other| other.state == ProposalState::Open);
    if let Some(open) = open {
        rows::Entity::update_many()
            .set(row)
            .filter(C::Id.eq(open.id))
            .exec(txn)
            .await?;
        return Ok(true);
    }
    rows::Entity::insert(rows::ActiveModel {
        id: Set(ProposalId::fresh()),
        invitation_id: Set(of.id),
        convening_id: Set(of.convening_id),
        state: Set(ProposalState::Open),
        decided_by: Set(None),
        decided_at: Set(None),
        ..row
    })
    .exec_without_returning(txn)
    .await?;
    Ok(true)
}

/// A page of the open ones of a convening with who proposes, the oldest first, and how many there are.
pub(in crate::invitations) async fn open_proposals(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    paging: Paging,
) -> Result<(Vec<(rows::Model, Option<invitations::Model>)>, u64), DbErr> {
    let total = open(convening).count(db).await?;
    let found = open(convening)
        .order_by_asc(C::MadeAt)
        .order_by_asc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .find_also_related(invitations::Entity);
    Ok((found.all(db).await?, total))
}

/// The open ones that propose this very time.
pub(in crate::invitations::incoming) async fn proposals_of_time(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<rows::Model>, DbErr> {
    open(convening)
        .filter(C::StartsAt.eq(starts_at))
        .filter(C::EndsAt.eq(ends_at))
        .order_by_asc(C::Id)
        .all(txn)
        .await
}

fn open(convening: ConveningId) -> Select<rows::Entity> {
    rows::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::State.eq(ProposalState::Open))
}

/// One proposal of a convening.
pub(in crate::invitations) async fn proposal(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    id: ProposalId,
) -> Result<Option<rows::Model>, DbErr> {
    rows::Entity::find_by_id(id)
        .filter(C::ConveningId.eq(convening))
        .one(db)
        .await
}

/// Closes an open proposal; whether it still was open, and as it was looked at.
pub(in crate::invitations::incoming) async fn close_proposal(
    txn: &DatabaseTransaction,
    looked_at: &rows::Model,
    (state, by): (ProposalState, &str),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = rows::Entity::update_many()
        .col_expr(C::State, Expr::value(state))
        .col_expr(C::DecidedBy, Expr::value(Some(by)))
        .col_expr(C::DecidedAt, Expr::value(Some(now)))
        .filter(C::Id.eq(looked_at.id))
        .filter(C::State.eq(ProposalState::Open))
        .filter(C::StartsAt.eq(looked_at.starts_at))
        .filter(C::EndsAt.eq(looked_at.ends_at))
        .exec(txn)
        .await?;
    Ok(done.rows_affected > 0)
}
