//! Convenings whose dates are chosen together, and what staff want of those dates.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, SeasonId, UserId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seasons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeasonId,
    pub title: String,
    pub partnership_id: Option<PartnershipId>,
    pub host_id: Option<UserId>,
    pub first_day: Date,
    pub last_day: Date,
    /// So many convenings begin in one week at most.
    pub most_per_week: Option<i32>,
    /// Whether nothing is held on days on which guests should be asked first.
    pub keeps_ask_first: bool,
    /// Days on which nothing is held, as typed.
    pub blackouts: String,
    /// How long to search: `quick`, `usual` or `long`.
    pub effort: String,
    pub seed: i32,
    /// Rises with every change of what dates rest on.
    pub revision: i32,
    /// Since when dates are worked out in the background.
    pub working_since: Option<DateTimeUtc>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::HostId",
        to = "super::users::Column::Id"
    )]
    Host,
}

impl ActiveModelBehavior for ActiveModel {}
