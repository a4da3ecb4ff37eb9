//! A plan of who meets whom in which round, from the asking for it to its end.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{MeetingPlanId, MeetingRoomId},
    values::MeetingPlanState,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingPlanId,
    pub room_id: MeetingRoomId,
    pub state: MeetingPlanState,
    /// The plan it was made near to; none for one made afresh.
    pub after_id: Option<MeetingPlanId>,
    /// Whether the meetings of that plan had to stay where they were.
    pub frozen: bool,
    pub moves: i32,
    pub seed: i32,
    /// How much of the search is done.
    pub done: i32,
    /// Somebody wants it stopped: what is found so far will do.
    pub stop: bool,
    /// Why it could not be made.
    pub trouble: String,
    /// How many meetings it holds, and how many it leaves out that have to be.
    pub held: i32,
    pub left_out: i32,
    pub breaks: i32,
    /// The worth of the wishes held, less what breaks cost.
    pub worth: i64,
    /// No plan is worth more.
    pub most_worth: Option<i64>,
    /// No plan has fewer breaks.
    pub least_breaks: Option<i32>,
    /// Nothing better is possible.
    pub proved: bool,
    /// The how manieth plan in force it is; none before it is.
    pub number: i32,
    pub asked_by: String,
    pub asked_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    /// When somebody asked how few breaks its meetings need, and when that was as known as it will be.
    pub proof_asked_at: Option<DateTimeUtc>,
    pub proof_ended_at: Option<DateTimeUtc>,
    /// Proved: its meetings cannot be held with fewer breaks.
    pub fewest_breaks: Option<i32>,
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
