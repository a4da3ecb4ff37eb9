//! Adding, changing and ordering the indicators of a goal. All describe everyone in the place; what a program measures
//! of its clients is never stored here.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Map, Value, json};

use super::edit::difference;
use crate::{
    audit::{self, Act, Actor},
    entities::indicators,
    ids::{GoalId, IndicatorId},
    values::{
        CodeList, IndicatorDirection, IndicatorLevel, IndicatorUnit, PowerRating,
        ReportingFrequency,
    },
};

/// A goal holds at most this many.
pub(in crate::goals) const MOST_INDICATORS: usize = 12;

/// What people say of an indicator. A draft may lack its baseline and target.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorDraft {
    pub name: String,
    pub unit: IndicatorUnit,
    pub direction: IndicatorDirection,
    pub definition: String,
    pub numerator: String,
    pub denominator: String,
    pub baseline_value: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub baseline_source: String,
    pub target_value: Option<f64>,
    pub target_on: Option<NaiveDate>,
    /// Where it would go if nothing changed.
    pub forecast_value: Option<f64>,
    pub forecast_on: Option<NaiveDate>,
    pub source: String,
    pub frequency: Option<ReportingFrequency>,
    pub lag_months: Option<i32>,
    pub next_release_on: Option<NaiveDate>,
    pub disaggregate_by: CodeList,
    pub publish_cuts: bool,
    pub communication_power: Option<PowerRating>,
    pub proxy_power: Option<PowerRating>,
    pub data_power: Option<PowerRating>,
}

impl IndicatorDraft {
    /// The indicator as it is.
    pub fn of(held: &indicators::Model) -> Self {
        Self {
            name: held.name.clone(),
            unit: held.unit,
            direction: held.direction,
            definition: held.definition.clone(),
            numerator: held.numerator.clone(),
            denominator: held.denominator.clone(),
            baseline_value: held.baseline_value,
            baseline_on: held.baseline_on,
            baseline_source: held.baseline_source.clone(),
            target_value: held.target_value,
            target_on: held.target_on,
            forecast_value: held.forecast_value,
            forecast_on: held.forecast_on,
            source: held.source.clone(),
            frequency: held.frequency,
            lag_months: held.lag_months,
            next_release_on: held.next_release_on,
            disaggregate_by: held.disaggregate_by.clone(),
            publish_cuts: held.publish_cuts,
            communication_power: held.communication_power,
            proxy_power: held.proxy_power,
            data_power: held.data_power,
        }
    }

    fn facts(&self) -> [(&'static str, Value); 22] {
        let date = |date: Option<NaiveDate>| json!(date.map(|date| date.to_string()));
        let cuts: Vec<&str> = self.disaggregate_by.iter().collect();
        [
            ("measured", json!(self.name)),
            ("unit", json!(self.unit.label())),
            ("direction", json!(self.direction.label())),
            ("definition", json!(self.definition)),
            ("numerator", json!(self.numerator)),
            ("denominator", json!(self.denominator)),
            ("baseline", json!(self.baseline_value)),
            ("baseline_date", date(self.baseline_on)),
            ("baseline_source", json!(self.baseline_source)),
            ("target", json!(self.target_value)),
            ("target_date", date(self.target_on)),
            ("forecast", json!(self.forecast_value)),
            ("forecast_date", date(self.forecast_on)),
            ("source", json!(self.source)),
            (
                "frequency",
                json!(self.frequency.map(ReportingFrequency::label)),
            ),
            ("lag_in_months", json!(self.lag_months)),
            ("next_release", date(self.next_release_on)),
            ("broken_down_by", json!(cuts.join(", ").replace('_', " "))),
            ("groups_on_the_public_page", json!(self.publish_cuts)),
            (
                "communication_power",
                json!(self.communication_power.map(PowerRating::label)),
            ),
            (
                "proxy_power",
                json!(self.proxy_power.map(PowerRating::label)),
            ),
            ("data_power", json!(self.data_power.map(PowerRating::label))),
        ]
    }

    fn row(&self) -> indicators::ActiveModel {
        indicators::ActiveModel {
            level: Set(IndicatorLevel::Population),
            name: Set(self.name.clone()),
            unit: Set(self.unit),
            direction: Set(self.direction),
            definition: Set(self.definition.clone()),
            numerator: Set(self.numerator.clone()),
            denominator: Set(self.denominator.clone()),
            baseline_value: Set(self.baseline_value),
            baseline_on: Set(self.baseline_on),
            baseline_source: Set(self.baseline_source.clone()),
            target_value: Set(self.target_value),
            target_on: Set(self.target_on),
            forecast_value: Set(self.forecast_value),
            forecast_on: Set(self.forecast_on),
            source: Set(self.source.clone()),
            frequency: Set(self.frequency),
            lag_months: Set(self.lag_months),
            next_release_on: Set(self.next_release_on),
            disaggregate_by: Set(self.disaggregate_by.clone()),
            publish_cuts: Set(self.publish_cuts),
            communication_power: Set(self.communication_power),
            proxy_power: Set(self.proxy_power),
            data_power: Set(self.data_power),
            ..Default::default()
        }
    }
}

/// Stores an indicator at this position, without a word in the history: for a goal that is being made.
pub(super) async fn insert(
    txn: &DatabaseTransaction,
    goal: GoalId,
    position: i32,
    draft: &IndicatorDraft,
) -> Result<IndicatorId, DbErr> {
    let id = IndicatorId::fresh();
    let row = indicators::ActiveModel {
        id: Set(id),
        goal_id: Set(goal),
        position: Set(position),
        version: Set(1),
        ..draft.row()
    };
    indicators::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(id)
}

/// Adds an indicator after the others; nothing when the goal holds as many as it may.
pub async fn add_indicator(
    txn: &DatabaseTransaction,
    goal: GoalId,
    draft: &IndicatorDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<IndicatorId>, DbErr> {
    let held = indicators_of(txn, goal).await?;
    if held.len() >= MOST_INDICATORS {
        return Ok(None);
    }
    let position = held.last().map_or(0, |last| last.position + 1);
    let id = insert(txn, goal, position, draft).await?;
    let said = draft.facts().into_iter().filter(|(_, value)| {
        !matches!(value, Value::Null | Value::Bool(false)) && *value != json!("")
    });
    let after: Map<String, Value> = said.map(|(name, value)| (name.to_owned(), value)).collect();
    let act = Act {
        action: "added an indicator",
        kind: "goal",
        id: goal.to_string(),
        summary: format!("Added the indicator “{}”", draft.name),
        before: None,
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(id))
}

/// The indicators of a goal, its headline first.
pub async fn indicators_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Vec<indicators::Model>, DbErr> {
    indicators::Entity::find()
        .filter(indicators::Column::GoalId.eq(goal))
        .order_by_asc(indicators::Column::Position)
        .order_by_asc(indicators::Column::Id)
        .limit(50)
        .all(db)
        .await
}

/// One indicator of this goal.
pub(in crate::goals) async fn indicator_at(
    db: &impl ConnectionTrait,
    goal: GoalId,
    id: IndicatorId,
) -> Result<Option<indicators::Model>, DbErr> {
    indicators::Entity::find_by_id(id)
        .filter(indicators::Column::GoalId.eq(goal))
        .one(db)
        .await
}

/// What became of a change to an indicator.
#[derive(Debug)]
pub enum IndicatorSaved {
    Done,
    Unchanged,
    /// Someone else saved first; the indicator as they left it.
    Stale(Box<indicators::Model>),
}

/// Changes an indicator that is still as `seen` (indicator and version).
pub async fn change_indicator(
    txn: &DatabaseTransaction,
    (goal, seen): (GoalId, (IndicatorId, i32)),
    draft: &IndicatorDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<IndicatorSaved>, DbErr> {
    let (id, version) = seen;
    let Some(indicator) = indicator_at(txn, goal, id).await? else {
        return Ok(None);
    };
    let held = IndicatorDraft::of(&indicator);
    if held == *draft {
        return Ok(Some(IndicatorSaved::Unchanged));
    }
    if indicator.version != version || !write(txn, seen, draft).await? {
        let theirs = indicator_at(txn, goal, id).await?;
        return Ok(theirs.map(|held| IndicatorSaved::Stale(Box::new(held))));
    }
    let (before, after) = difference(held.facts(), draft.facts());
    let fields: Vec<String> = after.keys().map(|name| name.replace('_', " ")).collect();
    let act = Act {
        action: "changed an indicator",
        kind: "goal",
        id: goal.to_string(),
        summary: format!(
            "Changed the indicator “{}”: {}",
            draft.name,
            fields.join(", ")
        ),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(IndicatorSaved::Done))
}

/// False when the indicator is no longer at this version.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (IndicatorId, i32),
    draft: &IndicatorDraft,
) -> Result<bool, DbErr> {
    let row = indicators::ActiveModel {
        version: Set(version + 1),
        ..draft.row()
    };
    let written = indicators::Entity::update_many()
        .set(row)
        .filter(indicators::Column::Id.eq(id))
        .filter(indicators::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Puts an indicator before the others of its goal; false when it is first already.
pub(in crate::goals) async fn make_headline(
    txn: &DatabaseTransaction,
    indicator: &indicators::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = indicators_of(txn, indicator.goal_id).await?;
    let Some(first) = held.first().filter(|first| first.id != indicator.id) else {
        return Ok(false);
    };
    indicators::Entity::update_many()
        .col_expr(
            indicators::Column::Position,
            Expr::value(first.position - 1),
        )
        .filter(indicators::Column::Id.eq(indicator.id))
        .exec(txn)
        .await?;
    let act = Act {
        action: "chose the headline",
        kind: "goal",
        id: indicator.goal_id.to_string(),
        summary: format!("Made “{}” the headline number", indicator.name),
        before: Some(json!({ "headline": first.name })),
        after: Some(json!({ "headline": indicator.name })),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(true)
}
