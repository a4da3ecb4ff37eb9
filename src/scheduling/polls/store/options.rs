//! The times a poll offers: added, withdrawn, moved together.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait as _},
};

use super::{
    read::{by_id, option_rows},
    write::{Wrote, note, put},
};
use crate::{
    audit::Actor,
    convenings::rules::fold_code,
    entities::{date_polls, poll_options},
    ids::{PollId, PollOptionId},
    scheduling::polls::rules::Slot,
    values::{
        PollState, TimeZone,
        time_convert::{to_chrono, to_naive},
        tzdb_version,
        wall_time::Fold,
    },
};

/// The most times one poll offers.
pub(in crate::scheduling::polls) const MOST: usize = 60;

/// What became of a time that was to be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Added {
    Done,
    /// It is offered already.
    Twice,
    TooMany,
    /// The poll is past this.
    Over,
}

/// The columns that a slot decides.
pub(super) fn columns(slot: &Slot) -> poll_options::ActiveModel {
    let fold = |fold: Option<Fold>| fold.map(|fold| fold_code(fold).to_owned());
    poll_options::ActiveModel {
        local_start: Set(to_naive(slot.local_start)),
        local_end: Set(to_naive(slot.local_end)),
        start_fold: Set(fold(slot.start_fold)),
        end_fold: Set(fold(slot.end_fold)),
        starts_at: Set(to_chrono(slot.starts)),
        ends_at: Set(to_chrono(slot.ends)),
        tzdb_version: Set(tzdb_version().to_owned()),
        ..Default::default()
    }
}

/// Takes part in every write of a poll's times: two who write at once wait for each other. Nothing where the poll is past it.
async fn hold(txn: &DatabaseTransaction, id: PollId) -> Result<Option<date_polls::Model>, DbErr> {
    date_polls::Entity::update_many()
        .col_expr(
            date_polls::Column::Version,
            Expr::col(date_polls::Column::Version).add(1),
        )
        .filter(date_polls::Column::Id.eq(id))
        .exec(txn)
        .await?;
    let poll = by_id(txn, id).await?;
    let open = |poll: &date_polls::Model| matches!(poll.state, PollState::Draft | PollState::Open);
    Ok(poll.filter(open))
}

/// Offers another time.
pub(in crate::scheduling::polls) async fn add_option(
    txn: &DatabaseTransaction,
    poll: PollId,
    slot: &Slot,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Added, DbErr> {
    let Some(poll) = hold(txn, poll).await? else {
        return Ok(Added::Over);
    };
    let held = option_rows(txn, poll.id).await?;
    if held.len() >= MOST {
        return Ok(Added::TooMany);
    }
    if held
        .iter()
        .any(|row| row.starts_at == to_chrono(slot.starts))
    {
        return Ok(Added::Twice);
    }
    insert(txn, poll.id, slot, now).await?;
    let summary = format!("Offered {}", slot.words(&poll.time_zone));
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Added::Done)
}

/// The row of a new time.
pub(super) async fn insert(
    txn: &DatabaseTransaction,
    poll: PollId,
    slot: &Slot,
    now: DateTime<Utc>,
) -> Result<PollOptionId, DbErr> {
    let id = PollOptionId::fresh();
    let row = poll_options::ActiveModel {
        id: Set(id),
        poll_id: Set(poll),
        added_at: Set(now),
        withdrawn_at: Set(None),
        version: Set(1),
        ..columns(slot)
    };
    poll_options::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(id)
}

/// Takes a time back. What was said of it is kept and no longer counts. Nothing if it is not one of this poll's.
pub(in crate::scheduling::polls) async fn withdraw_option(
    txn: &DatabaseTransaction,
    (poll, option): (PollId, PollOptionId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Slot>, DbErr> {
    let Some(poll) = hold(txn, poll).await? else {
        return Ok(None);
    };
    let held = super::slots(&option_rows(txn, poll.id).await?)?;
    let Some((_, slot)) = held.into_iter().find(|(id, _)| *id == option) else {
        return Ok(None);
    };
    let columns = poll_options::ActiveModel {
        withdrawn_at: Set(Some(now)),
        ..Default::default()
    };
    update(txn, option, columns).await?;
    let summary = format!("No longer offers {}", slot.words(&poll.time_zone));
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Some(slot))
}

async fn update(
    txn: &DatabaseTransaction,
    option: PollOptionId,
    columns: poll_options::ActiveModel,
) -> Result<(), DbErr> {
    poll_options::Entity::update_many()
        .set(columns)
        .col_expr(
            poll_options::Column::Version,
            Expr::col(poll_options::Column::Version).add(1),
        )
        .filter(poll_options::Column::Id.eq(option))
        .exec(txn)
        .await?;
    Ok(())
}

/// Puts other times in place of these, all at once. Once people were asked, a time at another moment is another time: the old
/// one is withdrawn and the new one asked about.
pub(in crate::scheduling::polls) async fn replace_times(
    txn: &DatabaseTransaction,
    (id, version): (PollId, i32),
    (times, zone): (&[(PollOptionId, Slot)], &TimeZone),
    (summary, actor): (&str, &Actor),
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let Some(poll) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    if !matches!(
        poll.state,
        PollState::Draft | PollState::Open | PollState::Closed
    ) {
        return Ok(Wrote::Over);
    }
    let columns_of_poll = date_polls::ActiveModel {
        time_zone: Set(zone.clone()),
        ..Default::default()
    };
    if !put(txn, (id, version), columns_of_poll).await? {
        return Ok(Wrote::Stale);
    }
    let held = super::slots(&option_rows(txn, id).await?)?;
    for (option, slot) in times {
        let same = held
            .iter()
            .any(|(key, old)| key == option && (old.starts, old.ends) == (slot.starts, slot.ends));
        if same || poll.opened_at.is_none() {
            update(txn, *option, columns(slot)).await?;
            continue;
        }
        let gone = poll_options::ActiveModel {
            withdrawn_at: Set(Some(now)),
            ..Default::default()
        };
        update(txn, *option, gone).await?;
        insert(txn, id, slot, now).await?;
    }
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done(id))
}
