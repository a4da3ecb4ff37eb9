//! An outcome goal: a result for people in a place.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, PartnershipId, UserId},
    values::{ConveningMode, GoalStatus},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GoalId,
    pub slug: String,
    pub title: String,
    pub result_statement: String,
    pub partnership_id: Option<PartnershipId>,
    pub status: GoalStatus,
    pub primary_issue: String,
    pub story: String,
    pub equity_note: String,
    pub owner_of_number: String,
    pub next_report_on: Option<Date>,
    pub what_works: String,
    pub absorption_function: String,
    pub suggested_mode: Option<ConveningMode>,
    pub outcomes_contract: Option<String>,
    pub values_note: String,
    pub open_for_interest: bool,
    pub illustrative: bool,
    pub source_key: Option<String>,
    pub adopted_at: Option<DateTimeUtc>,
    pub adopted_by: Option<UserId>,
    pub adopted_name: String,
    pub version: i32,
    /// Raised by triggers with every change to its lines, indicators and their values.
    pub revision: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<UserId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::issue_areas::Entity",
        from = "Column::PrimaryIssue",
        to = "super::issue_areas::Column::Code"
    )]
    PrimaryIssue,
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
    #[sea_orm(has_one = "super::goal_totals::Entity")]
    Totals,
}

impl Related<super::goal_totals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Totals.def()
    }
}

impl Related<super::issue_areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PrimaryIssue.def()
    }
}

impl Related<super::partnerships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
