//! Every mail that came in, what was decided, and by which rule. The mail itself is kept for 30 days.

use sea_orm::entity::prelude::*;

use crate::ids::{ConveningId, InboundMailId, InvitationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbound_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InboundMailId,
    pub received_at: DateTimeUtc,
    pub way: String,
    pub digest: String,
    pub message_id: String,
    pub sender: String,
    pub recipient: String,
    pub convening_id: Option<ConveningId>,
    pub invitation_id: Option<InvitationId>,
    pub method: String,
    pub rule: String,
    pub verdict: String,
    pub told: String,
    pub raw: Option<Vec<u8>>,
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
