//! What somebody’s calendar holds of an option, until a time is chosen.

use sea_orm::entity::prelude::*;

use crate::ids::{PollOptionId, PollPersonId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_holds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub poll_option_id: PollOptionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub poll_person_id: PollPersonId,
    pub sequence: i32,
    pub stamped_at: DateTimeUtc,
    pub released_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::poll_options::Entity",
        from = "Column::PollOptionId",
        to = "super::poll_options::Column::Id"
    )]
    Choice,
    #[sea_orm(
        belongs_to = "super::poll_people::Entity",
        from = "Column::PollPersonId",
        to = "super::poll_people::Column::Id"
    )]
    Person,
}

impl Related<super::poll_options::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Choice.def()
    }
}

impl Related<super::poll_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
