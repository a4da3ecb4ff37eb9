//! Where else guests have a seat: on the days a date is looked for, and at the meetings of the same goals before.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};

use crate::{
    entities::{convening_goals, convenings, seats},
    ids::{ConveningId, GoalId, OrganizationId},
    values::ConveningStatus,
};

/// The most seats looked at.
const MOST: u64 = 2_000;
/// How far back a series is looked at.
const SERIES: TimeDelta = TimeDelta::days(365);

/// A seat at another convening.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Elsewhere {
    pub convening_id: ConveningId,
    pub organization_id: OrganizationId,
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Seats of these organizations at other convenings that meet between two moments; those that are cancelled or have no date
/// do not count.
pub async fn seated_elsewhere(
    db: &impl ConnectionTrait,
    organizations: impl IntoIterator<Item = OrganizationId>,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    except: ConveningId,
) -> Result<Vec<Elsewhere>, DbErr> {
    use ConveningStatus as S;
    use convenings::Column as C;
    seats_with_meeting()
        .filter(seats::Column::OrganizationId.is_in(organizations))
        .filter(C::Id.ne(except))
        .filter(C::StartsAt.lt(to))
        .filter(C::EndsAt.gt(from))
        .filter(C::Status.is_not_in([S::Cancelled, S::Idea, S::DatePoll, S::Postponed]))
        .order_by_asc(C::StartsAt)
        .order_by_asc(seats::Column::Id)
        .limit(MOST)
        .into_model()
        .all(db)
        .await
}

/// Seats at the meetings of these goals in the year before a moment, this convening left out.
pub async fn series_of(
    db: &impl ConnectionTrait,
    goals: impl IntoIterator<Item = GoalId>,
    before: DateTime<Utc>,
    except: ConveningId,
) -> Result<Vec<Elsewhere>, DbErr> {
    use convenings::Column as C;
    seats_with_meeting()
        .distinct()
        .join(
            JoinType::InnerJoin,
            convening_goals::Relation::Convening.def().rev(),
        )
        .filter(convening_goals::Column::GoalId.is_in(goals))
        .filter(seats::Column::OrganizationId.is_not_null())
        .filter(C::Id.ne(except))
        .filter(C::StartsAt.lt(before))
        .filter(C::StartsAt.gt(before - SERIES))
        .filter(C::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(C::StartsAt)
        .limit(MOST)
        .into_model()
        .all(db)
        .await
}

fn seats_with_meeting() -> sea_orm::Select<seats::Entity> {
    use convenings::Column as C;
    seats::Entity::find()
        .select_only()
        .columns([seats::Column::ConveningId, seats::Column::OrganizationId])
        .columns([C::Title, C::StartsAt, C::EndsAt])
        .join(JoinType::InnerJoin, seats::Relation::Convening.def())
}
