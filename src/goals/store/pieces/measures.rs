//! Performance measures: how a strategy does with its own people.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Piece, PieceColumn};
use crate::{
    entities::performance_measures,
    ids::{GoalId, MeasureId, StrategyId},
    values::MeasureQuadrant,
};

/// What people say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureDraft {
    pub strategy_id: StrategyId,
    pub quadrant: MeasureQuadrant,
    pub measure: String,
    pub unit: String,
    pub value: Option<f64>,
    pub as_of: Option<NaiveDate>,
    pub source: String,
}

impl Piece for MeasureDraft {
    type Entity = performance_measures::Entity;
    type Row = performance_measures::Model;
    type Active = performance_measures::ActiveModel;

    const NOUN: &'static str = "a performance measure";

    fn column(of: PieceColumn) -> performance_measures::Column {
        match of {
            PieceColumn::Id => performance_measures::Column::Id,
            PieceColumn::GoalId => performance_measures::Column::GoalId,
            PieceColumn::Position => performance_measures::Column::Position,
            PieceColumn::Version => performance_measures::Column::Version,
        }
    }

    fn of(row: &performance_measures::Model) -> Self {
        Self {
            strategy_id: row.strategy_id,
            quadrant: row.quadrant,
            measure: row.measure.clone(),
            unit: row.unit.clone(),
            value: row.value,
            as_of: row.as_of,
            source: row.source.clone(),
        }
    }

    fn version(row: &performance_measures::Model) -> i32 {
        row.version
    }

    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> performance_measures::ActiveModel {
        performance_measures::ActiveModel {
            id: Set(MeasureId(id)),
            goal_id: Set(goal),
            position: Set(position),
            version: Set(1),
            strategy_id: Set(self.strategy_id),
            quadrant: Set(self.quadrant),
            measure: Set(self.measure.clone()),
            unit: Set(self.unit.clone()),
            value: Set(self.value),
            as_of: Set(self.as_of),
            source: Set(self.source.clone()),
        }
    }

    fn changes(&self) -> Vec<(performance_measures::Column, Expr)> {
        use performance_measures::Column as C;
        vec![
            (C::StrategyId, Expr::value(self.strategy_id)),
            (C::Quadrant, Expr::value(self.quadrant)),
            (C::Measure, Expr::value(self.measure.clone())),
            (C::Unit, Expr::value(self.unit.clone())),
            (C::Value, Expr::value(self.value)),
            (C::AsOf, Expr::value(self.as_of)),
            (C::Source, Expr::value(self.source.clone())),
        ]
    }

    fn facts(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("question", json!(self.quadrant.label())),
            ("measure", json!(self.measure)),
            ("unit", json!(self.unit)),
            ("value", json!(self.value)),
            ("as_of", json!(self.as_of.map(|day| day.to_string()))),
            ("source", json!(self.source)),
        ]
    }

    fn words(&self) -> String {
        self.measure.clone()
    }
}
