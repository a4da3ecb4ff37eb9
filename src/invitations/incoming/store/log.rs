//! The log of mail that came in.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, TryInsertResult,
    sea_query::{Expr, OnConflict},
};

use crate::{
    auth::limits::{self, Limit},
    entities::inbound_mails,
    ids::{ConveningId, InboundMailId, InvitationId},
    invitations::incoming::receive::Way,
};

/// How long a mail itself is kept; what was decided of it stays.
const RAW_STAYS: TimeDelta = TimeDelta::days(30);

/// How many mails of one convening are kept a day; of those beyond it, only what was decided.
const KEPT: Limit = Limit {
    what: "incoming_kept",
    tries: 1_000,
    window: TimeDelta::days(1),
};

/// What was decided of a mail.
#[derive(Debug, Default)]
pub(in crate::invitations::incoming) struct Entry {
    pub(in crate::invitations::incoming) message_id: String,
    pub(in crate::invitations::incoming) sender: String,
    pub(in crate::invitations::incoming) recipient: String,
    pub(in crate::invitations::incoming) convening: Option<ConveningId>,
    pub(in crate::invitations::incoming) invitation: Option<InvitationId>,
    pub(in crate::invitations::incoming) method: String,
    pub(in crate::invitations::incoming) rule: String,
    pub(in crate::invitations::incoming) verdict: String,
    pub(in crate::invitations::incoming) told: String,
}

/// Begins the entry of a mail; nothing if this very mail was received before. Whoever brings it at the same moment
/// waits here.
pub(in crate::invitations::incoming) async fn begin(
    txn: &DatabaseTransaction,
    way: Way,
    digest: &str,
    raw: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<InboundMailId>, DbErr> {
    let id = InboundMailId::fresh();
    let inserted = inbound_mails::Entity::insert(inbound_mails::ActiveModel {
        id: Set(id),
        received_at: Set(now),
        way: Set(way.as_str().to_owned()),
        digest: Set(digest.to_owned()),
        message_id: Set(String::new()),
        sender: Set(String::new()),
        recipient: Set(String::new()),
        convening_id: Set(None),
        invitation_id: Set(None),
        method: Set(String::new()),
        rule: Set(String::new()),
        verdict: Set(String::new()),
        told: Set(String::new()),
        raw: Set(Some(raw.to_vec())),
    })
    .on_conflict(
        OnConflict::column(inbound_mails::Column::Digest)
            .do_nothing()
            .to_owned(),
    )
    .try_insert()
    .exec_without_returning(txn)
    .await?;
    Ok(match inserted {
        TryInsertResult::Inserted(1..) => Some(id),
        _ => None,
    })
}

/// Completes it. The mail itself is kept only where it was for a convening, and so many a day for each.
pub(in crate::invitations::incoming) async fn complete(
    txn: &DatabaseTransaction,
    id: InboundMailId,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let kept = match entry.convening {
        Some(of) => limits::count(txn, KEPT, &of.to_string(), now)
            .await?
            .is_ok(),
        None => false,
    };
    inbound_mails::Entity::update_many()
        .set(inbound_mails::ActiveModel {
            raw: if kept { NotSet } else { Set(None) },
            message_id: Set(entry.message_id.clone()),
            sender: Set(entry.sender.clone()),
            recipient: Set(entry.recipient.clone()),
            convening_id: Set(entry.convening),
            invitation_id: Set(entry.invitation),
            method: Set(entry.method.clone()),
            rule: Set(entry.rule.clone()),
            verdict: Set(entry.verdict.clone()),
            told: Set(entry.told.clone()),
            ..Default::default()
        })
        .filter(inbound_mails::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Empties the mails that were kept long enough, and forgets those that were for no convening.
pub async fn forget_raw_mail(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    inbound_mails::Entity::delete_many()
        .filter(inbound_mails::Column::ConveningId.is_null())
        .filter(inbound_mails::Column::ReceivedAt.lt(now - RAW_STAYS))
        .exec(txn)
        .await?;
    let emptied = inbound_mails::Entity::update_many()
        .col_expr(inbound_mails::Column::Raw, Expr::value(None::<Vec<u8>>))
        .filter(inbound_mails::Column::Raw.is_not_null())
        .filter(inbound_mails::Column::ReceivedAt.lt(now - RAW_STAYS))
        .exec(txn)
        .await?;
    Ok(emptied.rows_affected)
}
