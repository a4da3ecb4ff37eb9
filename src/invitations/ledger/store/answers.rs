//! Answers: each is kept, and the one that counts is the invitation's.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    convenings,
    entities::{invitation_answers, invitations},
    ids::{AnswerId, InvitationId},
    values::{AnswerSource, Partstat},
};

/// The most answers of one guest that are shown.
const MOST: u64 = 200;

/// An answer as it came in.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Answer {
    pub(in crate::invitations) partstat: Partstat,
    pub(in crate::invitations) source: AnswerSource,
    /// The SEQUENCE it answers.
    pub(in crate::invitations) sequence: i32,
    /// When they said it: DTSTAMP of a calendar reply, the moment of a press.
    pub(in crate::invitations) said_at: DateTime<Utc>,
    pub(in crate::invitations) note: String,
    /// Whether it becomes the answer; otherwise it is only kept ("answered the earlier time").
    pub(in crate::invitations) counts: bool,
    /// The rule of `calendar.md` 5.2 that decided; empty for a press of a button.
    pub(in crate::invitations) rule: &'static str,
    /// Who recorded it, where staff did.
    pub(in crate::invitations) written_by: String,
}

/// Keeps an answer and, if it counts, makes it the invitation's. The caller holds the row.
pub(in crate::invitations) async fn record(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    answer: &Answer,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    invitation_answers::Entity::insert(invitation_answers::ActiveModel {
        id: Set(AnswerId::fresh()),
        invitation_id: Set(of.id),
        convening_id: Set(of.convening_id),
        partstat: Set(answer.partstat),
        source: Set(answer.source),
        sequence: Set(answer.sequence),
        said_at: Set(answer.said_at),
        received_at: Set(now),
        note: Set(answer.note.clone()),
        counted: Set(answer.counts),
        rule: Set(answer.rule.to_owned()),
        written_by: Set(answer.written_by.clone()),
    })
    .exec_without_returning(txn)
    .await?;
    if !answer.counts {
        return Ok(());
    }
    let mut kept = invitations::ActiveModel {
        partstat: Set(answer.partstat),
        rsvp: Set(false),
        answered_at: Set(Some(answer.said_at)),
        answer_source: Set(Some(answer.source)),
        answered_sequence: Set(Some(answer.sequence)),
        note: Set(answer.note.clone()),
        ..Default::default()
    };
    if answer.source == AnswerSource::Calendar {
        kept.last_sequence = Set(Some(answer.sequence));
        kept.last_stamp = Set(Some(answer.said_at));
    }
    invitations::Entity::update_many()
        .set(kept)
        .col_expr(
            invitations::Column::Version,
            Expr::col(invitations::Column::Version).add(1),
        )
        .filter(invitations::Column::Id.eq(of.id))
        .exec(txn)
        .await?;
    // Who comes or does not is another than before: the meetings in the room hear of it.
    let away = |partstat| matches!(partstat, Partstat::Declined | Partstat::Delegated);
    if away(answer.partstat) != away(of.partstat) {
        convenings::room_follows(txn, of.convening_id, now).await?;
    }
    Ok(())
}

/// What one guest answered, the newest first.
pub(in crate::invitations) async fn answers_of(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<Vec<invitation_answers::Model>, DbErr> {
    invitation_answers::Entity::find()
        .filter(invitation_answers::Column::InvitationId.eq(id))
        .order_by_desc(invitation_answers::Column::ReceivedAt)
        .order_by_desc(invitation_answers::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}
