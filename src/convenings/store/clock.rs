//! Convenings under a newer time-zone database: what is asked about them, and what becomes of them. The questions are
//! written by the room of invitations.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    Convening, by_id,
    write::{planned, record, write},
};
use crate::{
    audit::Actor,
    convenings::rules::{Difference, Plan, When, clock_change_words, needs_link},
    entities::{clock_changes, convenings},
    ids::ConveningId,
    values::{ConveningFormat, ConveningStatus, tzdb_version},
};

/// A question to the host of a convening.
#[derive(Clone, Debug)]
pub struct ClockQuestion {
    pub convening: ConveningId,
    pub title: String,
    pub sample: bool,
    /// "Vancouver changed its clocks: 09:00 is now 16:00Z, was 17:00Z".
    pub words: String,
    /// "09:00", which may be kept; empty where that time is unclear now.
    pub clock: String,
}

/// What is to be decided, the next convening first.
pub async fn clock_questions(
    db: &impl ConnectionTrait,
    only: Option<ConveningId>,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<ClockQuestion>, DbErr> {
    use convenings::Column as C;
    let mut open = clock_changes::Entity::find()
        .find_also_related(convenings::Entity)
        .filter(clock_changes::Column::DecidedAt.is_null())
        .filter(C::TzdbVersion.ne(tzdb_version()))
        .filter(C::Status.ne(ConveningStatus::Cancelled))
        .filter(C::EndsAt.gt(now));
    if let Some(id) = only {
        open = open.filter(clock_changes::Column::ConveningId.eq(id));
    }
    let rows = open
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(most)
        .all(db)
        .await?;
    let mut questions = Vec::new();
    for (change, row) in rows {
        let Some(row) = row else { continue };
        let of = Convening::try_from(row)?;
        let clear = change.now_starts_at.is_some();
        questions.push(ClockQuestion {
            convening: of.row.id,
            title: of.row.title.clone(),
            sample: of.row.illustrative,
            words: clock_change_words(&of.plan.when, change.now_starts_at),
            clock: if clear {
                of.plan.when.local_start.strftime("%H:%M").to_string()
            } else {
                String::new()
            },
        });
    }
    Ok(questions)
}

/// Notes that the times of a convening were looked at with the rules this program carries and are as they were: no
/// calendar need hear of it.
pub async fn note_zones(
    txn: &DatabaseTransaction,
    id: ConveningId,
    seen: &str,
) -> Result<(), DbErr> {
    convenings::Entity::update_many()
        .col_expr(
            convenings::Column::TzdbVersion,
            Expr::value(tzdb_version().to_owned()),
        )
        .filter(convenings::Column::Id.eq(id))
        .filter(convenings::Column::TzdbVersion.eq(seen))
        .exec(txn)
        .await?;
    Ok(())
}

/// Gives a convening the times that its host decided on. Guests must look again, so SEQUENCE rises; answers count on
/// unless the meeting is another moment to somebody: online it is, in a room with the same clock on its wall it is not.
pub async fn settle_clock(
    txn: &DatabaseTransaction,
    id: ConveningId,
    (when, summary): (When, String),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(stored) = by_id(txn, id).await? else {
        return Ok(false);
    };
    if stored.row.status == ConveningStatus::Cancelled {
        return Ok(false);
    }
    let same_clock = when.local_start == stored.plan.when.local_start
        && when.local_end == stored.plan.when.local_end;
    let online = needs_link(stored.row.format) || stored.row.format == ConveningFormat::Call;
    let difference = Difference {
        field: "when",
        label: "When",
        before: stored.plan.when.words(),
        after: when.words(),
    };
    let plan = Plan {
        when,
        ..stored.plan.clone()
    };
    let sequence = stored.row.sequence + 1;
    let mut columns = convenings::ActiveModel {
        sequence: Set(sequence),
        ..planned(&plan)
    };
    if online || !same_clock {
        columns.rescheduled_sequence = Set(sequence);
    }
    if !write(txn, &stored, stored.row.version, columns, now).await? {
        return Ok(false);
    }
    record(txn, id, actor, ("changed", summary, &[difference]), now).await?;
    Ok(true)
}
