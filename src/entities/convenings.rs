//! A meeting with a purpose. The wall time and zone are what people chose; UTC is derived.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, UserId},
    values::{
        ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus, PlaceId, TimeZone,
    },
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "convenings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConveningId,
    pub title: String,
    pub mode: ConveningMode,
    pub purpose: ConveningPurpose,
    pub summary: String,
    pub place_id: Option<PlaceId>,
    pub time_zone: TimeZone,
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub start_fold: Option<String>,
    pub end_fold: Option<String>,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub tzdb_version: String,
    pub format: ConveningFormat,
    pub venue: String,
    pub online_link: String,
    pub status: ConveningStatus,
    pub uid: String,
    pub sequence: i32,
    /// The SEQUENCE of the last change of time: answers to an older one no longer count.
    pub rescheduled_sequence: i32,
    pub stamped_at: DateTimeUtc,
    pub modified_at: DateTimeUtc,
    pub cancelled_at: Option<DateTimeUtc>,
    pub host_id: Option<UserId>,
    pub illustrative: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::places::Entity",
        from = "Column::PlaceId",
        to = "super::places::Column::Id"
    )]
    Place,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::HostId",
        to = "super::users::Column::Id"
    )]
    Host,
}

impl Related<super::places::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Place.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Host.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
