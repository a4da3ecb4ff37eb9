//! A row for every change to a funding source; triggers write them, and old ones are dropped.

use sea_orm::entity::prelude::*;

use crate::ids::{FundingSourceId, OrganizationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "directory_changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub number: i64,
    pub funding_source_id: Option<FundingSourceId>,
    pub organization_id: Option<OrganizationId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
