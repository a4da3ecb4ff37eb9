//! Populations a pocket names.

use sea_orm::entity::prelude::*;

use crate::ids::FundingSourceId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_source_populations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub funding_source_id: FundingSourceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub population_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::funding_sources::Entity",
        from = "Column::FundingSourceId",
        to = "super::funding_sources::Column::Id"
    )]
    FundingSource,
    #[sea_orm(
        belongs_to = "super::populations::Entity",
        from = "Column::PopulationCode",
        to = "super::populations::Column::Code"
    )]
    PopulationCode,
}

impl Related<super::funding_sources::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FundingSource.def()
    }
}

impl Related<super::populations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PopulationCode.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
