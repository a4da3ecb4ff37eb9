//! What has to change around a goal.

use sea_orm::{ActiveValue::Set, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Piece, PieceColumn};
use crate::{
    entities::goal_systems_changes,
    ids::{GoalId, SystemsChangeId},
    values::SystemsChangeKind,
};

/// What people say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeDraft {
    pub kind: Option<SystemsChangeKind>,
    pub description: String,
}

impl Piece for ChangeDraft {
    type Entity = goal_systems_changes::Entity;
    type Row = goal_systems_changes::Model;
    type Active = goal_systems_changes::ActiveModel;

    const NOUN: &'static str = "a systems change";

    fn column(of: PieceColumn) -> goal_systems_changes::Column {
        match of {
            PieceColumn::Id => goal_systems_changes::Column::Id,
            PieceColumn::GoalId => goal_systems_changes::Column::GoalId,
            PieceColumn::Position => goal_systems_changes::Column::Position,
            PieceColumn::Version => goal_systems_changes::Column::Version,
        }
    }

    fn of(row: &goal_systems_changes::Model) -> Self {
        Self {
            kind: row.kind,
            description: row.description.clone(),
        }
    }

    fn version(row: &goal_systems_changes::Model) -> i32 {
        row.version
    }

    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> goal_systems_changes::ActiveModel {
        goal_systems_changes::ActiveModel {
            id: Set(SystemsChangeId(id)),
            goal_id: Set(goal),
            position: Set(position),
            version: Set(1),
            kind: Set(self.kind),
            description: Set(self.description.clone()),
        }
    }

    fn changes(&self) -> Vec<(goal_systems_changes::Column, Expr)> {
        use goal_systems_changes::Column as C;
        vec![
            (C::Kind, Expr::value(self.kind)),
            (C::Description, Expr::value(self.description.clone())),
        ]
    }

    fn facts(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("kind", json!(self.kind.map(SystemsChangeKind::label))),
            ("description", json!(self.description)),
        ]
    }

    fn words(&self) -> String {
        self.description.chars().take(80).collect()
    }
}
