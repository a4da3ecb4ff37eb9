//! How a strategy does: how much, how well, and whether anyone is better off.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, MeasureId, StrategyId},
    values::MeasureQuadrant,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "performance_measures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeasureId,
    pub goal_id: GoalId,
    pub position: i32,
    pub version: i32,
    pub strategy_id: StrategyId,
    pub quadrant: MeasureQuadrant,
    pub measure: String,
    pub unit: String,
    pub value: Option<f64>,
    pub as_of: Option<Date>,
    pub source: String,
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
        belongs_to = "super::strategies::Entity",
        from = "Column::StrategyId",
        to = "super::strategies::Column::Id"
    )]
    Strategy,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
