//! The dates that were last proposed for a season, and what they rest on.

use sea_orm::entity::prelude::*;

use crate::ids::{SeasonId, SeasonPlanId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "season_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub season_id: SeasonId,
    pub plan_id: SeasonPlanId,
    pub made_at: DateTimeUtc,
    pub made_by: String,
    /// The season's, when it was made.
    pub revision: i32,
    /// Why there are no dates; empty where there are.
    pub trouble: String,
    /// The dates as JSON; empty where there are none.
    pub plan: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::seasons::Entity",
        from = "Column::SeasonId",
        to = "super::seasons::Column::Id"
    )]
    Season,
}

impl ActiveModelBehavior for ActiveModel {}
