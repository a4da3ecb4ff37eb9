//! What staff heard of a funder for a partnership. Private to staff who may change things.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, NoteId, OrganizationId, PartnershipId},
    values::{InteractionKind, RelationshipStage},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "relationship_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    pub organization_id: OrganizationId,
    pub partnership_id: PartnershipId,
    pub goal_id: Option<GoalId>,
    pub kind: InteractionKind,
    pub happened_on: Date,
    pub said: String,
    /// The stage it moved the two to; nothing if it moved nothing.
    pub stage: Option<RelationshipStage>,
    /// When to ask again one who declined.
    pub revisit_on: Option<Date>,
    pub written_by: String,
    pub written_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
    #[sea_orm(
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
}

impl ActiveModelBehavior for ActiveModel {}
