//! The log of mail that came in, as it is shown.

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryOrder, QuerySelect,
};

use crate::{
    entities::{convenings, inbound_mails},
    ids::{ConveningId, InvitationId},
    web::Paging,
};

/// An entry as the log shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub(in crate::invitations) struct Logged {
    pub(in crate::invitations) received_at: DateTime<Utc>,
    pub(in crate::invitations) way: String,
    pub(in crate::invitations) sender: String,
    pub(in crate::invitations) convening_id: Option<ConveningId>,
    pub(in crate::invitations) invitation_id: Option<InvitationId>,
    pub(in crate::invitations) method: String,
    pub(in crate::invitations) rule: String,
    pub(in crate::invitations) verdict: String,
    pub(in crate::invitations) told: String,
    /// Of the convening.
    pub(in crate::invitations) title: Option<String>,
}

/// One page of the log, the newest first, without the mails themselves.
pub(in crate::invitations) async fn log(
    db: &impl ConnectionTrait,
    paging: Paging,
) -> Result<(Vec<Logged>, u64), DbErr> {
    use inbound_mails::Column as C;
    let total = inbound_mails::Entity::find().count(db).await?;
    let rows = inbound_mails::Entity::find()
        .select_only()
        .columns([
            C::ReceivedAt,
            C::Way,
            C::Sender,
            C::ConveningId,
            C::InvitationId,
            C::Method,
            C::Rule,
            C::Verdict,
            C::Told,
        ])
        .column_as(convenings::Column::Title, "title")
        .left_join(convenings::Entity)
        .order_by_desc(C::ReceivedAt)
        .order_by_desc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .into_model::<Logged>()
        .all(db)
        .await?;
    Ok((rows, total))
}
