//! When somebody is busy, by the calendar they lent. Nothing else of it is kept, and this only as long as the poll.

use sea_orm::entity::prelude::*;

use crate::ids::{PollBusyId, PollPersonId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_busy_times")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollBusyId,
    pub poll_person_id: PollPersonId,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::poll_people::Entity",
        from = "Column::PollPersonId",
        to = "super::poll_people::Column::Id"
    )]
    Person,
}

impl Related<super::poll_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
