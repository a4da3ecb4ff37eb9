//! Taking over a series from a file: all rows in one transaction, and only what was looked at before.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait};
use serde_json::{Map, Value, json};

use super::{points::what, points_with_cuts};
use crate::{
    audit::{self, Act, Actor},
    entities::{data_points, indicators},
    goals::{
        rules::{
            curve::in_words,
            series::{Deed, Held, Key, SeriesRow, fingerprint, plan},
        },
        store::NewPoint,
    },
};

/// At most this many new values are named in the history; corrections all are.
const MOST_NAMED: usize = 100;
/// Rows in one statement: SQLite takes about two thousand of our rows' values, PostgreSQL more.
const AT_ONCE: usize = 500;

/// What became of a file.
#[derive(Debug)]
pub enum Imported {
    /// How many values were new, and how many corrected another.
    Done { new: usize, corrected: usize },
    /// The values changed since the plan was shown.
    Changed,
}

/// The values in force, by what they are of.
pub(in crate::goals) async fn held_of(
    db: &impl ConnectionTrait,
    indicator: &indicators::Model,
) -> Result<BTreeMap<Key, Held>, DbErr> {
    let points = points_with_cuts(db, indicator.id).await?;
    Ok(points
        .iter()
        .map(|point| (key(point), held(point)))
        .collect())
}

fn key(point: &data_points::Model) -> Key {
    Key {
        on: point.observed_on,
        cut_kind: point.cut_kind.clone(),
        cut_group: point.cut_group.clone(),
    }
}

fn held(point: &data_points::Model) -> Held {
    Held {
        revision: point.revision,
        value: point.value,
        low: point.low,
        high: point.high,
    }
}

/// Stores what the rows would add or correct, if that is still what `mark` was made of. `reason` goes with corrections.
pub async fn import_series(
    txn: &DatabaseTransaction,
    indicator: &indicators::Model,
    (rows, mark, reason): (&[SeriesRow], &str, &str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Imported, DbErr> {
    let deeds = plan(rows, &held_of(txn, indicator).await?);
    if fingerprint(rows, &deeds) != mark {
        return Ok(Imported::Changed);
    }
    let wanted: Vec<(&SeriesRow, &Deed)> = rows
        .iter()
        .zip(&deeds)
        .filter(|(_, deed)| **deed != Deed::Same)
        .collect();
    for part in wanted.chunks(AT_ONCE) {
        let rows = part.iter().map(|(row, deed)| {
            point(row, deed, reason).row(indicator.id, deed.revision(), actor, now)
        });
        data_points::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    let corrected = wanted
        .iter()
        .filter(|(_, deed)| **deed != Deed::New)
        .count();
    let new = wanted.len() - corrected;
    if !wanted.is_empty() {
        audit::record(
            txn,
            actor,
            act(indicator, &wanted, (new, corrected), reason),
            now,
        )
        .await?;
    }
    Ok(Imported::Done { new, corrected })
}

fn point(row: &SeriesRow, deed: &Deed, reason: &str) -> NewPoint {
    NewPoint {
        observed_on: row.on,
        period: row.period.clone(),
        value: row.value,
        low: row.low,
        high: row.high,
        cut_kind: row.cut_kind.clone(),
        cut_group: row.cut_group.clone(),
        source: row.source.clone(),
        note: row.note.clone(),
        released_on: row.released,
        reason: if *deed == Deed::New {
            String::new()
        } else {
            reason.to_owned()
        },
    }
}

fn act(
    indicator: &indicators::Model,
    wanted: &[(&SeriesRow, &Deed)],
    (new, corrected): (usize, usize),
    reason: &str,
) -> Act {
    let (mut before, mut after) = (Map::new(), Map::new());
    let words = |value: f64| Value::from(in_words(value, indicator.unit));
    let mut unnamed = 0;
    for (row, deed) in wanted {
        match deed {
            Deed::Correction { from, .. } => {
                before.insert(what(&row.key()), words(*from));
                after.insert(what(&row.key()), words(row.value));
            }
            _ if after.len() < MOST_NAMED => {
                after.insert(what(&row.key()), words(row.value));
            }
            _ => unnamed += 1,
        }
    }
    if unnamed > 0 {
        after.insert("Further values".to_owned(), json!(unnamed.to_string()));
    }
    if corrected > 0 {
        after.insert("reason".to_owned(), json!(reason));
    }
    Act {
        action: "imported a series",
        kind: "goal",
        id: indicator.goal_id.to_string(),
        summary: format!(
            "Imported a series, {}: {}",
            counted(new, corrected),
            indicator.name
        ),
        before: Some(before.into()),
        after: Some(after.into()),
    }
}

/// "12 values, 2 corrections".
pub(in crate::goals) fn counted(new: usize, corrected: usize) -> String {
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    match (new, corrected) {
        (new, 0) => plural(new, "new value", "new values"),
        (0, corrected) => plural(corrected, "correction", "corrections"),
        (new, corrected) => format!(
            "{} and {}",
            plural(new, "new value", "new values"),
            plural(corrected, "correction", "corrections")
        ),
    }
}
