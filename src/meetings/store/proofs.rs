//! Proofs of how few breaks a plan needs: asked for, ended, and a better plan that was found on the way.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, sea_query::Expr,
};

use super::{
    Outcome, Wrote,
    places::{plan_by_id, standing_plan},
    planning::finish_plan,
    room::{by_id, note},
};
use crate::{
    audit::Actor,
    entities::meeting_plans as plans,
    ids::{MeetingPlanId, MeetingRoomId},
    jobs,
    meetings::planning::ProveMeetings,
    values::MeetingPlanState as State,
};

/// After this a job that was begun has ended, whatever became of it.
const GIVEN_UP: TimeDelta = TimeDelta::minutes(15);

/// Whether a proof is being looked for.
pub(in crate::meetings) fn proving(plan: &plans::Model, now: DateTime<Utc>) -> bool {
    let asked = plan
        .proof_asked_at
        .filter(|_| plan.proof_ended_at.is_none());
    asked.is_some_and(|asked| now < asked + GIVEN_UP)
}

/// Asks for a proof about the plan in force. One at a time; one that was given up with its job may be asked for again.
pub(in crate::meetings) async fn ask_proof(
    txn: &DatabaseTransaction,
    (room, plan): (MeetingRoomId, MeetingPlanId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let of = by_id(txn, room).await?;
    let held = plan_by_id(txn, plan).await?;
    let Some((of, held)) = of
        .zip(held)
        .filter(|(of, held)| of.plan_id == Some(held.id))
    else {
        return Ok(Wrote::Over);
    };
    if proving(&held, now) {
        return Ok(Wrote::Over);
    }
    plans::Entity::update_many()
        .col_expr(plans::Column::ProofAskedAt, Expr::value(now))
        .col_expr(
            plans::Column::ProofEndedAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(plans::Column::Id.eq(plan))
        .exec(txn)
        .await?;
    jobs::enqueue(txn, &ProveMeetings { plan }, now).await?;
    let summary = "Meetings: asked how few breaks the plan needs";
    note(txn, of.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}

/// What was proved: no plan of the same meetings has fewer breaks than `least`.
pub(in crate::meetings) async fn end_proof(
    txn: &DatabaseTransaction,
    plan: MeetingPlanId,
    least: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    plans::Entity::update_many()
        .col_expr(plans::Column::ProofEndedAt, Expr::value(now))
        .col_expr(plans::Column::FewestBreaks, Expr::value(least))
        .filter(plans::Column::Id.eq(plan))
        .exec(txn)
        .await?;
    Ok(())
}

/// Keeps a plan of the same meetings with fewer breaks as if it had been asked for, unless another is on its way.
pub(in crate::meetings) async fn keep_better(
    txn: &DatabaseTransaction,
    before: &plans::Model,
    outcome: &Outcome,
    least: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let still = by_id(txn, before.room_id).await?;
    let still = still.is_some_and(|room| room.plan_id == Some(before.id));
    if !still || standing_plan(txn, before.room_id).await?.is_some() {
        return Ok(());
    }
    let id = MeetingPlanId::fresh();
    let mut row = before.clone().into_active_model().reset_all();
    row.id = Set(id);
    row.state = Set(State::Running);
    row.after_id = Set(Some(before.id));
    row.number = Set(0);
    row.asked_at = Set(now);
    row.finished_at = Set(None);
    plans::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    finish_plan(txn, id, outcome, now).await?;
    end_proof(txn, id, least, now).await
}
