//! Every mail of a convening to one of its guests, as the ledger tells it. How far it came is with the mail itself.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, InvitationId, InvitationMailId, MailId},
    values::InvitationMailKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationMailId,
    pub invitation_id: InvitationId,
    pub convening_id: ConveningId,
    pub kind: InvitationMailKind,
    pub sequence: i32,
    /// DTSTAMP.
    pub stamp: DateTimeUtc,
    pub subject: String,
    /// Nothing where it was withheld, because the address is not to be written to.
    pub mail_id: Option<MailId>,
    /// Who pressed send.
    pub sent_by: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::InvitationId",
        to = "super::invitations::Column::Id"
    )]
    Invitation,
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
    #[sea_orm(
        belongs_to = "super::outbound_mails::Entity",
        from = "Column::MailId",
        to = "super::outbound_mails::Column::Id"
    )]
    Mail,
}

impl Related<super::invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invitation.def()
    }
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl Related<super::outbound_mails::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Mail.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
