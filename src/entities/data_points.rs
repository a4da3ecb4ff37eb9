//! One observed value; a correction adds a row with a higher revision.

use sea_orm::entity::prelude::*;

use crate::ids::{DataPointId, IndicatorId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "data_points")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DataPointId,
    pub indicator_id: IndicatorId,
    pub observed_on: Date,
    pub value: f64,
    pub revision: i32,
    pub source: String,
    pub note: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::indicators::Entity",
        from = "Column::IndicatorId",
        to = "super::indicators::Column::Id"
    )]
    Indicator,
}

impl Related<super::indicators::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Indicator.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
