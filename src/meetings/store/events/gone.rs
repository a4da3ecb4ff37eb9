//! What becomes of events when a plan is taken back, or nothing takes place.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait as _, Query},
};

use crate::{
    entities::{meeting_events as events, meeting_people},
    ids::MeetingRoomId,
};

/// Those of a room that are still held.
fn live(room: MeetingRoomId) -> Condition {
    let people = Query::select()
        .column(meeting_people::Column::Id)
        .from(meeting_people::Entity)
        .and_where(meeting_people::Column::RoomId.eq(room))
        .to_owned();
    Condition::all()
        .add(events::Column::PersonId.in_subquery(people))
        .add(events::Column::GoneAt.is_null())
}

/// The plan was taken back: what was told is not certain any more.
pub(in crate::meetings::store) async fn loosen_events(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    events::Entity::update_many()
        .col_expr(events::Column::Firm, Expr::value(false))
        .col_expr(events::Column::StampedAt, Expr::value(now))
        .col_expr(
            events::Column::Sequence,
            Expr::col(events::Column::Sequence).add(1),
        )
        .filter(live(room))
        .filter(events::Column::Firm.eq(true))
        .exec(txn)
        .await?;
    Ok(())
}

/// Nothing of it is held any more.
pub(in crate::meetings::store) async fn drop_events(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    events::Entity::update_many()
        .col_expr(events::Column::GoneAt, Expr::value(now))
        .col_expr(events::Column::StampedAt, Expr::value(now))
        .col_expr(
            events::Column::Sequence,
            Expr::col(events::Column::Sequence).add(1),
        )
        .filter(live(room))
        .exec(txn)
        .await?;
    Ok(())
}
