//! How a partnership sees itself on a day: the five conditions of collective impact. Never changed, and its own.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, SelfCheckId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "self_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SelfCheckId,
    pub partnership_id: PartnershipId,
    pub checked_on: Date,
    pub agenda: i32,
    pub agenda_note: String,
    pub measurement: i32,
    pub measurement_note: String,
    pub activities: i32,
    pub activities_note: String,
    pub communication: i32,
    pub communication_note: String,
    pub backbone: i32,
    pub backbone_note: String,
    pub by_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
}

impl Related<super::partnerships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
