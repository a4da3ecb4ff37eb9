//! Another time that a guest proposed.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, InvitationId, ProposalId},
    values::{AnswerSource, ProposalState},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "time_proposals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProposalId,
    pub invitation_id: InvitationId,
    pub convening_id: ConveningId,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub note: String,
    pub made_at: DateTimeUtc,
    pub state: ProposalState,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTimeUtc>,
    /// Their page, or their calendar.
    pub source: AnswerSource,
    /// The SEQUENCE it is about and when it was said; not known of those from before calendars were read.
    pub sequence: Option<i32>,
    pub said_at: Option<DateTimeUtc>,
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
