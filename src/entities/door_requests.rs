//! Somebody whom nobody invited, and who answers: the host lets them in or not.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, DoorRequestId, InvitationId},
    values::{DoorState, Partstat},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "door_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DoorRequestId,
    pub convening_id: ConveningId,
    pub address: String,
    pub name: String,
    pub partstat: Partstat,
    pub delegated_from: Option<InvitationId>,
    pub sequence: i32,
    pub said_at: DateTimeUtc,
    pub note: String,
    pub received_at: DateTimeUtc,
    pub state: DoorState,
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
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::DelegatedFrom",
        to = "super::invitations::Column::Id"
    )]
    Invitation,
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

impl ActiveModelBehavior for ActiveModel {}
