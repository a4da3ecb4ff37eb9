//! A place that convenings of a season could be at; it holds one at a time.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{SeasonId, SeasonVenueId},
    values::PlaceId,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "season_venues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeasonVenueId,
    pub season_id: SeasonId,
    pub name: String,
    pub place_id: Option<PlaceId>,
    /// Days on which it is closed, as typed.
    pub closed: String,
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
        belongs_to = "super::places::Entity",
        from = "Column::PlaceId",
        to = "super::places::Column::Id"
    )]
    Place,
}

impl ActiveModelBehavior for ActiveModel {}
