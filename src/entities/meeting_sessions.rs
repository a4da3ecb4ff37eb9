//! A stretch of time in which rounds follow each other, on the clocks of the convening.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingRoomId, MeetingSessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingSessionId,
    pub room_id: MeetingRoomId,
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
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
