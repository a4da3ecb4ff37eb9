//! One line of a goal's capital stack.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AbsorberId, FundingSourceId, GoalId, StackLineId},
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
    pub restrictions: String,
    /// What this money cannot match; empty where it can match anything.
    pub not_match_for: String,
    pub rate: String,
    pub term: String,
    /// Position, lien and security in words.
    pub claim: String,
    /// Paid only after the money is spent.
    pub reimbursed: bool,
    /// The line this one takes a share of.
    pub part_of: Option<StackLineId>,
    /// Who would take the money.
    pub absorber_id: Option<AbsorberId>,
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
    #[sea_orm(
        belongs_to = "super::stack_lines::Entity",
        from = "Column::PartOf",
        to = "super::stack_lines::Column::Id"
    )]
    Whole,
    #[sea_orm(
        belongs_to = "super::absorbers::Entity",
        from = "Column::AbsorberId",
        to = "super::absorbers::Column::Id"
    )]
    Absorber,
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

impl Related<super::absorbers::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Absorber.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
