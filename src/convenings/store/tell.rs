//! Telling rooms after this one what changed, where any of them has something that waits for it.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::{
    audit::Actor,
    convenings::jobs::{ConveningChanged, WhatChanged},
    entities::{meeting_rooms, time_proposals, waiting_places},
    ids::ConveningId,
    jobs,
    values::ProposalState,
};

/// The convening lies at this time now: whoever proposed it is answered.
pub(super) async fn time_taken(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use time_proposals::Column as C;
    let proposed = time_proposals::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::State.eq(ProposalState::Open))
        .filter(C::StartsAt.eq(starts_at))
        .filter(C::EndsAt.eq(ends_at))
        .one(txn)
        .await?;
    if proposed.is_none() {
        return Ok(());
    }
    leave(txn, (convening, WhatChanged::Time), actor, now).await
}

/// A seat was taken away: whoever waits may be offered its place.
pub(super) async fn seat_free(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let waits = waiting_places::Entity::find()
        .filter(waiting_places::Column::ConveningId.eq(convening))
        .one(txn)
        .await?;
    if waits.is_none() {
        return Ok(());
    }
    leave(txn, (convening, WhatChanged::SeatFree), actor, now).await
}

/// Time, place, end or guests are others: the meetings in the room follow, where there are any.
pub async fn room_follows(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let room = meeting_rooms::Entity::find()
        .filter(meeting_rooms::Column::ConveningId.eq(convening))
        .one(txn)
        .await?;
    if room.is_none() {
        return Ok(());
    }
    let by = Actor::named("Roundtable");
    leave(txn, (convening, WhatChanged::Room), &by, now).await
}

async fn leave(
    txn: &DatabaseTransaction,
    (convening, what): (ConveningId, WhatChanged),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let job = ConveningChanged {
        convening,
        what,
        by: actor.name.clone(),
        at: now,
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}
