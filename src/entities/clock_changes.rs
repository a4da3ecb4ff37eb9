//! A convening whose instant a newer time-zone database computes otherwise. Nothing moves until the host decides.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ClockChangeId, ConveningId},
    values::{ClockDecision, TimeZone},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clock_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClockChangeId,
    pub convening_id: ConveningId,
    pub time_zone: TimeZone,
    pub tzdb_from: String,
    pub tzdb_to: String,
    pub was_starts_at: DateTimeUtc,
    pub was_ends_at: DateTimeUtc,
    /// What the time on the clock means now; nothing where that time is skipped or comes twice.
    pub now_starts_at: Option<DateTimeUtc>,
    pub now_ends_at: Option<DateTimeUtc>,
    pub found_at: DateTimeUtc,
    pub decision: Option<ClockDecision>,
    pub decided_by: String,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
