//! What the goals that pass a filter add up to, by the place they are listed at.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, ExprTrait, Func},
};

use super::cards::{GoalFilter, passing};
use crate::{
    entities::{goal_places, goal_totals, goals, places},
    issues,
    places::rules::full_name,
    values::{GeoScope, Money, PlaceId},
};

/// The goals listed at one place: how many pass the filter, and what they still lack.
#[derive(Clone, Debug)]
pub struct CitySum {
    pub place: PlaceId,
    /// "Newark, NJ".
    pub name: String,
    /// Latitude and longitude, where they are known.
    pub at: Option<(f64, f64)>,
    pub goals: i64,
    /// How many of them are invented.
    pub sample: i64,
    pub gap: Money,
    /// The newest date among the lines of their stacks.
    pub as_of: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Row {
    id: PlaceId,
    name: String,
    kind: GeoScope,
    state: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    goals: i64,
    sample: i64,
    gap: Option<i64>,
    as_of: Option<NaiveDate>,
}

/// One row for each place where a goal that passes is listed, by name. A goal with several places counts once, at its
/// first. `only` keeps to some places; the order and page of the filter do not matter.
pub async fn city_sums(
    db: &impl ConnectionTrait,
    filter: &GoalFilter,
    only: Option<Vec<PlaceId>>,
) -> Result<Vec<CitySum>, DbErr> {
    use places::Column as P;
    let taxonomy = issues::issues(db).await?;
    let mut found = goal_places::Entity::find()
        .select_only()
        .columns([P::Id, P::Name, P::Kind, P::State, P::Lat, P::Lon])
        .column_as(goal_places::Column::GoalId.count(), "goals")
        // A sum of whole numbers is a decimal to PostgreSQL.
        .column_as(
            Expr::expr(Func::sum(Expr::col((
                goal_totals::Entity,
                goal_totals::Column::GapUsd,
            ))))
            .cast_as("BIGINT"),
            "gap",
        )
        .column_as(
            Expr::expr(Func::sum(
                Expr::case(goals::Column::Illustrative.eq(true), 1).finally(0),
            ))
            .cast_as("BIGINT"),
            "sample",
        )
        .column_as(goal_totals::Column::AsOf.max(), "as_of")
        .join(JoinType::InnerJoin, goal_places::Relation::Goal.def())
        .join(JoinType::InnerJoin, goal_places::Relation::Place.def())
        .join(JoinType::LeftJoin, goals::Relation::Totals.def())
        .filter(goal_places::Column::Position.eq(0))
        .filter(passing(db, filter, &taxonomy).await?);
    if let Some(only) = only {
        found = found.filter(goal_places::Column::PlaceId.is_in(only));
    }
    let rows: Vec<Row> = found
        .group_by(P::Id)
        .group_by(P::Name)
        .group_by(P::Kind)
        .group_by(P::State)
        .group_by(P::Lat)
        .group_by(P::Lon)
        .order_by_asc(P::Name)
        .order_by_asc(P::Id)
        .into_model()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(sum).collect())
}

fn sum(row: Row) -> CitySum {
    let gap = row.gap.unwrap_or_default().clamp(0, Money::MAX.dollars());
    CitySum {
        name: full_name(&row.name, row.kind, row.state.as_deref()),
        place: row.id,
        at: row.lat.zip(row.lon),
        goals: row.goals,
        sample: row.sample,
        gap: Money::try_from(gap).unwrap_or_default(),
        as_of: row.as_of,
    }
}
