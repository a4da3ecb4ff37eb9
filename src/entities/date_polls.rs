//! When could you come? The question a convening asks before its date is chosen.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, PollId, PollOptionId, UserId},
    values::{PollManner, PollState, TimeZone},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "date_polls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollId,
    pub convening_id: ConveningId,
    pub state: PollState,
    /// Options to choose among, or any time between two days.
    pub manner: PollManner,
    /// The zone the options are chosen in.
    pub time_zone: TimeZone,
    /// How long they would meet.
    pub minutes: i32,
    /// What the people asked are told.
    pub message: String,
    /// Until when answers are taken.
    pub closes_at: Option<DateTimeUtc>,
    pub opened_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// When staff were told that it can be decided.
    pub ready_told_at: Option<DateTimeUtc>,
    /// What "if needed" counts of a yes, in basis points.
    pub if_needed: i32,
    /// What silence counts of a yes, in basis points.
    pub unknown: i32,
    /// How many people have to be able to come.
    pub heads: Option<i32>,
    /// The first day, where any time will do.
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    /// How often somebody silent is reminded at most.
    pub most_reminders: i32,
    /// Whether options are held in calendars until one is chosen.
    pub holds: bool,
    pub decided_option_id: Option<PollOptionId>,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: String,
    /// Why this time, in the words of who decided.
    pub decision_reason: String,
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
