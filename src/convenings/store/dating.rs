//! The date of a convening while it is being looked for: a poll begins, a time is chosen, a chosen time is taken back. The
//! room of scheduling asks for these; time, zone, SEQUENCE and the audit entry follow the same rules as the form.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr};

use super::{
    Change, Changed, by_id, change,
    write::{record, write},
};
use crate::{
    audit::Actor,
    convenings::rules::{Plan, When},
    entities::convenings,
    ids::ConveningId,
    values::ConveningStatus,
};

/// What became of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    Done,
    /// Somebody changed the convening meanwhile; nothing was written.
    Stale,
    /// It is cancelled, or gone, or its date is not open to a poll.
    Over,
}

/// A poll about the date is open: an idea becomes a poll. What is polled already stays as it is.
pub async fn poll_date(
    txn: &DatabaseTransaction,
    id: ConveningId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Dated, DbErr> {
    let Some(stored) = by_id(txn, id).await? else {
        return Ok(Dated::Over);
    };
    match stored.row.status {
        ConveningStatus::DatePoll => return Ok(Dated::Done),
        ConveningStatus::Idea => {}
        _ => return Ok(Dated::Over),
    }
    let columns = convenings::ActiveModel {
        status: Set(ConveningStatus::DatePoll),
        ..Default::default()
    };
    if !write(txn, &stored, stored.row.version, columns, now).await? {
        return Ok(Dated::Stale);
    }
    let summary = "Asked guests for a date".to_owned();
    record(txn, id, actor, ("polled", summary, &[]), now).await?;
    Ok(Dated::Done)
}

/// The time is chosen, and how firm it is.
pub async fn choose_date(
    txn: &DatabaseTransaction,
    (id, version): (ConveningId, i32),
    (when, status): (When, ConveningStatus),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Dated, DbErr> {
    let Some(stored) = by_id(txn, id).await? else {
        return Ok(Dated::Over);
    };
    let open = matches!(
        stored.row.status,
        ConveningStatus::Idea | ConveningStatus::DatePoll
    );
    if !open {
        return Ok(Dated::Over);
    }
    let plan = Plan {
        when,
        status,
        ..stored.plan
    };
    save(txn, Change { id, version, plan }, actor, now).await
}

/// The chosen time is taken back, and the date looked for again: calendars are told at the next review (O12).
pub async fn take_date_back(
    txn: &DatabaseTransaction,
    (id, version): (ConveningId, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Dated, DbErr> {
    let Some(stored) = by_id(txn, id).await? else {
        return Ok(Dated::Over);
    };
    let plan = Plan {
        status: ConveningStatus::DatePoll,
        ..stored.plan
    };
    save(txn, Change { id, version, plan }, actor, now).await
}

async fn save(
    txn: &DatabaseTransaction,
    wanted: Change,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Dated, DbErr> {
    Ok(match change(txn, &wanted, actor, now).await? {
        Changed::Saved { .. } => Dated::Done,
        Changed::Stale => Dated::Stale,
        Changed::Over => Dated::Over,
    })
}
