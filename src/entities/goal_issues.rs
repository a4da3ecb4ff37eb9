//! Issues a goal touches besides its primary one.

use sea_orm::entity::prelude::*;

use crate::ids::GoalId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_issues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: GoalId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub issue_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
    #[sea_orm(
        belongs_to = "super::issue_areas::Entity",
        from = "Column::IssueCode",
        to = "super::issue_areas::Column::Code"
    )]
    IssueCode,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::issue_areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::IssueCode.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
