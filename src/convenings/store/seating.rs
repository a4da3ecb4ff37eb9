//! Giving seats: one, or a whole list at once. Every door leads here, so what stands against a seat holds at all of them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    apart::{barred, goals_at},
    history::hold_table,
    seats::{facts, insert, is_open, told},
};
use crate::{
    audit::{self, Act, Actor},
    convenings::rules::{Barred, SeatPlan},
    entities::seats,
    ids::{ConveningId, GoalId, OrganizationId, SeatId},
};

/// What became of seats that were to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seating {
    /// How many are new; the other guests had one already.
    Given(usize),
    /// The convening is cancelled, or gone.
    Over,
    /// Nobody was seated, and why.
    Barred(Barred),
}

/// What became of the seat of one guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestSeat {
    /// It is theirs alone.
    Given(SeatId),
    /// The convening is cancelled, or gone.
    Over,
    Barred(Barred),
}

/// What stands against a guest who comes from these organizations. Until this is written nobody else is seated.
pub async fn stands_against(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    posts: &BTreeSet<OrganizationId>,
) -> Result<Option<Barred>, DbErr> {
    let seated = hold_table(txn, convening).await?;
    let goals = goals_at(txn, [convening]).await?;
    let goals = goals.into_iter().map(|(_, goal)| goal);
    barred(txn, posts, &seated, goals).await
}

/// Gives one guest a seat of their own, though somebody of the same name may have one. `posts` are the organizations they
/// come from: what is said against any of them holds.
pub async fn add_guest(
    txn: &DatabaseTransaction,
    (convening, posts): (ConveningId, &BTreeSet<OrganizationId>),
    plan: &SeatPlan,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<GuestSeat, DbErr> {
    if let Some(why) = stands_against(txn, convening, posts).await? {
        return Ok(GuestSeat::Barred(why));
    }
    if !is_open(txn, convening).await? {
        return Ok(GuestSeat::Over);
    }
    let given = insert(txn, convening, std::slice::from_ref(plan), now).await?;
    let Some(seat) = given.first() else {
        return Ok(GuestSeat::Over);
    };
    note(txn, convening, plan, actor, now).await?;
    Ok(GuestSeat::Given(*seat))
}

/// Gives a seat, unless the same guest has one already.
pub async fn add_seat(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plan: &SeatPlan,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Seating, DbErr> {
    let plans = std::slice::from_ref(plan);
    add_seats(txn, (convening, &[]), plans, actor, now).await
}

/// Gives every seat, or none. Whoever stays away from one of these goals gets none, as if the convening were for them all.
pub async fn add_seats(
    txn: &DatabaseTransaction,
    (convening, goals): (ConveningId, &[GoalId]),
    plans: &[SeatPlan],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Seating, DbErr> {
    let seated = hold_table(txn, convening).await?;
    if !is_open(txn, convening).await? {
        return Ok(Seating::Over);
    }
    let plans = without_seat(txn, convening, plans).await?;
    let newcomers: BTreeSet<OrganizationId> =
        plans.iter().filter_map(|plan| plan.organization).collect();
    let own = goals_at(txn, [convening]).await?;
    let own = own.into_iter().map(|(_, goal)| goal);
    let goals = own.chain(goals.iter().copied());
    if let Some(barred) = barred(txn, &newcomers, &seated, goals).await? {
        return Ok(Seating::Barred(barred));
    }
    insert(txn, convening, &plans, now).await?;
    for plan in &plans {
        note(txn, convening, plan, actor, now).await?;
    }
    Ok(Seating::Given(plans.len()))
}

async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plan: &SeatPlan,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action: "seated",
        kind: "convening",
        id: convening.to_string(),
        summary: format!("Added {}", told(txn, plan).await?),
        before: None,
        after: Some(facts(plan)),
    };
    audit::record(txn, actor, act, now).await
}

/// The seats of those guests who have none yet, each once.
async fn without_seat(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plans: &[SeatPlan],
) -> Result<Vec<SeatPlan>, DbErr> {
    use seats::Column as C;
    let held: Vec<(Option<OrganizationId>, String)> = seats::Entity::find()
        .select_only()
        .columns([C::OrganizationId, C::GuestName])
        .filter(C::ConveningId.eq(convening))
        .into_tuple()
        .all(txn)
        .await?;
    let mut held: BTreeSet<(Option<OrganizationId>, String)> = held.into_iter().collect();
    let new = plans
        .iter()
        .filter(|plan| held.insert((plan.organization, plan.guest_name.clone())));
    Ok(new.cloned().collect())
}
