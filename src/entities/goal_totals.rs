//! What a goal's stack adds up to, written together with every change to its lines.

use sea_orm::entity::prelude::*;

use crate::{ids::GoalId, values::Money};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_totals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: GoalId,
    pub total_usd: Money,
    pub committed_usd: Money,
    pub soft_usd: Money,
    pub unidentified_usd: Money,
    pub gap_usd: Money,
    pub outside_cash_usd: Money,
    pub repayment_sources_usd: Money,
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
