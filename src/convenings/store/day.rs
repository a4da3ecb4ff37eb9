//! Which convenings a season could choose days for, and setting the day of one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::{Change, Changed, Convening, by_id, change};
use crate::{
    audit::Actor,
    convenings::rules::{Plan, day_is_open, on_day},
    entities::{convening_goals, convenings, goals, seats},
    ids::{ConveningId, OrganizationId, PartnershipId},
    values::{Attendance, ConveningStatus, PlaceId},
};

/// Which convenings are looked for.
#[derive(Clone, Debug, Default)]
pub struct Datable {
    /// Those a search found; `None` for all.
    pub ids: Option<Vec<ConveningId>>,
    /// Those with a goal of this partnership.
    pub partnership: Option<PartnershipId>,
    /// Those that are not wanted.
    pub except: Vec<ConveningId>,
}

/// Convenings to come that are not cancelled, soonest first, so many at most.
pub async fn datable(
    db: &impl ConnectionTrait,
    wanted: &Datable,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Convening>, DbErr> {
    use convenings::Column as C;
    let of_partnership = |partnership: PartnershipId| {
        convening_goals::Entity::find()
            .select_only()
            .column(convening_goals::Column::ConveningId)
            .inner_join(goals::Entity)
            .filter(goals::Column::PartnershipId.eq(partnership))
            .into_query()
    };
    let status = [
        ConveningStatus::Idea,
        ConveningStatus::DatePoll,
        ConveningStatus::Hold,
        ConveningStatus::Confirmed,
    ];
    let rows = convenings::Entity::find()
        .filter(C::StartsAt.gt(now))
        .filter(C::Status.is_in(status))
        .filter(C::Id.is_not_in(wanted.except.iter().copied()))
        .apply_if(wanted.ids.clone(), |found, ids| {
            found.filter(C::Id.is_in(ids))
        })
        .apply_if(wanted.partnership, |found, id| {
            found.filter(C::Id.in_subquery(of_partnership(id)))
        })
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(most)
        .all(db)
        .await?;
    rows.into_iter().map(Convening::try_from).collect()
}

/// Convenings by their keys.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = ConveningId>,
) -> Result<BTreeMap<ConveningId, Convening>, DbErr> {
    let rows = convenings::Entity::find()
        .filter(convenings::Column::Id.is_in(ids))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.id, Convening::try_from(row)?)))
        .collect()
}

/// The organizations that these convenings invite, and whether they must attend.
pub async fn invited_to(
    db: &impl ConnectionTrait,
    convenings: impl IntoIterator<Item = ConveningId>,
) -> Result<BTreeMap<(ConveningId, OrganizationId), bool>, DbErr> {
    use seats::Column as C;
    let rows: Vec<(ConveningId, Option<OrganizationId>, Attendance)> = seats::Entity::find()
        .select_only()
        .columns([C::ConveningId, C::OrganizationId, C::Attendance])
        .filter(C::ConveningId.is_in(convenings))
        .filter(C::OrganizationId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut invited = BTreeMap::new();
    for (convening, organization, attendance) in rows {
        let Some(organization) = organization else {
            continue;
        };
        let must = invited.entry((convening, organization)).or_insert(false);
        *must |= attendance == Attendance::Must;
    }
    Ok(invited)
}

/// A day for a convening, and the version somebody was looking at.
#[derive(Clone, Debug)]
pub struct NewDay {
    pub id: ConveningId,
    pub version: i32,
    pub day: Date,
    /// Another venue and its city.
    pub venue: Option<(String, Option<PlaceId>)>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum DaySet {
    Set,
    /// Somebody else saved meanwhile; nothing was written. Holds what they saved.
    Stale(Box<Convening>),
    /// Its date is firm, or it is cancelled or gone.
    Firm,
    /// Its clock time is skipped there, or comes twice: the question.
    Unclear(String),
}

/// Sets the day; the time on the clock, the zone and the length stay. SEQUENCE rises as when somebody changes the form.
pub async fn set_day(
    txn: &DatabaseTransaction,
    wanted: &NewDay,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<DaySet, DbErr> {
    let stored = by_id(txn, wanted.id).await?;
    let Some(stored) = stored.filter(|stored| day_is_open(stored.row.status)) else {
        return Ok(DaySet::Firm);
    };
    if stored.row.version != wanted.version {
        return Ok(DaySet::Stale(Box::new(stored)));
    }
    let plan = match on_day(&stored.plan, wanted.day) {
        Ok(plan) => plan,
        Err(question) => return Ok(DaySet::Unclear(question)),
    };
    let plan = match wanted.venue.clone() {
        Some((venue, city)) => Plan {
            venue,
            place: city.or(plan.place),
            ..plan
        },
        None => plan,
    };
    let change_to = Change {
        id: wanted.id,
        version: wanted.version,
        plan,
    };
    match change(txn, &change_to, actor, now).await? {
        Changed::Saved { .. } => Ok(DaySet::Set),
        Changed::Stale => Ok(DaySet::Stale(Box::new(stored))),
        Changed::Over => Ok(DaySet::Firm),
    }
}
