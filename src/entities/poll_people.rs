//! Somebody a poll asks by name.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{OrganizationId, PersonId, PollId, PollPersonId, SeatId},
    values::{AnswerSource, Attendance, EmailAddress, PollPersonState, TimeZone},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollPersonId,
    pub poll_id: PollId,
    pub seat_id: Option<SeatId>,
    pub organization_id: Option<OrganizationId>,
    pub person_id: Option<PersonId>,
    pub name: String,
    pub address: EmailAddress,
    /// The address in lower case: once a poll.
    pub address_key: String,
    pub attendance: Attendance,
    /// One of those who share this number has to be able to come.
    pub any_of: Option<i32>,
    /// The zone they read times in, if they said.
    pub time_zone: Option<TimeZone>,
    pub state: PollPersonState,
    /// What they said with their answers.
    pub note: String,
    pub asked_at: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answer_source: Option<AnswerSource>,
    /// Who wrote the answers down, where staff did.
    pub recorded_by: String,
    /// How many reminders went to them.
    pub reminded: i32,
    pub reminded_at: Option<DateTimeUtc>,
    pub illustrative: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::date_polls::Entity",
        from = "Column::PollId",
        to = "super::date_polls::Column::Id"
    )]
    Poll,
    #[sea_orm(
        belongs_to = "super::seats::Entity",
        from = "Column::SeatId",
        to = "super::seats::Column::Id"
    )]
    Seat,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
    #[sea_orm(
        belongs_to = "super::people::Entity",
        from = "Column::PersonId",
        to = "super::people::Column::Id"
    )]
    Person,
}

impl Related<super::date_polls::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Poll.def()
    }
}

impl Related<super::seats::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seat.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
