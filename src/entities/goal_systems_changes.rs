//! What has to change around a goal, beyond any one program.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, SystemsChangeId},
    values::SystemsChangeKind,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_systems_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SystemsChangeId,
    pub goal_id: GoalId,
    pub position: i32,
    pub version: i32,
    pub kind: Option<SystemsChangeKind>,
    pub description: String,
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
