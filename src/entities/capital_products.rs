//! A capital product a pocket offers, with its terms. Rates are in basis points.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{FundingSourceId, ProductId},
    values::{CapitalProduct, Money},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "capital_products")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductId,
    pub funding_source_id: FundingSourceId,
    pub product: CapitalProduct,
    pub min_usd: Money,
    pub max_usd: Money,
    pub rate_low_bp: Option<i32>,
    pub rate_high_bp: Option<i32>,
    pub term_months: Option<i32>,
    pub position: String,
    pub conditions: String,
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
