//! The meetings in the room of one convening: rounds, tables, and how far they have come.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, MeetingPlanId, MeetingRoomId, UserId},
    values::{MeetingManner, MeetingPhase},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_rooms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingRoomId,
    pub convening_id: ConveningId,
    pub phase: MeetingPhase,
    /// Two at a table, or a team with several funders.
    pub manner: MeetingManner,
    /// How long a round lasts, and the pause after it.
    pub minutes: i32,
    pub pause: i32,
    /// The most meetings of each party, where it has no limit of its own.
    pub most: Option<i32>,
    /// The fewest meetings of a team, where that many can be had.
    pub least: i32,
    /// From how many to how many funders sit with a team.
    pub smallest: i32,
    pub largest: i32,
    /// What people are told when they are asked for their wishes.
    pub message: String,
    /// The plan in force.
    pub plan_id: Option<MeetingPlanId>,
    /// Whether guests see the provisional plan.
    pub guests_see_draft: bool,
    /// When wishes were asked for first.
    pub opened_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    /// When something was changed last that a plan is made from.
    pub changed_at: DateTimeUtc,
    /// The start of the convening, and its zone, that the sessions were set up for: they move with it.
    pub anchor_start: Option<DateTime>,
    pub anchor_zone: Option<String>,
    /// Belongs to the sample and goes with it; no mail is sent.
    pub illustrative: bool,
    pub version: i32,
    pub created_by: Option<UserId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::CreatedBy",
        to = "super::users::Column::Id"
    )]
    Author,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Author.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
