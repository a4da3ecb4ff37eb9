//! Asking for a plan, and what becomes of one that was made.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};

use super::{
    Shown, Wrote,
    events::keep_events,
    fitness::unfit,
    guard::is_cancelled,
    places::{plan_by_id, standing_plan},
    room::{by_id, locked, note, put},
};
use crate::{
    audit::Actor,
    entities::{meeting_plans as plans, meeting_rooms},
    ids::{MeetingPlanId, MeetingRoomId},
    jobs,
    meetings::{
        mailing::{MeetingMails, What},
        planning::PlanMeetings,
    },
    values::{MeetingPhase, MeetingPlanState as State},
};

/// How a plan is to be made.
#[derive(Clone, Copy, Debug)]
pub(in crate::meetings) struct Order {
    /// Near the plan in force.
    pub(in crate::meetings) again: bool,
    /// Whether its meetings have to stay where they are.
    pub(in crate::meetings) frozen: bool,
    pub(in crate::meetings) moves: i32,
    pub(in crate::meetings) seed: i32,
}

/// Asks for a plan. One at a time is made: whoever comes second is told.
pub(in crate::meetings) async fn ask_plan(
    txn: &DatabaseTransaction,
    (id, version): (MeetingRoomId, i32),
    order: Order,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    use MeetingPhase as P;
    let Some(room) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    let allowed = match room.phase {
        P::Setup | P::Wishes => false,
        P::Draft => !order.again || room.plan_id.is_some(),
        P::Provisional | P::Published => order.again && room.plan_id.is_some(),
    };
    if room.version != version {
        return Ok(Wrote::Stale);
    }
    let standing = standing_plan(txn, id).await?;
    let busy = standing
        .as_ref()
        .is_some_and(|plan| plan.state != State::Proposed && !is_left(plan, now));
    if !allowed || busy || is_cancelled(txn, &room).await? {
        return Ok(Wrote::Over);
    }
    if !put(txn, (id, version), meeting_rooms::ActiveModel::default()).await? {
        return Ok(Wrote::Stale);
    }
    if let Some(proposed) = standing {
        put_state(txn, proposed.id, State::Dropped).await?;
    }
    let plan = MeetingPlanId::fresh();
    let row = plans::ActiveModel {
        id: Set(plan),
        room_id: Set(id),
        state: Set(State::Asked),
        after_id: Set(room.plan_id.filter(|_| order.again)),
        frozen: Set(order.frozen),
        moves: Set(order.moves),
        seed: Set(order.seed),
        done: Set(0),
        stop: Set(false),
        trouble: Set(String::new()),
        held: Set(0),
        left_out: Set(0),
        breaks: Set(0),
        worth: Set(0),
        most_worth: Set(None),
        least_breaks: Set(None),
        proved: Set(false),
        number: Set(0),
        asked_by: Set(actor.name.clone()),
        asked_at: Set(now),
        finished_at: Set(None),
        proof_asked_at: Set(None),
        proof_ended_at: Set(None),
        fewest_breaks: Set(None),
    };
    plans::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    jobs::enqueue(txn, &PlanMeetings { plan }, now).await?;
    let summary = if order.again {
        "Meetings: asked for another plan, near the one in force"
    } else {
        "Meetings: asked for a plan"
    };
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}

/// How long the making of a plan may take, with everything that is tried again.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// Whether nobody works on a plan any more although it was begun: its job failed for good.
fn is_left(plan: &plans::Model, now: DateTime<Utc>) -> bool {
    plan.state == State::Running && plan.asked_at + LONGEST < now
}

async fn put_state(
    txn: &DatabaseTransaction,
    plan: MeetingPlanId,
    state: State,
) -> Result<(), DbErr> {
    plans::Entity::update_many()
        .col_expr(plans::Column::State, Expr::value(state))
        .filter(plans::Column::Id.eq(plan))
        .exec(txn)
        .await?;
    Ok(())
}

/// No plan is in force any more: it does not fit what was set up.
pub(super) async fn put_aside(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
) -> Result<(), DbErr> {
    plans::Entity::update_many()
        .col_expr(plans::Column::State, Expr::value(State::Dropped))
        .filter(plans::Column::RoomId.eq(room.id))
        .filter(plans::Column::State.is_in([State::Asked, State::Running, State::Proposed]))
        .exec(txn)
        .await?;
    if let Some(plan) = room.plan_id {
        put_state(txn, plan, State::Replaced).await?;
    }
    meeting_rooms::Entity::update_many()
        .col_expr(
            meeting_rooms::Column::PlanId,
            Expr::value(None::<MeetingPlanId>),
        )
        .filter(meeting_rooms::Column::Id.eq(room.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// A plan is in force from now on; the one before it is replaced.
pub(super) async fn enforce(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    plan: MeetingPlanId,
) -> Result<(), DbErr> {
    let newest: Option<Option<i32>> = plans::Entity::find()
        .select_only()
        .column_as(plans::Column::Number.max(), "newest")
        .filter(plans::Column::RoomId.eq(room.id))
        .into_tuple()
        .one(txn)
        .await?;
    if let Some(before) = room.plan_id {
        put_state(txn, before, State::Replaced).await?;
    }
    let number = newest.flatten().unwrap_or(0) + 1;
    plans::Entity::update_many()
        .col_expr(plans::Column::State, Expr::value(State::Used))
        .col_expr(plans::Column::Number, Expr::value(number))
        .filter(plans::Column::Id.eq(plan))
        .exec(txn)
        .await?;
    meeting_rooms::Entity::update_many()
        .col_expr(meeting_rooms::Column::PlanId, Expr::value(plan))
        .filter(meeting_rooms::Column::Id.eq(room.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// The plan of this room that is proposed, with the room if it still has this version.
async fn proposed(
    txn: &DatabaseTransaction,
    (id, version): (MeetingRoomId, i32),
    plan: MeetingPlanId,
) -> Result<Result<meeting_rooms::Model, Wrote>, DbErr> {
    let room = locked(txn, id).await?;
    let plan = plan_by_id(txn, plan).await?;
    let known = room.zip(plan);
    let Some((room, plan)) = known.filter(|(room, plan)| plan.room_id == room.id) else {
        return Ok(Err(Wrote::Over));
    };
    if room.version != version {
        return Ok(Err(Wrote::Stale));
    }
    if plan.state != State::Proposed {
        return Ok(Err(Wrote::Over));
    }
    Ok(Ok(room))
}

/// Takes a proposed plan, if it still can be held. Where it is published, those whose day is another are told.
pub(in crate::meetings) async fn use_plan(
    txn: &DatabaseTransaction,
    room: (MeetingRoomId, i32),
    plan: MeetingPlanId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Shown, DbErr> {
    let room = match proposed(txn, room, plan).await? {
        Ok(room) => room,
        Err(wrote) => return Ok(Ok(wrote)),
    };
    if let Some(sentence) = unfit(txn, &room, Some(plan)).await? {
        return Ok(Err(sentence));
    }
    let columns = meeting_rooms::ActiveModel::default();
    if !put(txn, (room.id, room.version), columns).await? {
        return Ok(Ok(Wrote::Stale));
    }
    enforce(txn, &room, plan).await?;
    if room.phase == MeetingPhase::Published {
        let told = keep_events(txn, &room, now).await?;
        if !told.others.is_empty() {
            let job = MeetingMails {
                people: Some(told.others),
                ..MeetingMails::to_all(room.id, What::Changed, now)
            };
            jobs::enqueue(txn, &job, now).await?;
        }
    }
    let summary = "Meetings: took the plan that was made again";
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Ok(Wrote::Done))
}

/// Drops a proposed plan: the one in force stays.
pub(in crate::meetings) async fn drop_plan(
    txn: &DatabaseTransaction,
    room: (MeetingRoomId, i32),
    plan: MeetingPlanId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let room = match proposed(txn, room, plan).await? {
        Ok(room) => room,
        Err(wrote) => return Ok(wrote),
    };
    let columns = meeting_rooms::ActiveModel::default();
    if !put(txn, (room.id, room.version), columns).await? {
        return Ok(Wrote::Stale);
    }
    put_state(txn, plan, State::Dropped).await?;
    let summary = "Meetings: dropped the plan that was made again";
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}

/// Stops the making of a plan: what was found so far is taken. One that was not begun is dropped.
pub(in crate::meetings) async fn stop_plan(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    plan: MeetingPlanId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let of = by_id(txn, room).await?;
    let held = plan_by_id(txn, plan).await?;
    let Some((of, held)) = of.zip(held).filter(|(of, held)| held.room_id == of.id) else {
        return Ok(Wrote::Over);
    };
    match held.state {
        State::Asked => put_state(txn, plan, State::Dropped).await?,
        // Nobody is there to hear that it is to stop.
        State::Running if is_left(&held, now) => put_state(txn, plan, State::Dropped).await?,
        State::Running => {
            plans::Entity::update_many()
                .col_expr(plans::Column::Stop, Expr::value(true))
                .filter(plans::Column::Id.eq(plan))
                .exec(txn)
                .await?;
        }
        _ => return Ok(Wrote::Over),
    }
    let summary = "Meetings: stopped the planning";
    note(txn, of.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}
