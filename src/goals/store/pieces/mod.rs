//! What hangs on a goal: partners, systems changes, strategies, measures and projects. Each is a row of its own with a
//! version, written here in one way and remembered in the goal's history.

mod changes;
mod measures;
mod partners;
mod projects;
mod strategies;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::hold::hold;
use crate::{
    audit::{self, Act, Actor},
    entities::goals,
    ids::GoalId,
};

pub use changes::ChangeDraft;
pub use measures::MeasureDraft;
pub use partners::PartnerDraft;
pub use projects::{ProjectDraft, project_count, project_lists};
pub use strategies::StrategyDraft;

/// Most rows of one kind that a goal shows.
const MOST: u64 = 200;

/// What people say of one such row, and how its table holds it.
pub trait Piece: Clone + PartialEq + Send + Sync + 'static {
    type Entity: EntityTrait<Model = Self::Row, ActiveModel = Self::Active>;
    type Active: ActiveModelTrait<Entity = Self::Entity> + Send;
    type Row: FromQueryResult + Send + Sync;

    /// "a partner".
    const NOUN: &'static str;

    /// The columns that every such table has.
    fn column(of: PieceColumn) -> <Self::Entity as EntityTrait>::Column;
    /// The row as people would have typed it.
    fn of(row: &Self::Row) -> Self;
    fn version(row: &Self::Row) -> i32;
    /// A new row at this place.
    fn insert(&self, id: Uuid, goal: GoalId, position: i32) -> Self::Active;
    /// The columns a change sets.
    fn changes(&self) -> Vec<(<Self::Entity as EntityTrait>::Column, Expr)>;
    /// What history remembers.
    fn facts(&self) -> Vec<(&'static str, Value)>;
    /// The row in a few words.
    fn words(&self) -> String;
    /// Whether other rows hang on this one, so that it cannot be taken out.
    fn in_use(
        _txn: &DatabaseTransaction,
        _id: Uuid,
    ) -> impl Future<Output = Result<bool, DbErr>> + Send {
        async { Ok(false) }
    }
}

/// The columns that every such table has.
#[derive(Clone, Copy, Debug)]
pub enum PieceColumn {
    Id,
    GoalId,
    Position,
    Version,
}

/// What became of a change.
#[derive(Debug)]
pub enum PieceSaved<R> {
    Done,
    Unchanged,
    /// Someone else saved first; the row as they left it.
    Stale(Box<R>),
    /// Other rows hang on it.
    InUse,
}

/// A goal's rows of one kind, in their order.
pub async fn pieces_of<P: Piece>(
    db: &impl ConnectionTrait,
    goal: GoalId,
) -> Result<Vec<P::Row>, DbErr> {
    P::Entity::find()
        .filter(P::column(PieceColumn::GoalId).eq(goal))
        .order_by_asc(P::column(PieceColumn::Position))
        .order_by_asc(P::column(PieceColumn::Id))
        .limit(MOST)
        .all(db)
        .await
}

/// One row of this goal.
pub async fn piece_of<P: Piece>(
    db: &impl ConnectionTrait,
    goal: GoalId,
    id: Uuid,
) -> Result<Option<P::Row>, DbErr> {
    P::Entity::find()
        .filter(P::column(PieceColumn::Id).eq(id))
        .filter(P::column(PieceColumn::GoalId).eq(goal))
        .one(db)
        .await
}

/// Adds a row after the others.
pub async fn add_piece<P: Piece>(
    txn: &DatabaseTransaction,
    goal: &goals::Model,
    piece: &P,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Uuid, DbErr> {
    hold(txn, goal.id).await?;
    let last: Option<i32> = P::Entity::find()
        .select_only()
        .column(P::column(PieceColumn::Position))
        .filter(P::column(PieceColumn::GoalId).eq(goal.id))
        .order_by_desc(P::column(PieceColumn::Position))
        .into_tuple()
        .one(txn)
        .await?;
    let id = Uuid::now_v7();
    let row = piece.insert(id, goal.id, last.map_or(0, |last| last + 1));
    P::Entity::insert(row).exec_without_returning(txn).await?;
    let summary = format!("Added {}: {}", P::NOUN, piece.words());
    let after = Some(all(piece.facts()));
    record(
        txn,
        (goal.id, actor),
        ("added", summary),
        (None, after),
        now,
    )
    .await?;
    Ok(id)
}

/// Changes a row that is still at this version. Nothing for a row that is gone.
pub async fn change_piece<P: Piece>(
    txn: &DatabaseTransaction,
    (goal, id, version): (&goals::Model, Uuid, i32),
    piece: &P,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<PieceSaved<P::Row>>, DbErr> {
    hold(txn, goal.id).await?;
    let Some(row) = piece_of::<P>(txn, goal.id, id).await? else {
        return Ok(None);
    };
    let held = P::of(&row);
    if held == *piece {
        return Ok(Some(PieceSaved::Unchanged));
    }
    let fresh = P::version(&row) == version;
    if !fresh || !write(txn, (id, version), piece).await? {
        let theirs = piece_of::<P>(txn, goal.id, id).await?;
        return Ok(theirs.map(|row| PieceSaved::Stale(Box::new(row))));
    }
    let (before, after) = differing(held.facts(), piece.facts());
    let summary = format!("Changed {}: {}", P::NOUN, piece.words());
    record(
        txn,
        (goal.id, actor),
        ("changed", summary),
        (Some(before), Some(after)),
        now,
    )
    .await?;
    Ok(Some(PieceSaved::Done))
}

/// Takes a row out that is still at this version; what it said stays in the goal's history.
pub async fn remove_piece<P: Piece>(
    txn: &DatabaseTransaction,
    (goal, id, version): (&goals::Model, Uuid, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<PieceSaved<P::Row>>, DbErr> {
    // Whoever hangs something on this row has to wait until it is gone, or has done so already.
    hold(txn, goal.id).await?;
    let Some(row) = piece_of::<P>(txn, goal.id, id).await? else {
        return Ok(None);
    };
    if P::in_use(txn, id).await? {
        return Ok(Some(PieceSaved::InUse));
    }
    let gone = P::Entity::delete_many()
        .filter(P::column(PieceColumn::Id).eq(id))
        .filter(P::column(PieceColumn::Version).eq(version))
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        let theirs = piece_of::<P>(txn, goal.id, id).await?;
        return Ok(theirs.map(|row| PieceSaved::Stale(Box::new(row))));
    }
    let held = P::of(&row);
    let summary = format!("Removed {}: {}", P::NOUN, held.words());
    let before = Some(all(held.facts()));
    record(
        txn,
        (goal.id, actor),
        ("removed", summary),
        (before, None),
        now,
    )
    .await?;
    Ok(Some(PieceSaved::Done))
}

/// False when the row is no longer at this version.
async fn write<P: Piece>(
    txn: &DatabaseTransaction,
    (id, version): (Uuid, i32),
    piece: &P,
) -> Result<bool, DbErr> {
    let mut update = P::Entity::update_many()
        .col_expr(P::column(PieceColumn::Version), Expr::value(version + 1))
        .filter(P::column(PieceColumn::Id).eq(id))
        .filter(P::column(PieceColumn::Version).eq(version));
    for (column, value) in piece.changes() {
        update = update.col_expr(column, value);
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

fn all(facts: Vec<(&'static str, Value)>) -> Value {
    let named = facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    named.collect::<Map<_, _>>().into()
}

fn differing(
    before: Vec<(&'static str, Value)>,
    after: Vec<(&'static str, Value)>,
) -> (Value, Value) {
    let changed = before
        .into_iter()
        .zip(after)
        .filter(|(old, new)| old != new);
    let (old, new): (Vec<_>, Vec<_>) = changed.unzip();
    (all(old), all(new))
}

async fn record(
    txn: &DatabaseTransaction,
    (goal, actor): (GoalId, &Actor),
    (action, summary): (&'static str, String),
    (before, after): (Option<Value>, Option<Value>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "goal",
        id: goal.to_string(),
        summary,
        before,
        after,
    };
    audit::record(txn, actor, act, now).await
}
