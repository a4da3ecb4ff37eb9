//! What a guest answered to a question, until it is forgotten.

use sea_orm::entity::prelude::*;

use crate::ids::{InvitationId, QuestionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guest_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: QuestionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub invitation_id: InvitationId,
    pub value: String,
    pub answered_at: DateTimeUtc,
    /// So many days after the convening ends, as the question says.
    pub forget_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::guest_questions::Entity",
        from = "Column::QuestionId",
        to = "super::guest_questions::Column::Id"
    )]
    Question,
    #[sea_orm(
        belongs_to = "super::invitations::Entity",
        from = "Column::InvitationId",
        to = "super::invitations::Column::Id"
    )]
    Invitation,
}

impl Related<super::guest_questions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Question.def()
    }
}

impl Related<super::invitations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Invitation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
