//! What quantifies a goal's result.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, IndicatorId},
    values::{
        CodeList, IndicatorDirection, IndicatorLevel, IndicatorUnit, PowerRating,
        ReportingFrequency,
    },
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicators")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IndicatorId,
    pub goal_id: GoalId,
    pub name: String,
    pub unit: IndicatorUnit,
    pub direction: IndicatorDirection,
    /// Always of everyone in the place: what programs measure of their clients belongs to strategies.
    pub level: IndicatorLevel,
    pub source: String,
    pub disaggregate_by: CodeList,
    /// The first of a goal is its headline.
    pub position: i32,
    pub definition: String,
    pub numerator: String,
    pub denominator: String,
    /// A draft may lack a baseline and a target.
    pub baseline_value: Option<f64>,
    pub baseline_on: Option<Date>,
    pub baseline_source: String,
    pub target_value: Option<f64>,
    pub target_on: Option<Date>,
    /// Where the number would go if nothing changed.
    pub forecast_value: Option<f64>,
    pub forecast_on: Option<Date>,
    pub frequency: Option<ReportingFrequency>,
    /// How long after a period its number is published.
    pub lag_months: Option<i32>,
    pub next_release_on: Option<Date>,
    /// Whether the public page shows the groups; the partnership agrees to that.
    pub publish_cuts: bool,
    pub communication_power: Option<PowerRating>,
    pub proxy_power: Option<PowerRating>,
    pub data_power: Option<PowerRating>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
