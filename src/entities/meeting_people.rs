//! Somebody who comes for a party, and when they are away.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{
        InvitationId, MeetingPartyId, MeetingPersonId, MeetingRoomId, OrganizationId, PersonId,
        SeatId,
    },
    values::{CodeList, EmailAddress},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingPersonId,
    pub room_id: MeetingRoomId,
    /// Nobody yet says where they sit.
    pub party_id: Option<MeetingPartyId>,
    /// The seat they have; none once it was taken away.
    pub seat_id: Option<SeatId>,
    pub person_id: Option<PersonId>,
    pub organization_id: Option<OrganizationId>,
    pub name: String,
    /// Where they can be written to.
    pub address: Option<EmailAddress>,
    /// The invitation that holds the seat; another one once the seat was handed over.
    pub invitation_id: Option<InvitationId>,
    /// When they are away: `start/end`, or the start of a round alone as it was kept once.
    pub away: CodeList,
    /// They do not come (any more).
    pub gone_at: Option<DateTimeUtc>,
    /// Why not: "declined", "seat"; empty where staff say so.
    pub gone_why: String,
    /// When they were asked for wishes.
    pub asked_at: Option<DateTimeUtc>,
    pub illustrative: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_rooms::Entity",
        from = "Column::RoomId",
        to = "super::meeting_rooms::Column::Id"
    )]
    Room,
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::PartyId",
        to = "super::meeting_parties::Column::Id"
    )]
    Party,
    #[sea_orm(
        belongs_to = "super::seats::Entity",
        from = "Column::SeatId",
        to = "super::seats::Column::Id"
    )]
    Seat,
    #[sea_orm(
        belongs_to = "super::people::Entity",
        from = "Column::PersonId",
        to = "super::people::Column::Id"
    )]
    Person,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
}

impl Related<super::meeting_rooms::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Room.def()
    }
}

impl Related<super::meeting_parties::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Party.def()
    }
}

impl Related<super::seats::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seat.def()
    }
}

impl Related<super::people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
