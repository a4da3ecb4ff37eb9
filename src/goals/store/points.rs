//! Reporting values of an indicator. A second value for a date is a revision beside the first, never instead of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::{
    audit::{self, Act, Actor},
    entities::{data_points, indicators},
    goals::rules::{curve::in_words, series::Key},
    ids::{DataPointId, IndicatorId},
    values::IndicatorUnit,
};

/// A value somebody read off a source.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPoint {
    pub observed_on: NaiveDate,
    /// What the source calls the period; may be empty.
    pub period: String,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Empty for everyone.
    pub cut_kind: String,
    pub cut_group: String,
    pub source: String,
    pub note: String,
    pub released_on: Option<NaiveDate>,
    /// Why it replaces the value before it; empty for the first.
    pub reason: String,
}

impl NewPoint {
    pub fn key(&self) -> Key {
        Key {
            on: self.observed_on,
            cut_kind: self.cut_kind.clone(),
            cut_group: self.cut_group.clone(),
        }
    }

    /// The row of this revision.
    pub(super) fn row(
        &self,
        indicator: IndicatorId,
        revision: i32,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> data_points::ActiveModel {
        data_points::ActiveModel {
            id: Set(DataPointId::fresh()),
            indicator_id: Set(indicator),
            observed_on: Set(self.observed_on),
            value: Set(self.value),
            revision: Set(revision),
            source: Set(self.source.clone()),
            note: Set(self.note.clone()),
            created_at: Set(now),
            period: Set(self.period.clone()),
            cut_kind: Set(self.cut_kind.clone()),
            cut_group: Set(self.cut_group.clone()),
            low: Set(self.low),
            high: Set(self.high),
            released_on: Set(self.released_on),
            reason: Set(self.reason.clone()),
            reported_by: Set(actor.name.clone()),
        }
    }
}

/// What became of a report.
#[derive(Debug)]
pub enum Reported {
    /// Stored with this revision, 1 for the first of its date and group.
    Stored(i32),
    /// The value that is in force already.
    Same,
    /// Another value is in force than the reporter knew of.
    Other(Box<data_points::Model>),
}

/// The value in force for a date and group.
pub(in crate::goals) async fn point_at(
    db: &impl sea_orm::ConnectionTrait,
    indicator: IndicatorId,
    key: &Key,
) -> Result<Option<data_points::Model>, DbErr> {
    data_points::Entity::find()
        .filter(data_points::Column::IndicatorId.eq(indicator))
        .filter(data_points::Column::CutKind.eq(&key.cut_kind))
        .filter(data_points::Column::CutGroup.eq(&key.cut_group))
        .filter(data_points::Column::ObservedOn.eq(key.on))
        .order_by_desc(data_points::Column::Revision)
        .one(db)
        .await
}

/// Stores the value, if the revision in force is the one that the reporter has `seen` (0 for none).
#[expect(
    clippy::float_cmp,
    reason = "the same text gives the same number; anything else is a correction"
)]
pub async fn add_point(
    txn: &DatabaseTransaction,
    (indicator, seen): (&indicators::Model, i32),
    new: &NewPoint,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Reported, DbErr> {
    let last = point_at(txn, indicator.id, &new.key()).await?;
    if let Some(last) = &last {
        if last.value == new.value && last.low == new.low && last.high == new.high {
            return Ok(Reported::Same);
        }
        if last.revision != seen {
            return Ok(Reported::Other(Box::new(last.clone())));
        }
    }
    let revision = last.as_ref().map_or(1, |last| last.revision + 1);
    data_points::Entity::insert(new.row(indicator.id, revision, actor, now))
        .exec_without_returning(txn)
        .await?;
    let act = act(indicator, new, last.as_ref(), revision);
    audit::record(txn, actor, act, now).await?;
    Ok(Reported::Stored(revision))
}

fn act(
    indicator: &indicators::Model,
    new: &NewPoint,
    last: Option<&data_points::Model>,
    revision: i32,
) -> Act {
    let value = in_words(new.value, indicator.unit);
    let of = what(&new.key());
    let summary = match last {
        None => format!("Reported {value} for {of}: {}", indicator.name),
        Some(_) => format!(
            "Corrected the value for {of} to {value} (revision {revision}): {}",
            indicator.name
        ),
    };
    let told = |value: f64, range: Option<(f64, f64)>, source: &str, reason: &str| {
        let mut facts = json!({ "value": in_words(value, indicator.unit), "source": source });
        if let Some(range) = range {
            facts["range"] = json!(range_in_words(range, indicator.unit));
        }
        if !reason.is_empty() {
            facts["reason"] = json!(reason);
        }
        facts
    };
    Act {
        action: "reported a value",
        kind: "goal",
        id: indicator.goal_id.to_string(),
        summary,
        before: last.map(|held| {
            told(
                held.value,
                held.low.zip(held.high),
                &held.source,
                &held.reason,
            )
        }),
        after: Some(told(
            new.value,
            new.low.zip(new.high),
            &new.source,
            &new.reason,
        )),
    }
}

fn range_in_words((low, high): (f64, f64), unit: IndicatorUnit) -> String {
    format!("{} to {}", in_words(low, unit), in_words(high, unit))
}

/// "31 Dec 2018", "31 Dec 2018, Black residents".
pub(super) fn what(key: &Key) -> String {
    let date = key.on.format("%-d %b %Y");
    if key.cut_group.is_empty() {
        date.to_string()
    } else {
        format!("{date}, {}", key.cut_group)
    }
}
