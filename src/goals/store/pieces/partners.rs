//! Who carries a goal with their role.

use sea_orm::{ActiveValue::Set, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Piece, PieceColumn};
use crate::{
    entities::goal_partners,
    ids::{GoalId, GoalPartnerId, OrganizationId},
};

/// What people say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerDraft {
    pub name: String,
    pub organization_id: Option<OrganizationId>,
    pub role: String,
}

impl Piece for PartnerDraft {
    type Entity = goal_partners::Entity;
    type Row = goal_partners::Model;
    type Active = goal_partners::ActiveModel;

    const NOUN: &'static str = "a partner";

    fn column(of: PieceColumn) -> goal_partners::Column {
        match of {
            PieceColumn::Id => goal_partners::Column::Id,
            PieceColumn::GoalId => goal_partners::Column::GoalId,
            PieceColumn::Position => goal_partners::Column::Position,
            PieceColumn::Version => goal_partners::Column::Version,
        }
    }

    fn of(row: &goal_partners::Model) -> Self {
        Self {
            name: row.name.clone(),
            organization_id: row.organization_id,
            role: row.role.clone(),
        }
    }

    fn version(row: &goal_partners::Model) -> i32 {
        row.version
    }

    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> goal_partners::ActiveModel {
        goal_partners::ActiveModel {
            id: Set(GoalPartnerId(id)),
            goal_id: Set(goal),
            position: Set(position),
            version: Set(1),
            name: Set(self.name.clone()),
            organization_id: Set(self.organization_id),
            role: Set(self.role.clone()),
        }
    }

    fn changes(&self) -> Vec<(goal_partners::Column, Expr)> {
        use goal_partners::Column as C;
        vec![
            (C::Name, Expr::value(self.name.clone())),
            (C::OrganizationId, Expr::value(self.organization_id)),
            (C::Role, Expr::value(self.role.clone())),
        ]
    }

    fn facts(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", json!(self.name)),
            ("in_the_directory", json!(self.organization_id.is_some())),
            ("role", json!(self.role)),
        ]
    }

    fn words(&self) -> String {
        self.name.clone()
    }
}
