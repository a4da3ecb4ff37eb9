//! Projects under a goal. One is never deleted: it is stopped.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect, QueryTrait, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Piece, PieceColumn};
use crate::{
    entities::{indicators, projects},
    ids::{GoalId, ProjectId},
    values::{Money, ProjectStatus},
};

/// What people say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectDraft {
    pub name: String,
    pub sponsor: String,
    pub status: ProjectStatus,
    pub cost_usd: Option<Money>,
    pub items: String,
    pub source: String,
    pub as_of: Option<NaiveDate>,
}

impl Piece for ProjectDraft {
    type Entity = projects::Entity;
    type Row = projects::Model;
    type Active = projects::ActiveModel;

    const NOUN: &'static str = "a project";

    fn column(of: PieceColumn) -> projects::Column {
        match of {
            PieceColumn::Id => projects::Column::Id,
            PieceColumn::GoalId => projects::Column::GoalId,
            PieceColumn::Position => projects::Column::Position,
            PieceColumn::Version => projects::Column::Version,
        }
    }

    fn of(row: &projects::Model) -> Self {
        Self {
            name: row.name.clone(),
            sponsor: row.sponsor.clone(),
            status: row.status,
            cost_usd: row.cost_usd,
            items: row.items.clone(),
            source: row.source.clone(),
            as_of: row.as_of,
        }
    }

    fn version(row: &projects::Model) -> i32 {
        row.version
    }

    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> projects::ActiveModel {
        projects::ActiveModel {
            id: Set(ProjectId(id)),
            goal_id: Set(goal),
            position: Set(position),
            version: Set(1),
            name: Set(self.name.clone()),
            sponsor: Set(self.sponsor.clone()),
            status: Set(self.status),
            cost_usd: Set(self.cost_usd),
            items: Set(self.items.clone()),
            source: Set(self.source.clone()),
            as_of: Set(self.as_of),
        }
    }

    fn changes(&self) -> Vec<(projects::Column, Expr)> {
        use projects::Column as C;
        vec![
            (C::Name, Expr::value(self.name.clone())),
            (C::Sponsor, Expr::value(self.sponsor.clone())),
            (C::Status, Expr::value(self.status)),
            (C::CostUsd, Expr::value(self.cost_usd)),
            (C::Items, Expr::value(self.items.clone())),
            (C::Source, Expr::value(self.source.clone())),
            (C::AsOf, Expr::value(self.as_of)),
        ]
    }

    fn facts(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", json!(self.name)),
            ("sponsor", json!(self.sponsor)),
            ("status", json!(self.status)),
            ("cost_usd", json!(self.cost_usd)),
            ("line_items", json!(self.items)),
            ("source", json!(self.source)),
            ("as_of", json!(self.as_of.map(|day| day.to_string()))),
        ]
    }

    fn words(&self) -> String {
        self.name.clone()
    }
}

/// How many projects a goal holds.
pub async fn project_count(db: &impl ConnectionTrait, goal: GoalId) -> Result<u64, DbErr> {
    projects::Entity::find()
        .filter(projects::Column::GoalId.eq(goal))
        .count(db)
        .await
}

/// Those of these goals that hold projects and no number: lists of projects, not yet goals.
pub async fn project_lists(
    db: &impl ConnectionTrait,
    goals: impl IntoIterator<Item = GoalId>,
) -> Result<BTreeSet<GoalId>, DbErr> {
    let numbered = indicators::Entity::find()
        .select_only()
        .column(indicators::Column::GoalId)
        .into_query();
    let found: Vec<GoalId> = projects::Entity::find()
        .select_only()
        .column(projects::Column::GoalId)
        .distinct()
        .filter(projects::Column::GoalId.is_in(goals))
        .filter(projects::Column::GoalId.not_in_subquery(numbered))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}
