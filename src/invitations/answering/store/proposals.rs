//! Other times that guests propose: one of each guest is open, the newest.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    answer::{Refusal, at_door, holds},
    note,
};
use crate::{
    audit::Actor,
    entities::time_proposals as rows,
    ids::{InvitationId, ProposalId},
    invitations::answering::rules::Proposal,
    values::{AnswerSource, ProposalState},
};

/// Keeps a proposal in place of the guest's open one.
pub(in crate::invitations) async fn propose(
    txn: &DatabaseTransaction,
    id: InvitationId,
    new: &Proposal,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, DbErr> {
    let at = match at_door(txn, id, now).await? {
        Ok(at) => at,
        Err(why) => return Ok(Err(why)),
    };
    let sequence = holds(&at.guest, &at.convening);
    let changed = rows::Entity::update_many()
        .col_expr(rows::Column::StartsAt, Expr::value(new.starts_at))
        .col_expr(rows::Column::EndsAt, Expr::value(new.ends_at))
        .col_expr(rows::Column::Note, Expr::value(new.note.as_str()))
        .col_expr(rows::Column::MadeAt, Expr::value(now))
        .col_expr(rows::Column::Source, Expr::value(AnswerSource::Link))
        .col_expr(rows::Column::Sequence, Expr::value(sequence))
        .col_expr(rows::Column::SaidAt, Expr::value(now))
        .filter(rows::Column::InvitationId.eq(id))
        .filter(rows::Column::State.eq(ProposalState::Open))
        .exec(txn)
        .await?;
    if changed.rows_affected == 0 {
        rows::Entity::insert(rows::ActiveModel {
            id: Set(ProposalId::fresh()),
            invitation_id: Set(id),
            convening_id: Set(at.guest.convening_id),
            starts_at: Set(new.starts_at),
            ends_at: Set(new.ends_at),
            note: Set(new.note.clone()),
            made_at: Set(now),
            state: Set(ProposalState::Open),
            decided_by: Set(None),
            decided_at: Set(None),
            source: Set(AnswerSource::Link),
            sequence: Set(Some(sequence)),
            said_at: Set(Some(now)),
        })
        .exec_without_returning(txn)
        .await?;
    }
    let told = format!("{} proposed another time", at.guest.name);
    let actor = Actor::named("A guest");
    note(txn, &at.guest, &actor, ("proposed", told), now).await?;
    Ok(Ok(()))
}

/// The newest proposal of a guest.
pub(in crate::invitations) async fn proposal_of(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<Option<rows::Model>, DbErr> {
    rows::Entity::find()
        .filter(rows::Column::InvitationId.eq(id))
        .order_by_desc(rows::Column::MadeAt)
        .order_by_desc(rows::Column::Id)
        .one(db)
        .await
}
