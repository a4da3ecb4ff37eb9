//! Seats that one guest handed over to another.

use sea_orm::entity::prelude::*;

use crate::ids::{InvitationId, SeatId, TransferId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_transfers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TransferId,
    pub seat_id: Option<SeatId>,
    pub from_id: InvitationId,
    pub to_id: InvitationId,
    pub made_at: DateTimeUtc,
    pub made_by: String,
    pub why: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::seats::Entity",
        from = "Column::SeatId",
        to = "super::seats::Column::Id"
    )]
    Seat,
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::FromId",
        to = "super::invitations::Column::Id"
    )]
    Giver,
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::ToId",
        to = "super::invitations::Column::Id"
    )]
    Taker,
}

impl ActiveModelBehavior for ActiveModel {}
