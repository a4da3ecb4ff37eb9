//! What invented goals' numbers count and how they moved: definitions and values, every one of them marked illustrative.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde::Deserialize;

use super::{NewPoint, indicator_of};
use crate::{
    audit::Actor,
    entities::{data_points, goals, indicators},
    ids::{GoalId, IndicatorId},
    values::ReportingFrequency,
};

/// One goal of `series.illustrative.json`.
#[derive(Deserialize)]
struct Number {
    goal: String,
    illustrative: bool,
    source: String,
    definition: String,
    numerator: String,
    denominator: String,
    frequency: ReportingFrequency,
    lag_months: i32,
    next_release_on: NaiveDate,
    forecast: Option<Forecast>,
    values: Vec<Reading>,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Forecast {
    value: f64,
    on: NaiveDate,
}

#[derive(Deserialize)]
struct Reading {
    on: NaiveDate,
    value: f64,
    released_on: NaiveDate,
}

/// The values of some of the people, told apart by `kind`.
#[derive(Deserialize)]
struct Group {
    kind: String,
    name: String,
    values: Vec<Reading>,
}

/// Loads the file over the headlines of invented goals; returns how many values there were.
pub async fn import_illustrative_series(
    txn: &DatabaseTransaction,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let file: Vec<Number> =
        serde_json::from_str(text).context("the file is not a list of series")?;
    let goals = sample_goals(txn).await?;
    let mut rows = Vec::new();
    for number in &file {
        anyhow::ensure!(
            number.illustrative,
            "{} is not marked illustrative",
            number.goal
        );
        let goal = goals.get(&number.goal).copied();
        let goal = goal.with_context(|| format!("there is no sample goal {}", number.goal))?;
        let headline = indicator_of(txn, goal).await?;
        let headline = headline.with_context(|| format!("{} has no indicator", number.goal))?;
        define(txn, headline.id, number).await?;
        rows.extend(points(headline.id, number, now));
    }
    let count = rows.len();
    data_points::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(count)
}

/// The invented goals by their keys in the file.
async fn sample_goals(txn: &DatabaseTransaction) -> Result<BTreeMap<String, GoalId>, DbErr> {
    let rows = goals::Entity::find()
        .filter(goals::Column::Illustrative.eq(true))
        .all(txn)
        .await?;
    let keyed = rows.into_iter().filter_map(|goal| {
        let id = goal.id;
        goal.source_key.map(|key| (key, id))
    });
    Ok(keyed.collect())
}

async fn define(
    txn: &DatabaseTransaction,
    indicator: IndicatorId,
    number: &Number,
) -> Result<(), DbErr> {
    use indicators::Column as C;
    let forecast = number.forecast.as_ref();
    indicators::Entity::update_many()
        .col_expr(C::Definition, Expr::value(number.definition.clone()))
        .col_expr(C::Numerator, Expr::value(number.numerator.clone()))
        .col_expr(C::Denominator, Expr::value(number.denominator.clone()))
        .col_expr(C::BaselineSource, Expr::value(number.source.clone()))
        .col_expr(
            C::ForecastValue,
            Expr::value(forecast.map(|each| each.value)),
        )
        .col_expr(C::ForecastOn, Expr::value(forecast.map(|each| each.on)))
        .col_expr(C::Frequency, Expr::value(Some(number.frequency)))
        .col_expr(C::LagMonths, Expr::value(Some(number.lag_months)))
        .col_expr(C::NextReleaseOn, Expr::value(Some(number.next_release_on)))
        .filter(C::Id.eq(indicator))
        .exec(txn)
        .await?;
    Ok(())
}

/// The rows of everyone and of every group.
fn points(
    indicator: IndicatorId,
    number: &Number,
    now: DateTime<Utc>,
) -> Vec<data_points::ActiveModel> {
    let actor = Actor::named("Sample data");
    let point = |reading: &Reading, (kind, name): (&str, &str)| {
        let new = NewPoint {
            observed_on: reading.on,
            period: String::new(),
            value: reading.value,
            low: None,
            high: None,
            cut_kind: kind.to_owned(),
            cut_group: name.to_owned(),
            source: number.source.clone(),
            note: String::new(),
            released_on: Some(reading.released_on),
            reason: String::new(),
        };
        new.row(indicator, 1, &actor, now)
    };
    let everyone = number.values.iter().map(|reading| point(reading, ("", "")));
    let groups = number.groups.iter().flat_map(|group| {
        let of = (group.kind.as_str(), group.name.as_str());
        group.values.iter().map(move |reading| (reading, of))
    });
    everyone
        .chain(groups.map(|(reading, of)| point(reading, of)))
        .collect()
}
