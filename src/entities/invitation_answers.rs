//! Every answer that came in, whichever way, and whether it counted.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AnswerId, ConveningId, InvitationId},
    values::{AnswerSource, Partstat},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AnswerId,
    pub invitation_id: InvitationId,
    pub convening_id: ConveningId,
    pub partstat: Partstat,
    pub source: AnswerSource,
    /// The SEQUENCE it answers.
    pub sequence: i32,
    /// When they said it: DTSTAMP of a reply, the moment of a press.
    pub said_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub note: String,
    pub counted: bool,
    /// The rule that decided: "R9", or empty for a press of a button.
    pub rule: String,
    /// Who recorded it, where staff did.
    pub written_by: String,
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

impl ActiveModelBehavior for ActiveModel {}
