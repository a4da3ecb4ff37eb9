//! A table at which people meet.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingRoomId, MeetingTableId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_tables")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingTableId,
    pub room_id: MeetingRoomId,
    pub position: i32,
    pub name: String,
    /// It cannot be used any more.
    pub closed_at: Option<DateTimeUtc>,
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
