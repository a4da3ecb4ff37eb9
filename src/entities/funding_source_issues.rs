//! Issues a pocket says it funds.

use sea_orm::entity::prelude::*;

use crate::ids::FundingSourceId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_source_issues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub funding_source_id: FundingSourceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub issue_code: String,
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
        belongs_to = "super::issue_areas::Entity",
        from = "Column::IssueCode",
        to = "super::issue_areas::Column::Code"
    )]
    IssueCode,
}

impl Related<super::funding_sources::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FundingSource.def()
    }
}

impl Related<super::issue_areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::IssueCode.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
