//! Every query and write of the table of clock changes.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict},
};

use crate::{
    audit::Actor,
    convenings::{
        self, Convening,
        rules::{Clocks, When, clocks_today, keep_moments},
    },
    entities::{clock_changes as changes, convenings as rows},
    ids::{ClockChangeId, ConveningId},
    values::{ClockDecision, ConveningStatus, time_convert::to_chrono, tzdb_version},
};

/// How many convenings are looked at in one query.
const SOME: u64 = 200;

/// Convenings to come whose times were computed with another database, and about which nobody is asked yet.
pub(super) async fn not_looked_at(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<Convening>, DbErr> {
    let asked = changes::Entity::find()
        .select_only()
        .column(changes::Column::ConveningId)
        .filter(changes::Column::DecidedAt.is_null())
        .into_query();
    let found = rows::Entity::find()
        .filter(rows::Column::EndsAt.gt(now))
        .filter(rows::Column::Status.ne(ConveningStatus::Cancelled))
        .filter(rows::Column::TzdbVersion.ne(tzdb_version()))
        .filter(rows::Column::Id.not_in_subquery(asked))
        .order_by_asc(rows::Column::EndsAt)
        .limit(SOME)
        .all(db)
        .await?;
    found.into_iter().map(Convening::try_from).collect()
}

/// Closes questions that answered themselves: the convening was given another time meanwhile, cancelled, or is over; and
/// those of a database that was replaced in its turn, which are asked anew.
pub(super) async fn close_overtaken(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let settled = rows::Entity::find()
        .select_only()
        .column(rows::Column::Id)
        .filter(
            Condition::any()
                .add(rows::Column::TzdbVersion.eq(tzdb_version()))
                .add(rows::Column::Status.eq(ConveningStatus::Cancelled))
                .add(rows::Column::EndsAt.lte(now)),
        )
        .into_query();
    changes::Entity::update_many()
        .col_expr(
            changes::Column::Decision,
            Expr::value(ClockDecision::Overtaken),
        )
        .col_expr(changes::Column::DecidedAt, Expr::value(now))
        .filter(changes::Column::DecidedAt.is_null())
        .filter(
            Condition::any()
                .add(changes::Column::TzdbTo.ne(tzdb_version()))
                .add(changes::Column::ConveningId.in_subquery(settled)),
        )
        .exec(txn)
        .await?;
    Ok(())
}

/// Leaves a question for the host; one at a time, however many processes look.
pub(super) async fn ask(
    txn: &DatabaseTransaction,
    of: &Convening,
    found: Clocks,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let moved = match found {
        Clocks::Moved { starts, ends } => Some((to_chrono(starts), to_chrono(ends))),
        Clocks::Same | Clocks::Unclear => None,
    };
    let row = changes::ActiveModel {
        id: Set(ClockChangeId::fresh()),
        convening_id: Set(of.row.id),
        time_zone: Set(of.row.time_zone.clone()),
        tzdb_from: Set(of.row.tzdb_version.clone()),
        tzdb_to: Set(tzdb_version().to_owned()),
        was_starts_at: Set(of.row.starts_at),
        was_ends_at: Set(of.row.ends_at),
        now_starts_at: Set(moved.map(|(starts, _)| starts)),
        now_ends_at: Set(moved.map(|(_, ends)| ends)),
        found_at: Set(now),
        decision: Set(None),
        decided_by: Set(String::new()),
        decided_at: Set(None),
    };
    changes::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decided {
    Done,
    /// There is nothing to decide any more.
    Settled,
    /// The time on the clock cannot be kept: it is skipped now, or comes twice.
    Unclear,
}

/// Does what the host decided.
pub(super) async fn decide(
    txn: &DatabaseTransaction,
    id: ConveningId,
    decision: ClockDecision,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decided, DbErr> {
    let open = changes::Entity::find()
        .filter(changes::Column::ConveningId.eq(id))
        .filter(changes::Column::DecidedAt.is_null())
        .one(txn)
        .await?;
    let (Some(open), Some(of)) = (open, convenings::by_id(txn, id).await?) else {
        return Ok(Decided::Settled);
    };
    if of.row.tzdb_version == tzdb_version() {
        return Ok(Decided::Settled);
    }
    let Some(when) = wanted(&of, decision) else {
        return Ok(Decided::Unclear);
    };
    let summary = match decision {
        ClockDecision::Clock => "Kept the time on the clock after the zone changed its clocks",
        _ => "Kept the moment after the zone changed its clocks",
    };
    let summary = summary.to_owned();
    if !convenings::settle_clock(txn, id, (when, summary), actor, now).await? {
        return Ok(Decided::Settled);
    }
    changes::Entity::update_many()
        .col_expr(changes::Column::Decision, Expr::value(decision))
        .col_expr(changes::Column::DecidedBy, Expr::value(actor.name.clone()))
        .col_expr(changes::Column::DecidedAt, Expr::value(now))
        .filter(changes::Column::Id.eq(open.id))
        .exec(txn)
        .await?;
    Ok(Decided::Done)
}

/// The times that a decision asks for, computed from what is stored now.
fn wanted(of: &Convening, decision: ClockDecision) -> Option<When> {
    let when = &of.plan.when;
    if decision != ClockDecision::Clock {
        return Some(keep_moments(when));
    }
    match clocks_today(when) {
        Clocks::Same => Some(when.clone()),
        Clocks::Moved { starts, ends } => Some(When {
            starts,
            ends,
            ..when.clone()
        }),
        Clocks::Unclear => None,
    }
}
