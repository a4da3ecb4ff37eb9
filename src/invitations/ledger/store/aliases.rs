//! Other addresses that guests answer from. Only the host says whose an address is: nobody's word about themselves is enough.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};

use crate::{
    entities::{
        guest_aliases::{self as rows, Column as C},
        invitations,
    },
    ids::{ConveningId, InvitationId},
};

/// Notes that an address (in lower case) is a guest's as well.
pub(in crate::invitations) async fn keep_alias(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    (key, by): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = rows::ActiveModel {
        convening_id: Set(of.convening_id),
        address_key: Set(key.to_owned()),
        invitation_id: Set(of.id),
        added_by: Set(by.to_owned()),
        added_at: Set(now),
    };
    rows::Entity::insert(row)
        .on_conflict_do_nothing_on([C::ConveningId, C::AddressKey])
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The other addresses of these guests.
pub(in crate::invitations) async fn aliases_of(
    db: &impl ConnectionTrait,
    guests: impl IntoIterator<Item = InvitationId>,
) -> Result<BTreeMap<InvitationId, Vec<String>>, DbErr> {
    let found = rows::Entity::find()
        .filter(C::InvitationId.is_in(guests))
        .order_by_asc(C::AddressKey)
        .all(db)
        .await?;
    let mut of: BTreeMap<InvitationId, Vec<String>> = BTreeMap::new();
    for row in found {
        of.entry(row.invitation_id)
            .or_default()
            .push(row.address_key);
    }
    Ok(of)
}

/// Whose other address this is.
pub(in crate::invitations) async fn of_alias(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    key: &str,
) -> Result<Option<InvitationId>, DbErr> {
    let found = rows::Entity::find_by_id((convening, key.to_owned()));
    Ok(found.one(db).await?.map(|row| row.invitation_id))
}
