//! A mail on its way out; the bodies are emptied once it is delivered.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{JobId, MailId},
    values::{EmailAddress, MailState},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbound_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    pub job_id: Option<JobId>,
    pub message_id: String,
    pub recipient: EmailAddress,
    pub subject: String,
    pub text_body: Option<String>,
    pub html_body: Option<String>,
    pub state: MailState,
    pub created_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    /// The From, where it is not the house's: the convening's own address.
    pub sender: Option<String>,
    /// METHOD of the calendar part.
    pub calendar_method: Option<String>,
    /// The calendar part, byte by byte.
    pub calendar: Option<String>,
    /// Where one press unsubscribes (RFC 8058); never on an invitation itself.
    pub unsubscribe: Option<String>,
    /// The secret in it, left out of the copy that is kept.
    pub mask: Option<String>,
    /// The message as it left, without its secret.
    pub mime: Option<String>,
    /// Mails of one lane leave in the order they were written.
    pub lane: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::jobs::Entity",
        from = "Column::JobId",
        to = "super::jobs::Column::Id"
    )]
    Job,
}

impl Related<super::jobs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Job.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
