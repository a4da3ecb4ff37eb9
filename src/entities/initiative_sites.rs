//! A city in a round of an initiative.

use sea_orm::entity::prelude::*;

use crate::values::{PlaceId, SiteRole};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "initiative_sites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: PlaceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: SiteRole,
    pub year: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::initiative_rounds::Entity",
        from = "Column::RoundCode",
        to = "super::initiative_rounds::Column::Code"
    )]
    Round,
    #[sea_orm(
        belongs_to = "super::places::Entity",
        from = "Column::PlaceId",
        to = "super::places::Column::Id"
    )]
    Place,
}

impl Related<super::initiative_rounds::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Round.def()
    }
}

impl Related<super::places::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Place.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
