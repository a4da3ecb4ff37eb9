//! What somebody said of one option. What is not here was not said.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{PollOptionId, PollPersonId},
    values::{AnswerSource, PollAnswer},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_votes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub poll_person_id: PollPersonId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub poll_option_id: PollOptionId,
    pub answer: PollAnswer,
    pub note: String,
    pub said_at: DateTimeUtc,
    pub source: AnswerSource,
    /// Who recorded it, where staff did.
    pub written_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::poll_people::Entity",
        from = "Column::PollPersonId",
        to = "super::poll_people::Column::Id"
    )]
    Person,
    #[sea_orm(
        belongs_to = "super::poll_options::Entity",
        from = "Column::PollOptionId",
        to = "super::poll_options::Column::Id"
    )]
    Choice,
}

impl Related<super::poll_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl Related<super::poll_options::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Choice.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
