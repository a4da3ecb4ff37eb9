//! When in a usual week somebody could come, on their own clock. Asked where any time will do.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{PollHourId, PollPersonId},
    values::PollAnswer,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_hours")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollHourId,
    pub poll_person_id: PollPersonId,
    /// 1 is Monday.
    pub weekday: i32,
    /// Minutes after midnight.
    pub from_minute: i32,
    pub to_minute: i32,
    pub answer: PollAnswer,
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
