//! Days of travel between two cities of a season, where staff know better than the map.

use sea_orm::entity::prelude::*;

use crate::ids::SeasonId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "season_travel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub season_id: SeasonId,
    /// A place, or `online`; the lesser of the two.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub other: String,
    pub days: i32,
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
