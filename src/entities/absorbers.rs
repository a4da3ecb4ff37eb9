//! An organisation that can take capital and carry it: its size, its record and how ready it is.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AbsorberId, OrganizationId},
    values::{AbsorberKind, Money, Readiness},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "absorbers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AbsorberId,
    pub organization_id: OrganizationId,
    pub kind: AbsorberKind,
    pub assets_usd: Option<Money>,
    /// Net assets as a share of all assets, 0 to 1.
    pub net_asset_ratio: Option<f64>,
    pub certification: String,
    pub certified_on: Option<Date>,
    pub pipeline_usd: Option<Money>,
    pub debt_history: String,
    pub readiness: Readiness,
    pub source: String,
    pub as_of: Date,
    pub illustrative: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
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
