//! A partnership: the cross-sector table that leads in a place.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{PartnershipId, UserId},
    values::PartnershipStage,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnerships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartnershipId,
    pub slug: String,
    pub name: String,
    pub stage: PartnershipStage,
    pub shared_result: String,
    pub decision_rule: String,
    pub rhythm: String,
    pub governance_note: String,
    pub website: String,
    pub source: String,
    pub as_of: String,
    /// Whether staff may see the self-check, which is the partnership's own.
    pub share_with_staff: bool,
    pub illustrative: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<UserId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
