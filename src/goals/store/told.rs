//! Goals as guests of a convening are told of them: the result, its number, and what is open to the public.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{curve_points, sums_of};
use crate::{
    entities::{data_points, goals, indicators},
    goals::rules::stack::Totals,
    ids::GoalId,
};

/// A goal, its headline number, and its sums.
#[derive(Clone, Debug)]
pub struct ToldGoal {
    pub row: goals::Model,
    pub indicator: Option<indicators::Model>,
    /// The newest value of everyone.
    pub latest: Option<data_points::Model>,
    /// The sums, and the newest date of any line; only of a goal that is open to the public.
    pub sums: Option<(Totals, Option<NaiveDate>)>,
}

/// These goals by title, in four queries however many there are.
pub async fn told_goals(db: &impl ConnectionTrait, ids: &[GoalId]) -> Result<Vec<ToldGoal>, DbErr> {
    let rows = goals::Entity::find()
        .filter(goals::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(goals::Column::Title)
        .all(db)
        .await?;
    let of_goals = indicators::Entity::find()
        .filter(indicators::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(indicators::Column::Position)
        .order_by_asc(indicators::Column::Id)
        .all(db)
        .await?;
    let mut headlines: BTreeMap<GoalId, indicators::Model> = BTreeMap::new();
    for indicator in of_goals {
        headlines.entry(indicator.goal_id).or_insert(indicator);
    }
    let keys: Vec<_> = headlines.values().map(|indicator| indicator.id).collect();
    let points = curve_points(db, &keys).await?;
    let mut sums = sums_of(db, ids.iter().copied()).await?;
    let told = |row: goals::Model| {
        let indicator = headlines.remove(&row.id);
        let of = indicator.as_ref().map(|indicator| indicator.id);
        let own = points.iter().filter(|point| Some(point.indicator_id) == of);
        ToldGoal {
            latest: own.max_by_key(|point| point.observed_on).cloned(),
            sums: sums.remove(&row.id).filter(|_| row.open_for_interest),
            indicator,
            row,
        }
    };
    Ok(rows.into_iter().map(told).collect())
}
