//! One line of a goal's capital stack.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{FundingSourceId, GoalId, StackLineId},
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stack_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StackLineId,
    pub goal_id: GoalId,
    pub position: i32,
    pub layer: StackLayer,
    pub product: CapitalProduct,
    pub amount_usd: Money,
    pub status: StackLineStatus,
    pub purpose: String,
    pub counts_toward_total: bool,
    pub funding_source_id: Option<FundingSourceId>,
    pub conditions: String,
    pub expected_on: Option<Date>,
    pub source: String,
    pub as_of: Date,
    pub version: i32,
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
        belongs_to = "super::funding_sources::Entity",
        from = "Column::FundingSourceId",
        to = "super::funding_sources::Column::Id"
    )]
    FundingSource,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::funding_sources::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FundingSource.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
