//! How many reminders of a convening one guest gets at most, where it is not the usual number.

use sea_orm::entity::prelude::*;

use crate::ids::ConveningId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder_limits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub convening_id: ConveningId,
    pub most: i32,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
