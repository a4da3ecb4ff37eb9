//! Whom a party wants to meet. What is not here was not said. "No thanks" is never shown to the other side.

use sea_orm::entity::prelude::*;

use crate::{ids::MeetingPartyId, values::MeetingWish};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_wishes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_id: MeetingPartyId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_id: MeetingPartyId,
    pub wish: MeetingWish,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::FromId",
        to = "super::meeting_parties::Column::Id"
    )]
    From,
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::ToId",
        to = "super::meeting_parties::Column::Id"
    )]
    To,
}

impl ActiveModelBehavior for ActiveModel {}
