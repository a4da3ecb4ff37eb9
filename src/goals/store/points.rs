//! Reporting values of an indicator. A second value for a date is a revision beside the first, never instead of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::{
    audit::{self, Act, Actor},
    entities::{data_points, indicators},
    goals::rules::curve::in_words,
    ids::DataPointId,
};

/// A value somebody read off a source.
#[derive(Clone, Debug)]
pub struct NewPoint {
    pub observed_on: NaiveDate,
    pub value: f64,
    pub source: String,
    pub note: String,
}

/// Stores the value; returns its revision, 1 for the first of its date.
pub async fn add_point(
    txn: &DatabaseTransaction,
    indicator: &indicators::Model,
    new: &NewPoint,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let last: Option<(i32, f64)> = data_points::Entity::find()
        .select_only()
        .column(data_points::Column::Revision)
        .column(data_points::Column::Value)
        .filter(data_points::Column::IndicatorId.eq(indicator.id))
        .filter(data_points::Column::ObservedOn.eq(new.observed_on))
        .order_by_desc(data_points::Column::Revision)
        .into_tuple()
        .one(txn)
        .await?;
    let revision = last.map_or(1, |(revision, _)| revision + 1);
    data_points::Entity::insert(data_points::ActiveModel {
        id: Set(DataPointId::fresh()),
        indicator_id: Set(indicator.id),
        observed_on: Set(new.observed_on),
        value: Set(new.value),
        revision: Set(revision),
        source: Set(new.source.clone()),
        note: Set(new.note.clone()),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    let value = in_words(new.value, indicator.unit);
    let date = new.observed_on.format("%-d %b %Y");
    let summary = match last {
        None => format!("Reported {value} for {date}"),
        Some(_) => format!("Revised the value for {date} to {value} (revision {revision})"),
    };
    let act = Act {
        action: "reported a value",
        kind: "goal",
        id: indicator.goal_id.to_string(),
        summary,
        before: last.map(|(_, held)| json!({ "value": in_words(held, indicator.unit) })),
        after: Some(json!({ "value": value, "source": new.source })),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(revision)
}
