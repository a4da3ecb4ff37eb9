//! Who meets: a team (a goal, or a partner of the city) or a funder. An organization is one party, whoever comes
//! for it.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, MeetingPartyId, MeetingRoomId, OrganizationId},
    values::MeetingSide,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_parties")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingPartyId,
    pub room_id: MeetingRoomId,
    pub side: MeetingSide,
    pub goal_id: Option<GoalId>,
    pub organization_id: Option<OrganizationId>,
    /// As it was when it was listed.
    pub name: String,
    pub illustrative: bool,
    /// The most meetings, where it has a limit of its own.
    pub most: Option<i32>,
    /// It does not take part (any more).
    pub withdrawn_at: Option<DateTimeUtc>,
    /// When its wishes were said last, by whom, and how we know.
    pub said_at: Option<DateTimeUtc>,
    pub said_by: String,
    pub said_by_link: bool,
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
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
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

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
