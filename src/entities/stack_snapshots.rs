//! A goal's capital stack as it was at one moment, with what it added up to.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, GoalId, SnapshotId},
    values::{Money, SnapshotReason, TimeZone},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stack_snapshots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SnapshotId,
    pub goal_id: GoalId,
    pub taken_at: DateTimeUtc,
    /// The day it was where it was taken.
    pub local_on: Date,
    pub time_zone: TimeZone,
    /// The name as it was then.
    pub taken_by: String,
    pub reason: SnapshotReason,
    pub convening_id: Option<ConveningId>,
    pub note: String,
    pub total_usd: Money,
    pub committed_usd: Money,
    pub soft_usd: Money,
    pub unidentified_usd: Money,
    pub gap_usd: Money,
    pub outside_cash_usd: Money,
    pub repayment_usd: Money,
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
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
