//! One time that a poll offers: what the clock says and where, and the instants derived from it.

use sea_orm::entity::prelude::*;

use crate::ids::{PollId, PollOptionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_options")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollOptionId,
    pub poll_id: PollId,
    pub local_start: DateTime,
    pub local_end: DateTime,
    /// Which of two, where the clock says it twice.
    pub start_fold: Option<String>,
    pub end_fold: Option<String>,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub tzdb_version: String,
    /// Who answered before is asked again about this one alone.
    pub added_at: DateTimeUtc,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::date_polls::Entity",
        from = "Column::PollId",
        to = "super::date_polls::Column::Id"
    )]
    Poll,
}

impl Related<super::date_polls::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Poll.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
