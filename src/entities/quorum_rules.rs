//! How many of one kind a convening needs to decide anything.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, QuorumRuleId},
    values::QuorumKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quorum_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuorumRuleId,
    pub convening_id: ConveningId,
    pub kind: QuorumKind,
    /// 1 to 99.
    pub at_least: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
