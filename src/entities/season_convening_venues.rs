//! A venue that a convening of a season could be at.

use sea_orm::entity::prelude::*;

use crate::ids::{ConveningId, SeasonVenueId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "season_convening_venues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub venue_id: SeasonVenueId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub convening_id: ConveningId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::season_venues::Entity",
        from = "Column::VenueId",
        to = "super::season_venues::Column::Id"
    )]
    Venue,
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl ActiveModelBehavior for ActiveModel {}
