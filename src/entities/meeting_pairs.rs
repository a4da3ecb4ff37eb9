//! What staff say of a team and a funder: held in any case, or called off.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{MeetingPartyId, MeetingRoomId},
    values::MeetingOrder,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_pairs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: MeetingPartyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub funder_id: MeetingPartyId,
    pub room_id: MeetingRoomId,
    pub verdict: MeetingOrder,
    pub said_by: String,
    pub said_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::TeamId",
        to = "super::meeting_parties::Column::Id"
    )]
    Team,
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::FunderId",
        to = "super::meeting_parties::Column::Id"
    )]
    Funder,
    #[sea_orm(
        belongs_to = "super::meeting_rooms::Entity",
        from = "Column::RoomId",
        to = "super::meeting_rooms::Column::Id"
    )]
    Room,
}

impl Related<super::meeting_rooms::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Room.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
