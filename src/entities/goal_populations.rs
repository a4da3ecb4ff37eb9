//! Populations a goal is for.

use sea_orm::entity::prelude::*;

use crate::ids::GoalId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_populations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: GoalId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub population_code: String,
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
        belongs_to = "super::populations::Entity",
        from = "Column::PopulationCode",
        to = "super::populations::Column::Code"
    )]
    PopulationCode,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::populations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PopulationCode.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
