//! Another address that a guest answers from, as the host knows.

use sea_orm::entity::prelude::*;

use crate::ids::{ConveningId, InvitationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guest_aliases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub convening_id: ConveningId,
    /// In lower case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address_key: String,
    pub invitation_id: InvitationId,
    pub added_by: String,
    pub added_at: DateTimeUtc,
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

impl ActiveModelBehavior for ActiveModel {}
