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
    /// What the source calls the period, such as "2018-19 school year"; may be empty.
    pub period: String,
    /// By what the people were told apart, such as `race_ethnicity`; empty for everyone.
    pub cut_kind: String,
    pub cut_group: String,
    /// The confidence interval, where the source gives one.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub released_on: Option<Date>,
    /// Why it replaces the revision before it.
    pub reason: String,
    /// The name as it was then.
    pub reported_by: String,
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
