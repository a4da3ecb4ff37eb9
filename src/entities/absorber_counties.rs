//! Counties an absorber works in.

use sea_orm::entity::prelude::*;

use crate::{ids::AbsorberId, values::PlaceId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "absorber_counties")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub absorber_id: AbsorberId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: PlaceId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::absorbers::Entity",
        from = "Column::AbsorberId",
        to = "super::absorbers::Column::Id"
    )]
    Absorber,
    #[sea_orm(
        belongs_to = "super::places::Entity",
        from = "Column::PlaceId",
        to = "super::places::Column::Id"
    )]
    Place,
}

impl Related<super::absorbers::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Absorber.def()
    }
}

impl Related<super::places::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Place.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
