//! Where a pocket may be spent: stated places, or a bank's CRA assessment areas.

use sea_orm::entity::prelude::*;

use crate::{
    ids::FundingSourceId,
    values::{AreaBasis, PlaceId},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_source_areas")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub funding_source_id: FundingSourceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub basis: AreaBasis,
    #[sea_orm(primary_key, auto_increment = false)]
    pub area: PlaceId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::funding_sources::Entity",
        from = "Column::FundingSourceId",
        to = "super::funding_sources::Column::Id"
    )]
    FundingSource,
}

impl Related<super::funding_sources::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FundingSource.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
