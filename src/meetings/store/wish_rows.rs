//! The rows of wishes.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::Spoken;
use crate::{
    entities::{meeting_parties as parties, meeting_wishes as wishes},
    ids::MeetingPartyId,
    values::MeetingWish,
};

/// What a party said so far.
pub(super) async fn wishes_of(
    txn: &DatabaseTransaction,
    from: MeetingPartyId,
) -> Result<BTreeMap<MeetingPartyId, MeetingWish>, DbErr> {
    let rows = wishes::Entity::find()
        .filter(wishes::Column::FromId.eq(from))
        .all(txn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.to_id, row.wish)).collect())
}

/// Writes what is another wish than before.
pub(super) async fn write(
    txn: &DatabaseTransaction,
    party: &parties::Model,
    changed: &[&Spoken],
) -> Result<(), DbErr> {
    let others: Vec<MeetingPartyId> = parties::Entity::find()
        .filter(parties::Column::RoomId.eq(party.room_id))
        .filter(parties::Column::Side.ne(party.side))
        .all(txn)
        .await?
        .into_iter()
        .map(|other| other.id)
        .collect();
    let changed: Vec<&&Spoken> = changed
        .iter()
        .filter(|it| others.contains(&it.of))
        .collect();
    wishes::Entity::delete_many()
        .filter(wishes::Column::FromId.eq(party.id))
        .filter(wishes::Column::ToId.is_in(changed.iter().map(|it| it.of)))
        .exec(txn)
        .await?;
    let row = |it: &&&Spoken| {
        Some(wishes::ActiveModel {
            from_id: Set(party.id),
            to_id: Set(it.of),
            wish: Set(it.wish?),
        })
    };
    let rows: Vec<wishes::ActiveModel> = changed.iter().filter_map(row).collect();
    if !rows.is_empty() {
        wishes::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
