//! When somebody's own calendar is busy: looked into once, kept as spans of time until the poll is over.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, ExprTrait as _},
};

/// How long it is kept of a poll that closed and is never decided.
const KEPT: TimeDelta = TimeDelta::days(30);
/// The most polls in one go.
const AT_ONCE: u64 = 100;

use super::read::by_id;
use crate::{
    db::Db,
    entities::{date_polls, poll_busy_times as busy, poll_people},
    ids::{PollBusyId, PollId, PollPersonId},
    values::{PollPersonState, PollState},
};

/// When somebody is busy, the first span first.
pub(in crate::scheduling::polls) async fn busy_of(
    db: &impl ConnectionTrait,
    of: PollPersonId,
) -> Result<Vec<busy::Model>, DbErr> {
    busy::Entity::find()
        .filter(busy::Column::PollPersonId.eq(of))
        .order_by_asc(busy::Column::StartsAt)
        .all(db)
        .await
}

/// Keeps when somebody is busy instead of what was kept before; `false` if the poll is over or asks them no more.
pub(in crate::scheduling::polls) async fn put_busy(
    txn: &DatabaseTransaction,
    of: PollPersonId,
    spans: &[(DateTime<Utc>, DateTime<Utc>)],
) -> Result<bool, DbErr> {
    let person = poll_people::Entity::find_by_id(of).one(txn).await?;
    let Some(person) = person.filter(|person| person.state != PollPersonState::Removed) else {
        return Ok(false);
    };
    let poll = by_id(txn, person.poll_id).await?;
    if poll.is_none_or(|poll| poll.state != PollState::Open) {
        return Ok(false);
    }
    forget_busy(txn, of).await?;
    // A few columns each: well below what one statement can carry.
    for some in spans.chunks(500) {
        let rows = some.iter().map(|(starts, ends)| busy::ActiveModel {
            id: Set(PollBusyId::fresh()),
            poll_person_id: Set(of),
            starts_at: Set(*starts),
            ends_at: Set(*ends),
        });
        busy::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(true)
}

/// Forgets when somebody is busy.
pub(in crate::scheduling::polls) async fn forget_busy(
    txn: &DatabaseTransaction,
    of: PollPersonId,
) -> Result<(), DbErr> {
    busy::Entity::delete_many()
        .filter(busy::Column::PollPersonId.eq(of))
        .exec(txn)
        .await?;
    Ok(())
}

/// Forgets it of everybody: the poll is over.
pub(super) async fn forget_all_busy(txn: &DatabaseTransaction, poll: PollId) -> Result<(), DbErr> {
    let people = poll_people::Entity::find()
        .select_only()
        .column(poll_people::Column::Id)
        .filter(poll_people::Column::PollId.eq(poll));
    busy::Entity::delete_many()
        .filter(busy::Column::PollPersonId.in_subquery(people.into_query()))
        .exec(txn)
        .await?;
    Ok(())
}

/// Polls that closed long ago, are not decided, and still keep when somebody is busy.
async fn long_closed(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<PollId>, DbErr> {
    let kept = busy::Entity::find()
        .select_only()
        .column(busy::Column::Id)
        .join(JoinType::InnerJoin, busy::Relation::Person.def())
        .filter(
            Expr::col((poll_people::Entity, poll_people::Column::PollId))
                .equals((date_polls::Entity, date_polls::Column::Id)),
        );
    date_polls::Entity::find()
        .select_only()
        .column(date_polls::Column::Id)
        .filter(date_polls::Column::State.eq(PollState::Closed))
        .filter(date_polls::Column::ClosedAt.lt(now - KEPT))
        .filter(Expr::exists(kept.into_query()))
        .order_by_asc(date_polls::Column::Id)
        .limit(AT_ONCE)
        .into_tuple()
        .all(db)
        .await
}

/// Forgets when people are busy where nobody has chosen a time for so long.
pub(in crate::scheduling::polls) async fn forget_long_closed(
    db: &Db,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for poll in long_closed(db.read(), now).await? {
        db.write(async |txn| forget_all_busy(txn, poll).await)
            .await?;
    }
    Ok(())
}
