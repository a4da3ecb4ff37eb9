//! Addresses that are not written to: their mail came back, or they asked us to stop.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::OnConflict,
};

use crate::{
    entities::mail_suppressions::{self as rows, Column as C},
    values::SuppressionKind,
};

/// Which of these addresses are not to be written to, and why; the keys are in lower case.
pub async fn is_suppressed(
    db: &impl ConnectionTrait,
    addresses: impl IntoIterator<Item = &str>,
) -> Result<BTreeMap<String, SuppressionKind>, DbErr> {
    let keys = addresses.into_iter().map(str::to_lowercase);
    let found = rows::Entity::find()
        .filter(C::AddressKey.is_in(keys))
        .all(db)
        .await?;
    let kinds = found.into_iter().map(|row| (row.address_key, row.kind));
    Ok(kinds.collect())
}

/// Says not to write to an address. What was said first stays.
pub async fn suppress(
    txn: &DatabaseTransaction,
    address: &str,
    kind: SuppressionKind,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    rows::Entity::insert(rows::ActiveModel {
        address_key: Set(address.to_lowercase()),
        kind: Set(kind),
        detail: Set(detail.chars().take(200).collect()),
        since: Set(now),
    })
    .on_conflict(OnConflict::column(C::AddressKey).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Lets an address be written to again; whether there was anything to lift.
pub async fn lift(txn: &DatabaseTransaction, address: &str) -> Result<bool, DbErr> {
    let gone = rows::Entity::delete_by_id(address.to_lowercase())
        .exec(txn)
        .await?;
    Ok(gone.rows_affected > 0)
}
