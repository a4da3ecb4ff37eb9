//! Calendar mails as they left. Rows that the mail floor writes; here they are only read.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{entities::outbound_mails as mails, ids::MailId, values::MailState, web::Paging};

/// What the list says of a mail; the bytes are read one at a time.
pub(super) type Line = (
    MailId,
    String,
    Option<String>,
    Option<String>,
    MailState,
    chrono::DateTime<chrono::Utc>,
);

/// One page of calendar mails, the newest first, and how many there are.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    paging: Paging,
) -> Result<(Vec<Line>, u64), DbErr> {
    let all = mails::Entity::find().filter(mails::Column::CalendarMethod.is_not_null());
    let total = all.clone().count(db).await?;
    let lines = all
        .select_only()
        .columns([
            mails::Column::Id,
            mails::Column::Subject,
            mails::Column::CalendarMethod,
            mails::Column::Sender,
            mails::Column::State,
            mails::Column::CreatedAt,
        ])
        .order_by_desc(mails::Column::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .into_tuple()
        .all(db)
        .await?;
    Ok((lines, total))
}

/// One calendar mail.
pub(super) async fn by_id(
    db: &impl ConnectionTrait,
    id: MailId,
) -> Result<Option<mails::Model>, DbErr> {
    let found = mails::Entity::find_by_id(id).one(db).await?;
    Ok(found.filter(|mail| mail.calendar_method.is_some()))
}

/// The domain that the newest calendar mail was from.
pub(super) async fn newest_domain(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let sender: Option<Option<String>> = mails::Entity::find()
        .select_only()
        .column(mails::Column::Sender)
        .filter(mails::Column::CalendarMethod.is_not_null())
        .order_by_desc(mails::Column::Id)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    let domain = |sender: String| {
        let (_, domain) = sender.rsplit_once('@')?;
        Some(domain.trim_end_matches('>').to_owned())
    };
    Ok(sender.flatten().and_then(domain))
}
