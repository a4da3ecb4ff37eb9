//! What quantifies a goal's result.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, IndicatorId},
    values::{CodeList, IndicatorDirection, IndicatorUnit},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicators")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IndicatorId,
    pub goal_id: GoalId,
    pub name: String,
    pub unit: IndicatorUnit,
    pub direction: IndicatorDirection,
    pub level: String,
    pub baseline_value: f64,
    pub baseline_on: Date,
    pub target_value: f64,
    pub target_on: Date,
    pub source: String,
    pub disaggregate_by: CodeList,
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
