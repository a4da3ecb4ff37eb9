//! A day on which the cities of a round learn together.

use sea_orm::entity::prelude::*;

use crate::ids::LearningDateId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "learning_dates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LearningDateId,
    pub round_code: String,
    pub held_on: Date,
    pub topic: String,
    /// A place, or how to join from elsewhere; may be empty.
    pub venue: String,
    pub source: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::initiative_rounds::Entity",
        from = "Column::RoundCode",
        to = "super::initiative_rounds::Column::Code"
    )]
    Round,
}

impl Related<super::initiative_rounds::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Round.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
