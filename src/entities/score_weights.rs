//! What each measure of a score weighs. The newest version is in force; old ones stay, so that it can be said what a score
//! was made of.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "score_weights")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub place: i32,
    pub issue: i32,
    pub capital: i32,
    pub population: i32,
    pub relationship: i32,
    pub history: i32,
    pub timing: i32,
    /// The most points taken off for asks this quarter.
    pub load: i32,
    pub why: String,
    /// The name as it was then.
    pub saved_by: String,
    pub saved_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
