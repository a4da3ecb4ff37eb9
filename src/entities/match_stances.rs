//! What staff think of a funding source for one goal.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{FundingSourceId, GoalId, StanceId},
    values::{Stance, StanceReason},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "match_stances")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StanceId,
    pub goal_id: GoalId,
    pub funding_source_id: FundingSourceId,
    /// Nothing once it was taken back.
    pub stance: Option<Stance>,
    pub pinned: bool,
    /// Why it is set aside.
    pub reason_kind: Option<StanceReason>,
    pub reason: String,
    /// When a "not now" is over; nothing if nobody said.
    pub look_again_on: Option<Date>,
    pub changed_by: String,
    pub changed_at: DateTimeUtc,
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
