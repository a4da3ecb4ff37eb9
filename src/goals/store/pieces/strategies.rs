//! Ways to turn a goal's curve.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Piece, PieceColumn};
use crate::{
    entities::{performance_measures, strategies},
    ids::{GoalId, StrategyId},
};

/// What people say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StrategyDraft {
    pub name: String,
    pub note: String,
}

impl Piece for StrategyDraft {
    /// Its measures would go with it, and nothing would remember them.
    async fn in_use(txn: &DatabaseTransaction, id: Uuid) -> Result<bool, DbErr> {
        let measures = performance_measures::Entity::find()
            .filter(performance_measures::Column::StrategyId.eq(id))
            .count(txn)
            .await?;
        Ok(measures > 0)
    }

    type Entity = strategies::Entity;
    type Row = strategies::Model;
    type Active = strategies::ActiveModel;

    const NOUN: &'static str = "a strategy";

    fn column(of: PieceColumn) -> strategies::Column {
        match of {
            PieceColumn::Id => strategies::Column::Id,
            PieceColumn::GoalId => strategies::Column::GoalId,
            PieceColumn::Position => strategies::Column::Position,
            PieceColumn::Version => strategies::Column::Version,
        }
    }

    fn of(row: &strategies::Model) -> Self {
        Self {
            name: row.name.clone(),
            note: row.note.clone(),
        }
    }

    fn version(row: &strategies::Model) -> i32 {
        row.version
    }

    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> strategies::ActiveModel {
        strategies::ActiveModel {
            id: Set(StrategyId(id)),
            goal_id: Set(goal),
            position: Set(position),
            version: Set(1),
            name: Set(self.name.clone()),
            note: Set(self.note.clone()),
        }
    }

    fn changes(&self) -> Vec<(strategies::Column, Expr)> {
        use strategies::Column as C;
        vec![
            (C::Name, Expr::value(self.name.clone())),
            (C::Note, Expr::value(self.note.clone())),
        ]
    }

    fn facts(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", json!(self.name)),
            ("what_it_does", json!(self.note)),
        ]
    }

    fn words(&self) -> String {
        self.name.clone()
    }
}
