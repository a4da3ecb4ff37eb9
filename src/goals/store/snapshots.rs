//! Dated copies of a capital stack: taken by hand, and once for each goal when a convening begins.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::json;

use super::{
    lines::{Names, names_of, terms_of},
    stack_of,
};
use crate::{
    audit::{self, Act, Actor},
    entities::{goals, stack_lines, stack_snapshot_lines, stack_snapshots},
    goals::rules::stack::{
        Totals,
        compare::{FrozenLine, summands},
        totals,
    },
    ids::{ConveningId, GoalId, SnapshotId},
    values::{SnapshotReason, TimeZone, time_convert},
    web::Paging,
};

/// Why a snapshot is taken, and where its day is read.
#[derive(Clone, Debug)]
pub struct SnapshotOf {
    pub reason: SnapshotReason,
    pub convening: Option<ConveningId>,
    pub note: String,
    pub zone: TimeZone,
}

/// Copies the stack as it is now.
pub async fn take_snapshot(
    txn: &DatabaseTransaction,
    goal: &goals::Model,
    of: &SnapshotOf,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<SnapshotId, DbErr> {
    let stack = stack_of(txn, goal.id).await?;
    let names = names_of(txn, &stack).await?;
    let frozen: Vec<FrozenLine> = stack.iter().map(|line| freeze(line, &names)).collect();
    let sums = totals(&summands(&frozen));
    let id = SnapshotId::fresh();
    let row = snapshot_row((id, goal.id), (of, &sums), &actor.name, now);
    stack_snapshots::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let copies: Vec<_> = stack
        .iter()
        .zip(frozen)
        .map(|(line, frozen)| copy(id, line, frozen))
        .collect();
    if !copies.is_empty() {
        stack_snapshot_lines::Entity::insert_many(copies)
            .exec_without_returning(txn)
            .await?;
    }
    let act = Act {
        action: "took a snapshot",
        kind: "goal",
        id: goal.id.to_string(),
        summary: format!(
            "Took a snapshot of the capital stack: gap {}",
            sums.gap.short()
        ),
        before: None,
        after: Some(json!({ "why": of.reason.label(), "note": of.note, "gap_usd": sums.gap })),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(id)
}

/// Copies a goal's stack because a convening of it began at `started`; harmless when repeated. A copy of an earlier
/// start, before the convening was moved, is kept without its convening. False when there was nothing to do.
pub async fn snapshot_for_convening(
    txn: &DatabaseTransaction,
    goal: GoalId,
    (convening, title): (ConveningId, &str),
    (started, zone): (DateTime<Utc>, TimeZone),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use stack_snapshots::Column as C;
    let taken = stack_snapshots::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::GoalId.eq(goal))
        .one(txn)
        .await?;
    if taken
        .as_ref()
        .is_some_and(|taken| taken.taken_at >= started)
    {
        return Ok(false);
    }
    let Some(goal) = super::by_id(txn, goal).await? else {
        return Ok(false);
    };
    if let Some(early) = taken {
        stack_snapshots::Entity::update_many()
            .col_expr(C::ConveningId, Expr::value(None::<ConveningId>))
            .filter(C::Id.eq(early.id))
            .exec(txn)
            .await?;
    }
    let of = SnapshotOf {
        reason: SnapshotReason::Convening,
        convening: Some(convening),
        note: title.to_owned(),
        zone,
    };
    let actor = Actor::named("Roundtable");
    take_snapshot(txn, &goal, &of, &actor, now).await?;
    Ok(true)
}

fn snapshot_row(
    (id, goal): (SnapshotId, GoalId),
    (of, sums): (&SnapshotOf, &Totals),
    by: &str,
    now: DateTime<Utc>,
) -> stack_snapshots::ActiveModel {
    stack_snapshots::ActiveModel {
        id: Set(id),
        goal_id: Set(goal),
        taken_at: Set(now),
        local_on: Set(day_in(now, &of.zone)),
        time_zone: Set(of.zone.clone()),
        taken_by: Set(by.to_owned()),
        reason: Set(of.reason),
        convening_id: Set(of.convening),
        note: Set(of.note.clone()),
        total_usd: Set(sums.total),
        committed_usd: Set(sums.committed),
        soft_usd: Set(sums.soft),
        unidentified_usd: Set(sums.unidentified),
        gap_usd: Set(sums.gap),
        outside_cash_usd: Set(sums.outside_cash),
        repayment_usd: Set(sums.repayment_sources),
    }
}

/// The day it is there.
fn day_in(now: DateTime<Utc>, zone: &TimeZone) -> NaiveDate {
    let instant = time_convert::to_timestamp(now).unwrap_or_default();
    time_convert::to_naive(zone.rules().to_datetime(instant)).date()
}

fn freeze(line: &stack_lines::Model, names: &Names) -> FrozenLine {
    FrozenLine {
        id: line.id,
        part_of: line.part_of,
        layer: line.layer,
        product: line.product,
        amount: line.amount_usd,
        status: line.status,
        purpose: line.purpose.clone(),
        counts_toward_total: line.counts_toward_total,
        funder: names.pocket(line.funding_source_id).to_owned(),
        borrower: names.absorber(line.absorber_id).to_owned(),
        conditions: line.conditions.clone(),
        restrictions: line.restrictions.clone(),
        terms: terms_of(line),
        expected_on: line.expected_on,
    }
}

fn copy(
    id: SnapshotId,
    line: &stack_lines::Model,
    frozen: FrozenLine,
) -> stack_snapshot_lines::ActiveModel {
    stack_snapshot_lines::ActiveModel {
        snapshot_id: Set(id),
        line_id: Set(frozen.id),
        position: Set(line.position),
        part_of: Set(frozen.part_of),
        layer: Set(frozen.layer),
        product: Set(frozen.product),
        amount_usd: Set(frozen.amount),
        status: Set(frozen.status),
        purpose: Set(frozen.purpose),
        counts_toward_total: Set(frozen.counts_toward_total),
        funder: Set(frozen.funder),
        borrower: Set(frozen.borrower),
        conditions: Set(frozen.conditions),
        restrictions: Set(frozen.restrictions),
        terms: Set(frozen.terms),
        expected_on: Set(frozen.expected_on),
        source: Set(line.source.clone()),
        as_of: Set(line.as_of),
    }
}

/// What a snapshot added up to.
pub fn totals_of(snapshot: &stack_snapshots::Model) -> Totals {
    Totals {
        total: snapshot.total_usd,
        committed: snapshot.committed_usd,
        soft: snapshot.soft_usd,
        unidentified: snapshot.unidentified_usd,
        gap: snapshot.gap_usd,
        outside_cash: snapshot.outside_cash_usd,
        repayment_sources: snapshot.repayment_usd,
    }
}

/// The stack as it is, ready to compare.
pub(crate) async fn frozen_now(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Vec<FrozenLine>, DbErr> {
    let stack = stack_of(db, goal).await?;
    let names = names_of(db, &stack).await?;
    Ok(stack.iter().map(|line| freeze(line, &names)).collect())
}

/// The stack as it was.
pub(crate) async fn frozen_at(
    db: &impl ConnectionTrait,
    snapshot: SnapshotId,
) -> Result<Vec<FrozenLine>, DbErr> {
    let copies = stack_snapshot_lines::Entity::find()
        .filter(stack_snapshot_lines::Column::SnapshotId.eq(snapshot))
        .order_by_asc(stack_snapshot_lines::Column::Position)
        .all(db)
        .await?;
    let thaw = |line: stack_snapshot_lines::Model| FrozenLine {
        id: line.line_id,
        part_of: line.part_of,
        layer: line.layer,
        product: line.product,
        amount: line.amount_usd,
        status: line.status,
        purpose: line.purpose,
        counts_toward_total: line.counts_toward_total,
        funder: line.funder,
        borrower: line.borrower,
        conditions: line.conditions,
        restrictions: line.restrictions,
        terms: line.terms,
        expected_on: line.expected_on,
    };
    Ok(copies.into_iter().map(thaw).collect())
}

/// One snapshot of this goal.
pub(crate) async fn snapshot_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
    id: SnapshotId,
) -> Result<Option<stack_snapshots::Model>, DbErr> {
    stack_snapshots::Entity::find_by_id(id)
        .filter(stack_snapshots::Column::GoalId.eq(goal))
        .one(db)
        .await
}

/// A goal's snapshots, newest first: a page of them and how many there are.
pub(crate) async fn snapshots_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
    paging: Paging,
) -> Result<(Vec<stack_snapshots::Model>, u64), DbErr> {
    let found = stack_snapshots::Entity::find()
        .filter(stack_snapshots::Column::GoalId.eq(goal))
        .order_by_desc(stack_snapshots::Column::TakenAt)
        .order_by_desc(stack_snapshots::Column::Id)
        .paginate(db, paging.size);
    let rows = found.fetch_page(paging.page - 1).await?;
    Ok((rows, found.num_items().await?))
}

/// The newest snapshot that a convening left behind.
pub(crate) async fn last_of_a_convening(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Option<stack_snapshots::Model>, DbErr> {
    stack_snapshots::Entity::find()
        .filter(stack_snapshots::Column::GoalId.eq(goal))
        .filter(stack_snapshots::Column::ConveningId.is_not_null())
        .order_by_desc(stack_snapshots::Column::TakenAt)
        .one(db)
        .await
}

/// What was copied when these convenings began, one for each goal.
pub async fn snapshots_at(
    db: &impl ConnectionTrait,
    convenings: impl IntoIterator<Item = ConveningId>,
) -> Result<Vec<stack_snapshots::Model>, DbErr> {
    stack_snapshots::Entity::find()
        .filter(stack_snapshots::Column::ConveningId.is_in(convenings))
        .all(db)
        .await
}
