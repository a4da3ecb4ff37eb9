//! Noticing that a convening has begun: its goals' capital stacks are copied, once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{convening_goals, convenings},
    goals,
    ids::{ConveningId, GoalId},
    values::{ConveningStatus, TimeZone},
};

/// How far back a start is still noticed, so that a server that was away makes up for it.
const NOTICED: TimeDelta = TimeDelta::days(7);

/// Most pairs of convening and goal looked at in one go.
const MOST: u64 = 1_000;

/// A goal of a convening that has begun.
struct Begun {
    convening: (ConveningId, String),
    start: (DateTime<Utc>, TimeZone),
    goal: GoalId,
}

/// Copies the stacks of every convening that has begun and whose copy is not there yet. Harmless when repeated; returns
/// how many were taken.
pub async fn snapshot_begun(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let mut taken = 0;
    for begun in begun(txn, now).await? {
        let (id, title) = begun.convening;
        let done = goals::snapshot_for_convening(txn, begun.goal, (id, &title), begun.start, now);
        taken += usize::from(done.await?);
    }
    Ok(taken)
}

async fn begun(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Begun>, DbErr> {
    use convenings::Column as C;
    let rows = convening_goals::Entity::find()
        .find_also_related(convenings::Entity)
        .filter(C::StartsAt.gt(now - NOTICED))
        .filter(C::StartsAt.lte(now))
        .filter(C::Status.is_not_in([ConveningStatus::Cancelled, ConveningStatus::Postponed]))
        .order_by_asc(C::StartsAt)
        .limit(MOST)
        .all(db)
        .await?;
    let ids: BTreeSet<ConveningId> = rows.iter().map(|(link, _)| link.convening_id).collect();
    let taken: BTreeMap<_, _> = goals::snapshots_at(db, ids)
        .await?
        .into_iter()
        .map(|each| ((each.convening_id, each.goal_id), each.taken_at))
        .collect();
    let pair = |(link, convening): (convening_goals::Model, Option<convenings::Model>)| {
        let convening = convening?;
        let copied = taken.get(&(Some(convening.id), link.goal_id));
        if copied.is_some_and(|at| *at >= convening.starts_at) {
            return None;
        }
        Some(Begun {
            goal: link.goal_id,
            convening: (convening.id, convening.title),
            start: (convening.starts_at, convening.time_zone),
        })
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}

/// Whether a convening has begun that left no copy yet: asked every minute, outside a write.
pub async fn any_begun(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, DbErr> {
    Ok(!begun(db, now).await?.is_empty())
}
