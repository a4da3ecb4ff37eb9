//! What the job that makes a plan writes: that it began, how far it is, what came of it.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use super::{plans::enforce, room::by_id};
use crate::{
    entities::{meeting_places, meeting_plans as plans},
    ids::{MeetingPartyId, MeetingPlanId, MeetingTableId},
    values::{MeetingPhase, MeetingPlanState as State},
};

/// What a search came to.
#[derive(Clone, Debug, Default)]
pub(in crate::meetings) struct Outcome {
    pub(in crate::meetings) places: Vec<(i32, MeetingTableId, MeetingPartyId)>,
    pub(in crate::meetings) held: i32,
    pub(in crate::meetings) left_out: i32,
    pub(in crate::meetings) breaks: i32,
    pub(in crate::meetings) worth: i64,
    pub(in crate::meetings) most_worth: Option<i64>,
    pub(in crate::meetings) least_breaks: Option<i32>,
    pub(in crate::meetings) proved: bool,
}

/// Begins the making of a plan; nothing if it is made, dropped or failed. One that was begun before, by a worker that fell
/// silent, is begun again.
pub(in crate::meetings) async fn claim_plan(
    txn: &DatabaseTransaction,
    id: MeetingPlanId,
) -> Result<Option<plans::Model>, DbErr> {
    let done = plans::Entity::update_many()
        .col_expr(plans::Column::State, Expr::value(State::Running))
        .filter(plans::Column::Id.eq(id))
        .filter(plans::Column::State.is_in([State::Asked, State::Running]))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(None);
    }
    plans::Entity::find_by_id(id).one(txn).await
}

/// Notes how far it is, in moves; says whether it is to stop.
pub(in crate::meetings) async fn note_progress(
    txn: &DatabaseTransaction,
    id: MeetingPlanId,
    done: i32,
) -> Result<bool, DbErr> {
    plans::Entity::update_many()
        .col_expr(plans::Column::Done, Expr::value(done))
        .filter(plans::Column::Id.eq(id))
        .filter(plans::Column::State.eq(State::Running))
        .exec(txn)
        .await?;
    let held = plans::Entity::find_by_id(id).one(txn).await?;
    Ok(held.is_none_or(|plan| plan.stop || plan.state != State::Running))
}

/// It could not be made, for this reason.
pub(in crate::meetings) async fn fail_plan(
    txn: &DatabaseTransaction,
    id: MeetingPlanId,
    trouble: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    plans::Entity::update_many()
        .col_expr(plans::Column::State, Expr::value(State::Failed))
        .col_expr(plans::Column::Trouble, Expr::value(trouble))
        .col_expr(plans::Column::FinishedAt, Expr::value(now))
        .filter(plans::Column::Id.eq(id))
        .filter(plans::Column::State.eq(State::Running))
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps what was found. A draft takes it at once; where people know a plan it is proposed.
pub(in crate::meetings) async fn finish_plan(
    txn: &DatabaseTransaction,
    id: MeetingPlanId,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let columns = plans::ActiveModel {
        state: Set(State::Proposed),
        held: Set(outcome.held),
        left_out: Set(outcome.left_out),
        breaks: Set(outcome.breaks),
        worth: Set(outcome.worth),
        most_worth: Set(outcome.most_worth),
        least_breaks: Set(outcome.least_breaks),
        proved: Set(outcome.proved),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    let done = plans::Entity::update_many()
        .set(columns)
        .filter(plans::Column::Id.eq(id))
        .filter(plans::Column::State.eq(State::Running))
        .exec(txn)
        .await?;
    // Dropped or made by another meanwhile.
    if done.rows_affected == 0 {
        return Ok(());
    }
    let row = |(round, table, party): &(i32, MeetingTableId, MeetingPartyId)| {
        meeting_places::ActiveModel {
            plan_id: Set(id),
            round: Set(*round),
            party_id: Set(*party),
            table_id: Set(*table),
        }
    };
    // Below the number of values one statement may have.
    for some in outcome.places.chunks(500) {
        meeting_places::Entity::insert_many(some.iter().map(row))
            .exec_without_returning(txn)
            .await?;
    }
    let Some(plan) = plans::Entity::find_by_id(id).one(txn).await? else {
        return Ok(());
    };
    if let Some(room) = by_id(txn, plan.room_id).await?
        && room.phase == MeetingPhase::Draft
    {
        enforce(txn, &room, id).await?;
    }
    Ok(())
}
