//! One pocket of an organisation: matching runs on pockets, not on organisations.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{FundingSourceId, OrganizationId},
    values::{CodeList, FunderType},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_sources")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FundingSourceId,
    pub organization_id: OrganizationId,
    pub name: String,
    pub kind: FunderType,
    pub decision_body: String,
    pub decision_cycle: String,
    pub constraints: CodeList,
    pub target_markets: String,
    pub notes: String,
    pub active: bool,
    pub source: String,
    pub as_of: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    /// Where its assessment areas or target markets are written down.
    pub areas_source: String,
    pub areas_as_of: Option<Date>,
    /// Since when a CDFI is certified.
    pub certified_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
