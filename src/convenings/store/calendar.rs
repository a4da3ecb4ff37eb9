//! What the invitations room needs to write calendar files.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Convening;
use crate::{
    entities::convenings,
    ids::ConveningId,
    places,
    values::{ConveningStatus, PlaceId},
};

/// How long a cancelled convening stays on calendars, so that subscribers see it go.
const CANCELLED_STAYS: TimeDelta = TimeDelta::days(30);
/// How long a past one stays.
const PAST_STAYS: TimeDelta = TimeDelta::days(60);
/// The most events one feed holds.
const MOST: u64 = 10_000;

/// A convening with the name of its city, as its calendar entry tells it.
#[derive(Clone, Debug)]
pub struct ForCalendar {
    pub convening: Convening,
    pub place: Option<String>,
}

/// One convening for a file of its own.
pub async fn for_calendar(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<Option<ForCalendar>, DbErr> {
    let row = convenings::Entity::find_by_id(id).one(db).await?;
    Ok(named(db, row.into_iter().collect()).await?.pop())
}

/// Which convenings a subscriber wants.
#[derive(Clone, Debug)]
pub enum OnCalendars {
    All,
    City(PlaceId),
    These(Vec<ConveningId>),
}

/// Every convening a subscriber should see: those with a date, until a while after they are over.
pub async fn on_calendars(
    db: &impl ConnectionTrait,
    wanted: &OnCalendars,
    now: DateTime<Utc>,
) -> Result<Vec<ForCalendar>, DbErr> {
    use convenings::Column as C;
    let undecided = [
        ConveningStatus::Idea,
        ConveningStatus::DatePoll,
        ConveningStatus::Cancelled,
    ];
    let shown = Condition::any()
        .add(
            Condition::all()
                .add(C::Status.is_not_in(undecided))
                .add(C::EndsAt.gte(now - PAST_STAYS)),
        )
        .add(
            Condition::all()
                .add(C::Status.eq(ConveningStatus::Cancelled))
                .add(C::CancelledAt.gte(now - CANCELLED_STAYS)),
        );
    let wanted = match wanted {
        OnCalendars::All => Condition::all(),
        OnCalendars::City(place) => Condition::all().add(C::PlaceId.eq(place.clone())),
        OnCalendars::These(ids) => Condition::all().add(C::Id.is_in(ids.iter().copied())),
    };
    let rows = convenings::Entity::find()
        .filter(shown)
        .filter(wanted)
        .order_by_desc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(MOST)
        .all(db)
        .await?;
    named(db, rows).await
}

async fn named(
    db: &impl ConnectionTrait,
    rows: Vec<convenings::Model>,
) -> Result<Vec<ForCalendar>, DbErr> {
    let named: BTreeSet<PlaceId> = rows.iter().filter_map(|row| row.place_id.clone()).collect();
    let places = places::names(db, named).await?;
    rows.into_iter()
        .map(|row| {
            Ok(ForCalendar {
                place: row.place_id.as_ref().and_then(|id| places.get(id).cloned()),
                convening: Convening::try_from(row)?,
            })
        })
        .collect()
}
