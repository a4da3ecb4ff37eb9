//! A round of an initiative that a partnership takes part in.

use sea_orm::entity::prelude::*;

use crate::ids::PartnershipId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_rounds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership_id: PartnershipId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
    #[sea_orm(
        belongs_to = "super::initiative_rounds::Entity",
        from = "Column::RoundCode",
        to = "super::initiative_rounds::Column::Code"
    )]
    Round,
}

impl Related<super::partnerships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl Related<super::initiative_rounds::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Round.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
