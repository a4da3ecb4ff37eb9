//! What no room before this one answers for a place.

use chrono::{DateTime, Months, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, Func},
};

use crate::{
    entities::{convening_goals, convenings, data_points, goals, indicators, stack_lines},
    ids::{GoalId, PartnershipId},
    values::{ConveningStatus, GoalStatus, PlaceId},
};

/// The next convenings in a place, soonest first.
pub(super) async fn coming_convenings(
    db: &impl ConnectionTrait,
    place: &PlaceId,
    now: DateTime<Utc>,
) -> Result<Vec<convenings::Model>, DbErr> {
    convenings::Entity::find()
        .filter(convenings::Column::PlaceId.eq(place.clone()))
        .filter(convenings::Column::EndsAt.gte(now))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled))
        .order_by_asc(convenings::Column::StartsAt)
        .limit(10)
        .all(db)
        .await
}

/// The convenings that address a partnership's goals, latest first.
pub(super) async fn convenings_of_partnership(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    now: DateTime<Utc>,
) -> Result<Vec<convenings::Model>, DbErr> {
    let its_goals = goals::Entity::find()
        .select_only()
        .column(goals::Column::Id)
        .filter(goals::Column::PartnershipId.eq(partnership))
        .into_query();
    let addressing = convening_goals::Entity::find()
        .select_only()
        .column(convening_goals::Column::ConveningId)
        .filter(convening_goals::Column::GoalId.in_subquery(its_goals))
        .into_query();
    let found = convenings::Entity::find()
        .filter(convenings::Column::Id.in_subquery(addressing))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled));
    let mut coming = found
        .clone()
        .filter(convenings::Column::EndsAt.gte(now))
        .order_by_asc(convenings::Column::StartsAt)
        .limit(5)
        .all(db)
        .await?;
    let past = found
        .filter(convenings::Column::EndsAt.lt(now))
        .order_by_desc(convenings::Column::StartsAt)
        .limit(3)
        .all(db)
        .await?;
    coming.extend(past);
    Ok(coming)
}

/// What a partnership's goals wait for.
#[derive(Debug)]
pub(super) enum Waiting {
    /// A value: none was reported for a year, or ever.
    Number {
        goal: GoalId,
        title: String,
        last: Option<NaiveDate>,
    },
    /// The first line of a capital stack.
    Stack { goal: GoalId, title: String },
}

/// A goal, the newest value reported of its numbers, and their newest baseline.
type Newest = (GoalId, Option<NaiveDate>, Option<NaiveDate>);

/// Most goals looked at for what they wait for.
const MOST_WAITING: u64 = 50;

/// What the goals of a partnership that are not over wait for, by title: three queries.
pub(super) async fn waiting_of_partnership(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    today: NaiveDate,
) -> Result<Vec<Waiting>, DbErr> {
    let its: Vec<(GoalId, String)> = goals::Entity::find()
        .select_only()
        .columns([goals::Column::Id, goals::Column::Title])
        .filter(goals::Column::PartnershipId.eq(partnership))
        .filter(goals::Column::Status.is_not_in([GoalStatus::Met, GoalStatus::Retired]))
        .order_by_asc(goals::Column::Title)
        .limit(MOST_WAITING)
        .into_tuple()
        .all(db)
        .await?;
    let ids: Vec<GoalId> = its.iter().map(|(id, _)| *id).collect();
    // The baseline is a value too, and the only one of a number that is new here.
    let baseline = Expr::case(
        indicators::Column::BaselineValue.is_not_null(),
        indicators::Column::BaselineOn.into_expr(),
    );
    let newest: Vec<Newest> = indicators::Entity::find()
        .select_only()
        .column(indicators::Column::GoalId)
        .column_as(data_points::Column::ObservedOn.max(), "newest")
        .expr_as(Func::max(baseline), "baseline")
        .join_rev(
            sea_orm::JoinType::LeftJoin,
            data_points::Entity::belongs_to(indicators::Entity)
                .from(data_points::Column::IndicatorId)
                .to(indicators::Column::Id)
                .into(),
        )
        .filter(indicators::Column::GoalId.is_in(ids.iter().copied()))
        .group_by(indicators::Column::GoalId)
        .into_tuple()
        .all(db)
        .await?;
    let with_lines: Vec<GoalId> = stack_lines::Entity::find()
        .select_only()
        .column(stack_lines::Column::GoalId)
        .filter(stack_lines::Column::GoalId.is_in(ids))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let mut waiting = Vec::new();
    for (goal, title) in its {
        let number = newest.iter().find(|(of, ..)| *of == goal);
        let last = number.map(|(_, reported, baseline)| *reported.max(baseline));
        if let Some(last) = last.filter(|last| last.is_none_or(|last| last < year_ago)) {
            waiting.push(Waiting::Number {
                goal,
                title: title.clone(),
                last,
            });
        }
        if !with_lines.contains(&goal) {
            waiting.push(Waiting::Stack { goal, title });
        }
    }
    Ok(waiting)
}

/// What took place there, latest first: a few, and how many there were.
pub(super) async fn past_convenings(
    db: &impl ConnectionTrait,
    place: &PlaceId,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<(Vec<convenings::Model>, u64), DbErr> {
    let past = convenings::Entity::find()
        .filter(convenings::Column::PlaceId.eq(place.clone()))
        .filter(convenings::Column::EndsAt.lt(now))
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled));
    let total = past.clone().count(db).await?;
    let latest = past
        .order_by_desc(convenings::Column::StartsAt)
        .limit(limit)
        .all(db)
        .await?;
    Ok((latest, total))
}
