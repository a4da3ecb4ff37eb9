//! Addresses that are not written to: mail to them came back, they marked it as spam, they unsubscribed, or staff
//! entered them. Reminders obey all of these; invitations, changes and cancellations obey all but "unsubscribed"
//! ([`SuppressionKind::stops_invitations`]).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use crate::{entities::mail_suppressions as rows, values::SuppressionKind};

/// How many addresses one query asks about.
const AT_ONCE: usize = 500;
/// The longest note kept.
const LONGEST_DETAIL: usize = 500;

/// Under which key an address is kept.
#[must_use]
pub fn key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Those of these keys that are suppressed, and why.
pub async fn suppressed(
    db: &impl ConnectionTrait,
    keys: impl IntoIterator<Item = String>,
) -> Result<BTreeMap<String, SuppressionKind>, DbErr> {
    let keys: Vec<String> = keys.into_iter().collect();
    let mut found = BTreeMap::new();
    for some in keys.chunks(AT_ONCE) {
        let held = rows::Entity::find()
            .filter(rows::Column::AddressKey.is_in(some.iter().cloned()))
            .all(db)
            .await?;
        found.extend(held.into_iter().map(|row| (row.address_key, row.kind)));
    }
    Ok(found)
}

/// Whether an address is not to be written to, and why.
pub async fn is_suppressed(
    db: &impl ConnectionTrait,
    address: &str,
) -> Result<Option<SuppressionKind>, DbErr> {
    let found = rows::Entity::find_by_id(key(address)).one(db).await?;
    Ok(found.map(|row| row.kind))
}

/// Suppresses an address; `false` if that changes nothing. Who unsubscribed may still bounce later: a reason that stops
/// more takes the place of one that stops less, never the other way round.
pub async fn suppress(
    txn: &DatabaseTransaction,
    address: &str,
    kind: SuppressionKind,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = is_suppressed(txn, address).await?;
    if held.is_some_and(|held| held.stops_invitations() || !kind.stops_invitations()) {
        return Ok(false);
    }
    let row = rows::ActiveModel {
        address_key: Set(key(address)),
        kind: Set(kind),
        detail: Set(detail.chars().take(LONGEST_DETAIL).collect()),
        since: Set(now),
    };
    let replace = OnConflict::column(rows::Column::AddressKey)
        .update_columns([
            rows::Column::Kind,
            rows::Column::Detail,
            rows::Column::Since,
        ])
        .to_owned();
    rows::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(txn)
        .await?;
    Ok(true)
}

/// Lets an address be written to again; says why it was not, or nothing if it was.
pub async fn lift(
    txn: &DatabaseTransaction,
    address: &str,
) -> Result<Option<SuppressionKind>, DbErr> {
    let held = is_suppressed(txn, address).await?;
    if held.is_some() {
        rows::Entity::delete_by_id(key(address)).exec(txn).await?;
    }
    Ok(held)
}

/// One page of those whose address contains a text, the newest first, and how many there are.
pub async fn page(
    db: &impl ConnectionTrait,
    text: &str,
    offset: u64,
    limit: u64,
) -> Result<(Vec<rows::Model>, u64), DbErr> {
    let mut found = rows::Entity::find();
    let text = key(text);
    if !text.is_empty() {
        found = found.filter(rows::Column::AddressKey.contains(text));
    }
    let total = found.clone().count(db).await?;
    let rows = found
        .order_by_desc(rows::Column::Since)
        .order_by_asc(rows::Column::AddressKey)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    Ok((rows, total))
}
