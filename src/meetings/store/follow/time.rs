//! Sessions move with their convening, on its clocks.

use chrono::{DateTime, Utc};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use crate::{
    audit::Actor,
    convenings::Convening,
    entities::{meeting_people, meeting_rooms as rooms, meeting_sessions as sessions},
    meetings::{
        rules::Span,
        store::{gathered::sessions_of, room::note},
    },
    values::{
        CodeList, TimeZone,
        time_convert::{TimeOutOfRange, to_chrono, to_civil, to_timestamp},
        wall_time::{Resolved, resolve},
    },
};

/// Moves sessions and absences by as much as the convening moved; whether anything did.
pub(super) async fn follow_time(
    txn: &DatabaseTransaction,
    room: &rooms::Model,
    convening: &Convening,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let (start, zone) = (convening.row.local_start, &convening.row.time_zone);
    let before = room.anchor_start.unwrap_or(start);
    if before == start && room.anchor_zone.as_deref() == Some(zone.name()) {
        return Ok(false);
    }
    let by = start - before;
    let held = sessions_of(txn, room.id).await?;
    let mut earlier: Option<(Timestamp, Timestamp)> = None;
    for session in held {
        let local = (session.local_start + by, session.local_end + by);
        let (starts, ends) = (at(local.0, zone)?, at(local.1, zone)?);
        let was = to_timestamp(session.starts_at).map_err(wrong)?;
        earlier = earlier.or(Some((was, starts)));
        let columns = sessions::ActiveModel {
            local_start: Set(local.0),
            local_end: Set(local.1),
            starts_at: Set(to_chrono(starts)),
            ends_at: Set(to_chrono(ends)),
            ..Default::default()
        };
        sessions::Entity::update_many()
            .set(columns)
            .filter(sessions::Column::Id.eq(session.id))
            .exec(txn)
            .await?;
    }
    anchor(txn, room, convening).await?;
    let Some((was, is)) = earlier.filter(|(was, is)| was != is) else {
        return Ok(false);
    };
    move_absences(txn, room, (was, is)).await?;
    let summary = "Meetings: the rounds moved with the convening";
    let actor = Actor::named("Roundtable");
    note(txn, room.convening_id, summary, &[], (&actor, now)).await?;
    Ok(true)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is passed by name to map_err"
)]
fn wrong(error: TimeOutOfRange) -> DbErr {
    DbErr::Type(error.to_string())
}

/// A wall time as an instant. One that the clocks skip is the first after it, of one that comes twice it is the earlier.
fn at(local: chrono::NaiveDateTime, zone: &TimeZone) -> Result<Timestamp, DbErr> {
    let local: civil::DateTime = to_civil(local).map_err(wrong)?;
    Ok(match resolve(local, zone).map_err(wrong)? {
        Resolved::Once(instant) => instant,
        Resolved::Twice { earlier, .. } => earlier.instant,
        Resolved::Gap { after, .. } => after.instant,
    })
}

/// Notes which time the sessions are for; whoever looks at an older setup is told.
async fn anchor(
    txn: &DatabaseTransaction,
    room: &rooms::Model,
    convening: &Convening,
) -> Result<(), DbErr> {
    let columns = rooms::ActiveModel {
        anchor_start: Set(Some(convening.row.local_start)),
        anchor_zone: Set(Some(convening.row.time_zone.name().to_owned())),
        ..Default::default()
    };
    rooms::Entity::update_many()
        .set(columns)
        .col_expr(rooms::Column::Version, Expr::value(room.version + 1))
        .filter(rooms::Column::Id.eq(room.id))
        .exec(txn)
        .await?;
    Ok(())
}

async fn move_absences(
    txn: &DatabaseTransaction,
    room: &rooms::Model,
    (was, is): (Timestamp, Timestamp),
) -> Result<(), DbErr> {
    let people = meeting_people::Entity::find()
        .filter(meeting_people::Column::RoomId.eq(room.id))
        .filter(meeting_people::Column::Away.ne(""))
        .all(txn)
        .await?;
    for person in people {
        let spans = person.away.iter().filter_map(|it| it.parse::<Span>().ok());
        let away: CodeList = spans
            .filter_map(|it| it.moved(is.duration_since(was)))
            .collect();
        meeting_people::Entity::update_many()
            .col_expr(meeting_people::Column::Away, Expr::value(away))
            .filter(meeting_people::Column::Id.eq(person.id))
            .exec(txn)
            .await?;
    }
    Ok(())
}
