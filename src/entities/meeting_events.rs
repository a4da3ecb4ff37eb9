//! A meeting as somebody's calendar was told of it. It keeps its UID for life, and its SEQUENCE rises only when it is
//! another: in another round, at another table, with somebody else, or not held any more.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{MeetingEventId, MeetingPartyId, MeetingPersonId},
    values::CodeList,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingEventId,
    /// In whose calendar it is.
    pub person_id: MeetingPersonId,
    pub team_id: MeetingPartyId,
    /// The funders at it.
    pub funders: CodeList,
    /// The part of the UID before the `@`.
    pub uid: String,
    pub sequence: i32,
    pub stamped_at: DateTimeUtc,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub summary: String,
    /// Table and venue.
    pub place: String,
    /// Whether it was published; the plan may have been taken back since.
    pub firm: bool,
    /// It is not held any more: calendars are told so for a while.
    pub gone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_people::Entity",
        from = "Column::PersonId",
        to = "super::meeting_people::Column::Id"
    )]
    Person,
}

impl Related<super::meeting_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
