//! Wishes: said by anybody of a party, or by staff for it. The last word stands, with whose it was.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction,
    DbErr, EntityTrait, QueryFilter, QuerySelect as _, sea_query::Expr,
};

use super::room::{by_id, note, touch};
use crate::{
    audit::Actor,
    entities::{meeting_parties as parties, meeting_wishes as wishes},
    ids::MeetingPartyId,
    values::{MeetingPhase, MeetingWish},
};

/// Who says it, and how we know.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Said {
    pub(in crate::meetings) by: Actor,
    pub(in crate::meetings) by_link: bool,
    pub(in crate::meetings) now: DateTime<Utc>,
}

/// Keeps all wishes of a party; what is not among them was not said. `false` if wishes are not taken (any more): guests say
/// theirs while they are collected, staff at any time.
pub(in crate::meetings) async fn save_wishes(
    txn: &DatabaseTransaction,
    from: MeetingPartyId,
    said: &[(MeetingPartyId, MeetingWish)],
    by: &Said,
) -> Result<bool, DbErr> {
    let mut found = parties::Entity::find_by_id(from);
    // Of two who speak for one party at once, one waits: the last word is kept whole.
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        found = found.lock_exclusive();
    }
    let Some(party) = found.one(txn).await? else {
        return Ok(false);
    };
    let Some(room) = by_id(txn, party.room_id).await? else {
        return Ok(false);
    };
    let open = room.phase == MeetingPhase::Wishes && party.withdrawn_at.is_none();
    if by.by_link && !open {
        return Ok(false);
    }
    let others = parties::Entity::find()
        .filter(parties::Column::RoomId.eq(room.id))
        .filter(parties::Column::Side.ne(party.side))
        .all(txn)
        .await?;
    wishes::Entity::delete_many()
        .filter(wishes::Column::FromId.eq(from))
        .exec(txn)
        .await?;
    let known = |to: &MeetingPartyId| others.iter().any(|other| other.id == *to);
    let rows: Vec<wishes::ActiveModel> = said
        .iter()
        .filter(|(to, _)| known(to))
        .map(|(to, wish)| wishes::ActiveModel {
            from_id: Set(from),
            to_id: Set(*to),
            wish: Set(*wish),
        })
        .collect();
    if !rows.is_empty() {
        wishes::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    parties::Entity::update_many()
        .col_expr(parties::Column::SaidAt, Expr::value(by.now))
        .col_expr(parties::Column::SaidBy, Expr::value(by.by.name.as_str()))
        .col_expr(parties::Column::SaidByLink, Expr::value(by.by_link))
        .filter(parties::Column::Id.eq(from))
        .exec(txn)
        .await?;
    touch(txn, room.id, by.now).await?;
    let summary = format!("Meetings: wishes of {} were said", party.name);
    note(txn, room.convening_id, summary, &[], (&by.by, by.now)).await?;
    Ok(true)
}
