//! What a guest list has to know of meetings past and planned: who sat for a goal, who was asked of late, and which
//! convening could take the list.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use jiff::{ToSpan, civil::Date};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    convenings::rules::COUNTS_FOR_DAYS,
    entities::{convening_goals, convenings, seats},
    ids::{ConveningId, GoalId, OrganizationId},
    values::{ConveningStatus, TimeZone, time_convert::to_naive},
};

/// The most convenings offered to take a list.
const MOST_UPCOMING: u64 = 20;
/// The most seats looked at.
const MOST_SEATS: u64 = 50_000;

/// A convening that has not begun.
#[derive(Clone, Debug)]
pub struct Upcoming {
    pub id: ConveningId,
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub zone: TimeZone,
}

/// The convenings for a goal that have not begun and are not cancelled, the next first.
pub async fn upcoming_for(
    db: &impl ConnectionTrait,
    goal: GoalId,
    now: DateTime<Utc>,
) -> Result<Vec<Upcoming>, DbErr> {
    use convenings::Column as C;
    let rows = convenings::Entity::find()
        .join(
            JoinType::InnerJoin,
            convening_goals::Relation::Convening.def().rev(),
        )
        .filter(convening_goals::Column::GoalId.eq(goal))
        .filter(C::StartsAt.gt(now))
        .filter(C::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(MOST_UPCOMING)
        .all(db)
        .await?;
    let upcoming = rows.into_iter().map(|row| Upcoming {
        id: row.id,
        title: row.title,
        starts_at: row.starts_at,
        zone: row.time_zone,
    });
    Ok(upcoming.collect())
}

/// Organizations that had a seat for one of these goals, or have one.
pub type Seated = BTreeSet<OrganizationId>;

/// Who had a seat at a convening of one of these goals; cancelled ones do not count, nor does the convening whose list is
/// being made.
pub async fn seated_for(
    db: &impl ConnectionTrait,
    goals: impl IntoIterator<Item = GoalId>,
    except: Option<ConveningId>,
) -> Result<Seated, DbErr> {
    let found: Vec<Option<OrganizationId>> = seats::Entity::find()
        .select_only()
        .column(seats::Column::OrganizationId)
        .distinct()
        .join(JoinType::InnerJoin, seats::Relation::Convening.def())
        .join(
            JoinType::InnerJoin,
            convening_goals::Relation::Convening.def().rev(),
        )
        .filter(convening_goals::Column::GoalId.is_in(goals))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled))
        .filter(seats::Column::OrganizationId.is_not_null())
        .apply_if(except, |found, id| {
            found.filter(seats::Column::ConveningId.ne(id))
        })
        .limit(MOST_SEATS)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// The organizations with a seat at each of these convenings.
pub async fn seated_at(
    db: &impl ConnectionTrait,
    convenings: impl IntoIterator<Item = ConveningId>,
) -> Result<BTreeMap<ConveningId, Seated>, DbErr> {
    let found: Vec<(ConveningId, Option<OrganizationId>)> = seats::Entity::find()
        .select_only()
        .columns([seats::Column::ConveningId, seats::Column::OrganizationId])
        .filter(seats::Column::ConveningId.is_in(convenings))
        .filter(seats::Column::OrganizationId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut seated: BTreeMap<ConveningId, Seated> = BTreeMap::new();
    for (convening, organization) in found {
        seated.entry(convening).or_default().extend(organization);
    }
    Ok(seated)
}

/// The organizations with a seat at this convening. Whoever asks within a transaction waits for others who ask, so that
/// two who seat guests at once see each other's.
pub(super) async fn hold_table(
    txn: &DatabaseTransaction,
    id: ConveningId,
) -> Result<Seated, DbErr> {
    // SQLite lets one writer in at a time anyway.
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        convenings::Entity::find_by_id(id)
            .lock_exclusive()
            .one(txn)
            .await?;
    }
    let seated = seated_at(txn, [id]).await?;
    Ok(seated.into_values().next().unwrap_or_default())
}

/// How often each organization is asked this quarter: at how many convenings that began in the last 90 days, or are to
/// come, it has a seat. In every city, whoever plans them; cancelled ones do not count, nor does the convening whose list
/// is being made.
pub async fn asked_this_quarter(
    db: &impl ConnectionTrait,
    today: Date,
    except: Option<ConveningId>,
) -> Result<BTreeMap<OrganizationId, u32>, DbErr> {
    let first = today.saturating_sub(COUNTS_FOR_DAYS.days());
    let since = to_naive(first.at(0, 0, 0, 0)).and_utc();
    let found: Vec<(Option<OrganizationId>, i64)> = seats::Entity::find()
        .select_only()
        .column(seats::Column::OrganizationId)
        .expr_as(
            Expr::col((seats::Entity, seats::Column::ConveningId)).count_distinct(),
            "asked",
        )
        .join(JoinType::InnerJoin, seats::Relation::Convening.def())
        .filter(convenings::Column::StartsAt.gte(since))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled))
        .filter(seats::Column::OrganizationId.is_not_null())
        .apply_if(except, |found, id| {
            found.filter(seats::Column::ConveningId.ne(id))
        })
        .group_by(seats::Column::OrganizationId)
        .limit(MOST_SEATS)
        .into_tuple()
        .all(db)
        .await?;
    let asked = found.into_iter().filter_map(|(organization, asked)| {
        Some((organization?, u32::try_from(asked).unwrap_or(u32::MAX)))
    });
    Ok(asked.collect())
}
