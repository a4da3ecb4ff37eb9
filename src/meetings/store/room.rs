//! The meetings of a convening: made, set up again.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, sea_query::Expr,
};

use super::{Wrote, arrivals::bring_in, gathered, guard::is_cancelled, plans::put_aside};
use crate::{
    audit::{self, Act, Actor},
    convenings::{self, Convening, rules::Difference},
    db::unique_violation,
    entities::{meeting_rooms as rooms, meeting_sessions, meeting_tables},
    ids::{ConveningId, MeetingRoomId, MeetingSessionId, MeetingTableId},
    meetings::rules::{Setup, Stretch, differences},
    values::{
        ConveningStatus, MeetingPhase,
        time_convert::{TimeOutOfRange, to_chrono, to_civil, to_naive, to_timestamp},
    },
};

pub(in crate::meetings) async fn by_convening(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Option<rooms::Model>, DbErr> {
    rooms::Entity::find()
        .filter(rooms::Column::ConveningId.eq(of))
        .one(db)
        .await
}

pub(in crate::meetings) async fn by_id(
    db: &impl ConnectionTrait,
    id: MeetingRoomId,
) -> Result<Option<rooms::Model>, DbErr> {
    rooms::Entity::find_by_id(id).one(db).await
}

/// The meetings, held until the transaction ends: whoever changes what a plan is made from waits.
pub(super) async fn locked(
    txn: &DatabaseTransaction,
    id: MeetingRoomId,
) -> Result<Option<rooms::Model>, DbErr> {
    let mut found = rooms::Entity::find_by_id(id);
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        found = found.lock_exclusive();
    }
    found.one(txn).await
}

/// The columns that the setup decides.
fn columns(setup: &Setup) -> rooms::ActiveModel {
    rooms::ActiveModel {
        manner: Set(setup.manner),
        minutes: Set(setup.minutes),
        pause: Set(setup.pause),
        most: Set(setup.most),
        least: Set(setup.least),
        smallest: Set(setup.sizes.0),
        largest: Set(setup.sizes.1),
        message: Set(setup.message.clone()),
        ..Default::default()
    }
}

/// Sets up the meetings of a convening that has none, and brings in who has a seat.
pub(in crate::meetings) async fn create(
    txn: &DatabaseTransaction,
    convening: &Convening,
    setup: &Setup,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let id = MeetingRoomId::fresh();
    let status = convenings::by_id(txn, convening.row.id).await?;
    if status.is_none_or(|it| it.row.status == ConveningStatus::Cancelled) {
        return Ok(Wrote::Over);
    }
    if by_convening(txn, convening.row.id).await?.is_some() {
        return Ok(Wrote::Stale);
    }
    let row = rooms::ActiveModel {
        id: Set(id),
        convening_id: Set(convening.row.id),
        phase: Set(MeetingPhase::Setup),
        plan_id: Set(None),
        guests_see_draft: Set(false),
        opened_at: Set(None),
        published_at: Set(None),
        changed_at: Set(now),
        anchor_start: Set(Some(convening.row.local_start)),
        anchor_zone: Set(Some(convening.row.time_zone.name().to_owned())),
        illustrative: Set(convening.row.illustrative),
        version: Set(1),
        created_by: Set(actor.user),
        created_at: Set(now),
        ..columns(setup)
    };
    let made = rooms::Entity::insert(row).exec_without_returning(txn).await;
    if let Err(error) = made {
        // Another has just set them up; the whole transaction is taken back.
        return if unique_violation(&error) {
            Err(DbErr::RecordNotInserted)
        } else {
            Err(error)
        };
    }
    write_sessions(txn, id, &setup.sessions).await?;
    write_tables(txn, id, &setup.tables).await?;
    let Some(room) = by_id(txn, id).await? else {
        return Err(DbErr::RecordNotInserted);
    };
    bring_in(txn, &room, actor, now).await?;
    let summary = "Set up meetings in the room";
    note(txn, convening.row.id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}

/// Sets them up anew, while nobody has seen a plan. A plan that no longer fits is put aside.
pub(in crate::meetings) async fn change(
    txn: &DatabaseTransaction,
    (id, version): (MeetingRoomId, i32),
    setup: &Setup,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    use MeetingPhase as P;
    let Some(room) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    if !matches!(room.phase, P::Setup | P::Wishes | P::Draft) || is_cancelled(txn, &room).await? {
        return Ok(Wrote::Over);
    }
    let before = setup_of(txn, &room).await?;
    let columns = rooms::ActiveModel {
        changed_at: Set(now),
        ..columns(setup)
    };
    if !put(txn, (id, version), columns).await? {
        return Ok(Wrote::Stale);
    }
    if before.sessions != setup.sessions {
        meeting_sessions::Entity::delete_many()
            .filter(meeting_sessions::Column::RoomId.eq(id))
            .exec(txn)
            .await?;
        write_sessions(txn, id, &setup.sessions).await?;
    }
    if before.breaks_plans(setup) {
        put_aside(txn, &room).await?;
    }
    write_tables(txn, id, &setup.tables).await?;
    let changes = differences(&before, setup);
    let summary = "Changed the setup of the meetings in the room";
    note(txn, room.convening_id, summary, &changes, (actor, now)).await?;
    Ok(Wrote::Done)
}

async fn write_sessions(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    sessions: &[Stretch],
) -> Result<(), DbErr> {
    let row = |it: &Stretch| meeting_sessions::ActiveModel {
        id: Set(MeetingSessionId::fresh()),
        room_id: Set(room),
        local_start: Set(to_naive(it.local_start)),
        local_end: Set(to_naive(it.local_end)),
        starts_at: Set(to_chrono(it.starts)),
        ends_at: Set(to_chrono(it.ends)),
    };
    meeting_sessions::Entity::insert_many(sessions.iter().map(row))
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The tables by these names, in this order: those that are there are renamed, the rest made or taken away.
async fn write_tables(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    names: &[String],
) -> Result<(), DbErr> {
    use meeting_tables::{ActiveModel, Column as C, Entity};
    let held = Entity::find()
        .filter(C::RoomId.eq(room))
        .order_by_asc(C::Position)
        .all(txn)
        .await?;
    for (table, name) in held.iter().zip(names) {
        if table.name != *name {
            Entity::update_many()
                .col_expr(C::Name, Expr::value(name.as_str()))
                .filter(C::Id.eq(table.id))
                .exec(txn)
                .await?;
        }
    }
    let extra: BTreeSet<MeetingTableId> = held.iter().skip(names.len()).map(|it| it.id).collect();
    if !extra.is_empty() {
        Entity::delete_many()
            .filter(C::Id.is_in(extra))
            .exec(txn)
            .await?;
    }
    let new: Vec<ActiveModel> = names
        .iter()
        .zip(0_i32..)
        .skip(held.len())
        .map(|(name, position)| ActiveModel {
            id: Set(MeetingTableId::fresh()),
            room_id: Set(room),
            position: Set(position),
            name: Set(name.clone()),
            closed_at: Set(None),
        })
        .collect();
    if !new.is_empty() {
        Entity::insert_many(new).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The setup as it is kept.
pub(in crate::meetings) async fn setup_of(
    db: &impl ConnectionTrait,
    room: &rooms::Model,
) -> Result<Setup, DbErr> {
    let sessions = gathered::sessions_of(db, room.id).await?;
    let stretch = |it: &meeting_sessions::Model| -> Result<Stretch, TimeOutOfRange> {
        Ok(Stretch {
            local_start: to_civil(it.local_start)?,
            local_end: to_civil(it.local_end)?,
            starts: to_timestamp(it.starts_at)?,
            ends: to_timestamp(it.ends_at)?,
        })
    };
    let sessions: Result<Vec<Stretch>, TimeOutOfRange> = sessions.iter().map(stretch).collect();
    let tables = gathered::tables_of(db, room.id).await?;
    Ok(Setup {
        sessions: sessions.map_err(|error| DbErr::Type(error.to_string()))?,
        minutes: room.minutes,
        pause: room.pause,
        tables: tables.into_iter().map(|table| table.name).collect(),
        manner: room.manner,
        sizes: (room.smallest, room.largest),
        most: room.most,
        least: room.least,
        message: room.message.clone(),
    })
}

/// Writes columns of the row, if it still has this version.
pub(super) async fn put(
    txn: &DatabaseTransaction,
    (id, version): (MeetingRoomId, i32),
    columns: rooms::ActiveModel,
) -> Result<bool, DbErr> {
    let done = rooms::Entity::update_many()
        .set(columns)
        .col_expr(rooms::Column::Version, Expr::value(version + 1))
        .filter(rooms::Column::Id.eq(id))
        .filter(rooms::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes that something changed that a plan is made from.
pub(super) async fn touch(
    txn: &DatabaseTransaction,
    id: MeetingRoomId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    rooms::Entity::update_many()
        .col_expr(rooms::Column::ChangedAt, Expr::value(now))
        .filter(rooms::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// An entry in the activity of the convening. It never says whom somebody does not want to meet: leads of partnerships read
/// that list.
pub(super) async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    summary: impl Into<String>,
    changes: &[Difference],
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let side = |pick: fn(&Difference) -> &String| {
        let fields = changes.iter();
        let fields: serde_json::Map<String, serde_json::Value> = fields
            .map(|change| (change.field.to_owned(), pick(change).as_str().into()))
            .collect();
        (!fields.is_empty()).then_some(serde_json::Value::Object(fields))
    };
    let act = Act {
        action: "meetings",
        kind: "convening",
        id: convening.to_string(),
        summary: summary.into(),
        before: side(|change| &change.before),
        after: side(|change| &change.after),
    };
    audit::record(txn, actor, act, now).await
}
