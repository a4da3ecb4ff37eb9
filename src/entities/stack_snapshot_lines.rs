//! One line of a capital stack as it was when a snapshot was taken. A copy: it outlives the line.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{SnapshotId, StackLineId},
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stack_snapshot_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub snapshot_id: SnapshotId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub line_id: StackLineId,
    pub position: i32,
    pub part_of: Option<StackLineId>,
    pub layer: StackLayer,
    pub product: CapitalProduct,
    pub amount_usd: Money,
    pub status: StackLineStatus,
    pub purpose: String,
    pub counts_toward_total: bool,
    pub funder: String,
    pub borrower: String,
    pub conditions: String,
    pub restrictions: String,
    pub terms: String,
    pub expected_on: Option<Date>,
    pub source: String,
    pub as_of: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::stack_snapshots::Entity",
        from = "Column::SnapshotId",
        to = "super::stack_snapshots::Column::Id"
    )]
    Snapshot,
}

impl Related<super::stack_snapshots::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Snapshot.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
