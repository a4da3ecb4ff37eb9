//! Who came to a convening. Taken back, a row stays, so that a phone that repeats itself changes nothing.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ArrivalId, ConveningId, InvitationId, SeatId},
    values::ArrivalKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "arrivals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArrivalId,
    pub convening_id: ConveningId,
    pub invitation_id: Option<InvitationId>,
    pub seat_id: Option<SeatId>,
    pub name: String,
    pub organization: String,
    pub kind: ArrivalKind,
    /// When they came, by the clock of the phone that noted it.
    pub at: DateTimeUtc,
    /// Who noted it.
    pub by: String,
    /// Made by the phone: the same tap sent twice is one arrival.
    pub client_key: Uuid,
    pub undone_at: Option<DateTimeUtc>,
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
        belongs_to = "super::invitations::Entity",
        from = "Column::InvitationId",
        to = "super::invitations::Column::Id"
    )]
    Invitation,
    #[sea_orm(
        belongs_to = "super::seats::Entity",
        from = "Column::SeatId",
        to = "super::seats::Column::Id"
    )]
    Seat,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl Related<super::invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invitation.def()
    }
}

impl Related<super::seats::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seat.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
