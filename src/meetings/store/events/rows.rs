//! The rows themselves.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, sea_query::Expr,
};

use crate::{
    entities::{meeting_events as events, meeting_people},
    ids::{MeetingPersonId, MeetingRoomId},
};

/// How long calendars are told that a meeting is gone.
const TOLD_FOR: TimeDelta = TimeDelta::days(30);

/// All rows of a room, by whose they are.
pub(super) async fn rows_of(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
) -> Result<BTreeMap<MeetingPersonId, Vec<events::Model>>, DbErr> {
    let found = events::Entity::find()
        .join(JoinType::InnerJoin, events::Relation::Person.def())
        .filter(meeting_people::Column::RoomId.eq(room))
        .order_by_asc(events::Column::Id)
        .all(txn)
        .await?;
    let mut rows: BTreeMap<MeetingPersonId, Vec<events::Model>> = BTreeMap::new();
    for row in found {
        rows.entry(row.person_id).or_default().push(row);
    }
    Ok(rows)
}

/// Writes what is different, under a higher SEQUENCE.
pub(super) async fn raise(
    txn: &DatabaseTransaction,
    row: &events::Model,
    columns: events::ActiveModel,
) -> Result<(), DbErr> {
    events::Entity::update_many()
        .set(columns)
        .col_expr(events::Column::Sequence, Expr::value(row.sequence + 1))
        .filter(events::Column::Id.eq(row.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// What somebody's calendar is to know: what is held, and what has lately gone.
pub(in crate::meetings) async fn events_of(
    db: &impl ConnectionTrait,
    person: MeetingPersonId,
    now: DateTime<Utc>,
) -> Result<Vec<events::Model>, DbErr> {
    let told = Condition::any()
        .add(events::Column::GoneAt.is_null())
        .add(events::Column::GoneAt.gt(now - TOLD_FOR));
    events::Entity::find()
        .filter(events::Column::PersonId.eq(person))
        .filter(told)
        .order_by_asc(events::Column::StartsAt)
        .order_by_asc(events::Column::Id)
        .all(db)
        .await
}
