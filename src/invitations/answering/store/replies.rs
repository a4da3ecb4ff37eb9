//! What guests said to the questions, each kept no longer than its question says.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::{answer::Replied, questions::questions};
use crate::{
    convenings,
    entities::{guest_answers as rows, guest_questions, invitations},
    ids::{InvitationId, QuestionId},
};

/// The most answers that are read at once.
const MOST: u64 = 20_000;
/// How many answers are forgotten in one go.
const AT_ONCE: u64 = 1_000;

/// Keeps the replies; an empty one takes the earlier away.
pub(super) async fn keep_replies(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    (said, ends_at): (&Replied<'_>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let held = replies_of(txn, of.id).await?;
    if held.is_empty() && said.replies.iter().all(String::is_empty) {
        return Ok(());
    }
    let known = questions(txn, of.convening_id, now).await?;
    for (question, reply) in said.questions.iter().zip(&said.replies) {
        let row = known.iter().find(|row| match question.id {
            Some(id) => row.id == id,
            None => row.code == question.code,
        });
        let Some(row) = row else { continue };
        if reply.is_empty() {
            rows::Entity::delete_by_id((row.id, of.id))
                .exec(txn)
                .await?;
            continue;
        }
        let kept = rows::ActiveModel {
            question_id: Set(row.id),
            invitation_id: Set(of.id),
            value: Set(reply.clone()),
            answered_at: Set(now),
            forget_at: Set(ends_at + TimeDelta::days(i64::from(row.keep_days))),
        };
        let replaced = OnConflict::columns([rows::Column::QuestionId, rows::Column::InvitationId])
            .update_columns([
                rows::Column::Value,
                rows::Column::AnsweredAt,
                rows::Column::ForgetAt,
            ])
            .to_owned();
        rows::Entity::insert(kept)
            .on_conflict(replaced)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// What one guest said.
pub(in crate::invitations) async fn replies_of(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<BTreeMap<QuestionId, String>, DbErr> {
    let found = rows::Entity::find()
        .filter(rows::Column::InvitationId.eq(id))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|row| (row.question_id, row.value))
        .collect())
}

/// What these guests said, by guest and question.
pub(in crate::invitations) async fn answers_at(
    db: &impl ConnectionTrait,
    guests: impl IntoIterator<Item = InvitationId>,
) -> Result<BTreeMap<(InvitationId, QuestionId), String>, DbErr> {
    let found = rows::Entity::find()
        .filter(rows::Column::InvitationId.is_in(guests))
        .limit(MOST)
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|row| ((row.invitation_id, row.question_id), row.value))
        .collect())
}

/// Forgets the answers whose time is over; of a convening that was moved, later. Says how many are gone.
pub async fn forget_answers(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let due = rows::Entity::find()
        .filter(rows::Column::ForgetAt.lte(now))
        .order_by_asc(rows::Column::ForgetAt)
        .limit(AT_ONCE)
        .find_also_related(guest_questions::Entity)
        .all(txn)
        .await?;
    let mut times: BTreeMap<QuestionId, DateTime<Utc>> = BTreeMap::new();
    for (row, question) in due {
        let Some(question) = question.filter(|_| !times.contains_key(&row.question_id)) else {
            continue;
        };
        let of = convenings::by_id(txn, question.convening_id).await?;
        let days = TimeDelta::days(i64::from(question.keep_days));
        times.insert(question.id, of.map_or(now, |of| of.row.ends_at + days));
    }
    let mut gone = 0;
    for (question, at) in times {
        if at > now {
            rows::Entity::update_many()
                .col_expr(rows::Column::ForgetAt, Expr::value(at))
                .filter(rows::Column::QuestionId.eq(question))
                .exec(txn)
                .await?;
            continue;
        }
        let dropped = rows::Entity::delete_many()
            .filter(rows::Column::QuestionId.eq(question))
            .exec(txn)
            .await?;
        gone += dropped.rows_affected;
    }
    Ok(gone)
}
