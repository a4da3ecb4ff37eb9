//! Forgetting what was never confirmed: whoever sent it did not, or could not, stand by it.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    audit::{self, Act, Actor},
    entities::interests,
    ids::{InterestId, MailId},
    mail,
    values::RegistrationStatus,
};

/// Most registrations forgotten in one go; the rest waits for the next hour.
const AT_ONCE: u64 = 5_000;

/// Deletes registrations whose time to confirm is over, with the mails that asked; answers how many.
pub async fn purge_unconfirmed(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let over: Vec<(InterestId, Option<MailId>)> = interests::Entity::find()
        .select_only()
        .column(interests::Column::Id)
        .column(interests::Column::ConfirmMailId)
        .filter(interests::Column::Status.eq(RegistrationStatus::Unconfirmed))
        .filter(interests::Column::ConfirmBy.lte(now))
        .limit(AT_ONCE)
        .into_tuple()
        .all(txn)
        .await?;
    if over.is_empty() {
        return Ok(0);
    }
    let gone = interests::Entity::delete_many()
        .filter(interests::Column::Id.is_in(over.iter().map(|(id, _)| *id)))
        .filter(interests::Column::Status.eq(RegistrationStatus::Unconfirmed))
        .exec(txn)
        .await?
        .rows_affected;
    mail::forget_all(txn, over.iter().filter_map(|(_, mail)| *mail)).await?;
    let summary = match gone {
        1 => "Deleted 1 registration that was never confirmed.".to_owned(),
        many => format!("Deleted {many} registrations that were never confirmed."),
    };
    let act = Act {
        action: "purged",
        kind: "interest",
        id: String::new(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, &Actor::named("Roundtable"), act, now).await?;
    Ok(gone)
}
