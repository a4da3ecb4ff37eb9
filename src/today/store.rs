//! What Today looks up in other rooms' tables: a fixed number of small, indexed reads.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, sea_query::Expr,
};

use crate::{
    db::Db,
    entities::{convenings, goals, interests, seats},
    ids::{ConveningId, InterestId},
    values::{ConveningStatus, InterestKind, RegistrationStatus, TimeZone},
};

/// How many of each to show; the list behind the link shows all.
pub(super) const SHOWN: u64 = 5;

/// A confirmed registration and the goal it is about.
#[derive(FromQueryResult)]
pub(super) struct Waiting {
    pub(super) id: InterestId,
    pub(super) name: String,
    pub(super) organization_name: String,
    pub(super) kind: InterestKind,
    pub(super) goal: Option<String>,
    pub(super) illustrative: Option<bool>,
}

/// Registrations to review, oldest first.
pub(super) async fn interest_to_review(db: &impl ConnectionTrait) -> Result<Vec<Waiting>, DbErr> {
    use interests::Column as C;
    interests::Entity::find()
        .select_only()
        .columns([C::Id, C::Name, C::OrganizationName, C::Kind])
        .column_as(goals::Column::Title, "goal")
        .column_as(goals::Column::Illustrative, "illustrative")
        .join(JoinType::LeftJoin, interests::Relation::Goal.def())
        .filter(C::Status.eq(RegistrationStatus::Confirmed))
        .order_by_asc(C::CreatedAt)
        .limit(SHOWN)
        .into_model()
        .all(db)
        .await
}

/// A convening to come, with how many seats it has.
#[derive(FromQueryResult)]
pub(super) struct Coming {
    pub(super) id: ConveningId,
    pub(super) title: String,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) time_zone: TimeZone,
    pub(super) illustrative: bool,
    pub(super) seats: i64,
}

/// The next convenings; one that began within three hours counts. Kept for a minute at most, and no longer than `asks`, the
/// revision of [`Topic::Asks`](crate::db::Topic::Asks), stays what it was.
pub(super) async fn coming(
    db: &Db,
    asks: i64,
    now: DateTime<Utc>,
) -> Result<Arc<Vec<Coming>>, DbErr> {
    let revision = format!("{asks} {}", now.timestamp() / 60);
    db.kept_as("", &revision, async || read_coming(db.read(), now).await)
        .await
}

async fn read_coming(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Coming>, DbErr> {
    use convenings::Column as C;
    let taken = seats::Entity::find()
        .select_only()
        .expr(seats::Column::Id.count())
        .filter(
            Expr::col((seats::Entity, seats::Column::ConveningId))
                .equals((convenings::Entity, C::Id)),
        )
        .into_query();
    convenings::Entity::find()
        .select_only()
        .columns([C::Id, C::Title, C::StartsAt, C::TimeZone, C::Illustrative])
        .expr_as(taken, "seats")
        .filter(C::StartsAt.gt(now - TimeDelta::hours(3)))
        .filter(C::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(C::StartsAt)
        .limit(SHOWN)
        .into_model()
        .all(db)
        .await
}
