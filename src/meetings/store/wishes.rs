//! Wishes: said by anybody of a party, or by staff for it. The last word stands, with whose it was; nobody overwrites what
//! they have not seen.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QuerySelect as _, sea_query::Expr,
};

use super::{
    guard::is_cancelled,
    room::{by_id, note, touch},
    wish_rows::{wishes_of, write},
};
use crate::{
    audit::Actor,
    entities::meeting_parties as parties,
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

/// What is said of one on the other side, and what stood there when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::meetings) struct Spoken {
    pub(in crate::meetings) of: MeetingPartyId,
    pub(in crate::meetings) was: Option<MeetingWish>,
    pub(in crate::meetings) wish: Option<MeetingWish>,
}

/// What became of wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::meetings) enum Heard {
    Kept,
    /// Wishes are not taken (any more).
    Closed,
    /// Somebody else said something else of the same meanwhile; nothing was kept.
    Differs,
}

/// Keeps what a party says; of whom nothing is said, all stays as it is. Guests say theirs while they are collected, staff
/// until the convening is cancelled.
pub(in crate::meetings) async fn save_wishes(
    txn: &DatabaseTransaction,
    from: MeetingPartyId,
    said: &[Spoken],
    by: &Said,
) -> Result<Heard, DbErr> {
    let mut found = parties::Entity::find_by_id(from);
    // Of two who speak for one party at once, one waits, and then sees what the other said.
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        found = found.lock_exclusive();
    }
    let Some(party) = found.one(txn).await? else {
        return Ok(Heard::Closed);
    };
    let Some(room) = by_id(txn, party.room_id).await? else {
        return Ok(Heard::Closed);
    };
    let open = room.phase == MeetingPhase::Wishes && party.withdrawn_at.is_none();
    if (by.by_link && !open) || is_cancelled(txn, &room).await? {
        return Ok(Heard::Closed);
    }
    let kept = wishes_of(txn, from).await?;
    let now = |it: &Spoken| kept.get(&it.of).copied();
    let changed: Vec<&Spoken> = said.iter().filter(|it| it.wish != now(it)).collect();
    if changed.iter().any(|it| it.was != now(it)) {
        return Ok(Heard::Differs);
    }
    write(txn, &party, &changed).await?;
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
    Ok(Heard::Kept)
}
