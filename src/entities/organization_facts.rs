//! One statement about an organisation, with its source and date.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{FactId, OrganizationId},
    values::Money,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization_facts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FactId,
    pub organization_id: OrganizationId,
    pub label: String,
    pub value: String,
    pub amount_usd: Option<Money>,
    pub source: String,
    pub as_of: String,
    pub position: i32,
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
