//! A convening of a season: when it could be, how long it takes, and the date it keeps.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, SeasonId, SeasonVenueId},
    values::Money,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "season_convenings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub season_id: SeasonId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub convening_id: ConveningId,
    /// Nothing where the season's first day holds.
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub days: i32,
    /// What each week later in its window takes off.
    pub late_cost: Money,
    /// Where it stays when dates are proposed anew.
    pub kept_day: Option<Date>,
    pub kept_venue_id: Option<SeasonVenueId>,
    /// The convening itself was put on that day.
    pub accepted: bool,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::seasons::Entity",
        from = "Column::SeasonId",
        to = "super::seasons::Column::Id"
    )]
    Season,
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
    #[sea_orm(
        belongs_to = "super::season_venues::Entity",
        from = "Column::KeptVenueId",
        to = "super::season_venues::Column::Id"
    )]
    KeptVenue,
}

impl ActiveModelBehavior for ActiveModel {}
