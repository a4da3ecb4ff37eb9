//! The personal links that mails carried. Any of them opens the page of the invitation until it is revoked.

use sea_orm::entity::prelude::*;

use crate::ids::{InvitationId, InvitationLinkId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationLinkId,
    pub invitation_id: InvitationId,
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::InvitationId",
        to = "super::invitations::Column::Id"
    )]
    Invitation,
}

impl Related<super::invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invitation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
