//! What calendars hold of a poll.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use super::rules::{Change, Held, gives_free};
use crate::{
    entities::{date_polls, poll_holds as rows, poll_options, poll_people, poll_votes},
    ids::{PollId, PollOptionId, PollPersonId},
    values::{PollAnswer, PollState},
};

/// The most polls looked at in one go.
const MOST: u64 = 200;

/// The next polls after this one whose calendars may hold something they should not, or lack something: those that ask with
/// holds, and those of which something is held still.
pub(super) async fn polls(
    db: &impl ConnectionTrait,
    after: Option<PollId>,
) -> Result<BTreeSet<PollId>, DbErr> {
    use date_polls::Column as P;
    let next = |column: Expr| {
        after.map_or_else(Condition::all, |after| {
            Condition::all().add(column.gt(after))
        })
    };
    let asking: Vec<PollId> = date_polls::Entity::find()
        .select_only()
        .column(P::Id)
        .filter(P::State.is_in([PollState::Open, PollState::Closed]))
        .filter(P::Holds.eq(true))
        .filter(next(P::Id.into_expr()))
        .order_by_asc(P::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let held: Vec<PollId> = rows::Entity::find()
        .select_only()
        .distinct()
        .column(poll_options::Column::PollId)
        .join(JoinType::InnerJoin, rows::Relation::Choice.def())
        .filter(rows::Column::ReleasedAt.is_null())
        .filter(next(poll_options::Column::PollId.into_expr()))
        .order_by_asc(poll_options::Column::PollId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    // Up to where both lists are whole, or the next look would pass some over.
    let whole = [&asking, &held].into_iter().filter_map(|list| {
        let full = list.len() as u64 == MOST;
        list.last().copied().filter(|_| full)
    });
    let end = whole.min();
    let all = asking.iter().chain(&held).copied();
    Ok(all.filter(|id| end.is_none_or(|end| *id <= end)).collect())
}

/// Everybody of a poll, those who are no longer asked among them.
pub(super) async fn people(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<Vec<poll_people::Model>, DbErr> {
    poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(of))
        .order_by_asc(poll_people::Column::Id)
        .all(db)
        .await
}

/// Every time of a poll, those that are withdrawn among them, the first first.
pub(super) async fn times(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<Vec<poll_options::Model>, DbErr> {
    poll_options::Entity::find()
        .filter(poll_options::Column::PollId.eq(of))
        .order_by_asc(poll_options::Column::StartsAt)
        .order_by_asc(poll_options::Column::Id)
        .all(db)
        .await
}

type Key = (PollPersonId, PollOptionId);

/// What is held of these times, and was.
pub(super) async fn held(
    db: &impl ConnectionTrait,
    times: impl IntoIterator<Item = PollOptionId>,
) -> Result<BTreeMap<Key, Held>, DbErr> {
    let found = rows::Entity::find()
        .filter(rows::Column::PollOptionId.is_in(times))
        .all(db)
        .await?;
    let held = |row: rows::Model| {
        let held = Held {
            sequence: row.sequence,
            released: row.released_at.is_some(),
        };
        ((row.poll_person_id, row.poll_option_id), held)
    };
    Ok(found.into_iter().map(held).collect())
}

/// Who cannot come at which of these times.
pub(super) async fn nos(
    db: &impl ConnectionTrait,
    times: impl IntoIterator<Item = PollOptionId>,
) -> Result<BTreeSet<Key>, DbErr> {
    type Line = (PollPersonId, PollOptionId, PollAnswer);
    let found: Vec<Line> = poll_votes::Entity::find()
        .select_only()
        .columns([
            poll_votes::Column::PollPersonId,
            poll_votes::Column::PollOptionId,
            poll_votes::Column::Answer,
        ])
        .filter(poll_votes::Column::PollOptionId.is_in(times))
        .into_tuple()
        .all(db)
        .await?;
    let nos = found
        .into_iter()
        .filter(|(_, _, answer)| gives_free(*answer));
    Ok(nos.map(|(person, time, _)| (person, time)).collect())
}

/// Notes a change; `false` if another process did meanwhile.
pub(super) async fn claim(
    txn: &DatabaseTransaction,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let released = change.releases.then_some(now);
    let Some(before) = change.before else {
        let row = rows::ActiveModel {
            poll_option_id: Set(change.time),
            poll_person_id: Set(change.guest),
            sequence: Set(change.sequence),
            stamped_at: Set(now),
            released_at: Set(released),
        };
        let keys = [rows::Column::PollOptionId, rows::Column::PollPersonId];
        let there = OnConflict::columns(keys).do_nothing().to_owned();
        let done = rows::Entity::insert(row)
            .on_conflict(there)
            .exec_without_returning(txn)
            .await?;
        return Ok(done == 1);
    };
    let done = rows::Entity::update_many()
        .set(rows::ActiveModel {
            sequence: Set(change.sequence),
            stamped_at: Set(now),
            released_at: Set(released),
            ..Default::default()
        })
        .filter(
            Condition::all()
                .add(rows::Column::PollOptionId.eq(change.time))
                .add(rows::Column::PollPersonId.eq(change.guest))
                .add(rows::Column::Sequence.eq(before)),
        )
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}
