//! Something that gets done under a goal: a building, a hire, a launch.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, ProjectId},
    values::{Money, ProjectStatus},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "projects")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProjectId,
    pub goal_id: GoalId,
    pub position: i32,
    pub version: i32,
    pub name: String,
    pub sponsor: String,
    pub status: ProjectStatus,
    pub cost_usd: Option<Money>,
    pub items: String,
    pub source: String,
    pub as_of: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
