//! Seats: who has one, from which organization, and on whose clocks they live.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::tell::{room_follows, seat_free};
use crate::{
    audit::{self, Act, Actor},
    convenings::rules::SeatPlan,
    entities::{convenings, organizations, people, seats},
    ids::{ConveningId, OrganizationId, SeatId},
    places::{self, rules::full_name},
    values::{ConveningStatus, TimeZone},
};

/// A seat and who fills it.
#[derive(Clone, Debug)]
pub struct Guest {
    pub seat: seats::Model,
    pub organization: Option<organizations::Model>,
    /// The guest's name, or the organization's where no guest is named.
    pub name: String,
    /// Of the person, or else of the organization's head office.
    pub zone: Option<TimeZone>,
    pub city: Option<String>,
}

/// Everyone with a seat, in the order of the list.
pub async fn guests(db: &impl ConnectionTrait, id: ConveningId) -> Result<Vec<Guest>, DbErr> {
    let rows = seats::Entity::find()
        .filter(seats::Column::ConveningId.eq(id))
        .order_by_asc(seats::Column::Position)
        .order_by_asc(seats::Column::Id)
        .find_also_related(people::Entity)
        .all(db)
        .await?;
    let known = organizations(db, rows.iter().filter_map(|(seat, _)| seat.organization_id)).await?;
    let offices = known
        .values()
        .filter_map(|organization| organization.hq_place_id.clone());
    let offices = places::by_ids(db, offices).await?;
    let guest = |(seat, person): (seats::Model, Option<people::Model>)| {
        let organization = seat.organization_id.and_then(|id| known.get(&id).cloned());
        let office = organization
            .as_ref()
            .and_then(|known| offices.get(known.hq_place_id.as_ref()?));
        let person_zone = person.as_ref().and_then(|person| person.time_zone.clone());
        Guest {
            name: name(&seat, person.as_ref(), organization.as_ref()),
            city: office.map(|place| full_name(&place.name, place.kind, place.state.as_deref())),
            zone: person_zone.or_else(|| office.and_then(|place| place.time_zone.clone())),
            seat,
            organization,
        }
    };
    Ok(rows.into_iter().map(guest).collect())
}

fn name(
    seat: &seats::Model,
    person: Option<&people::Model>,
    of: Option<&organizations::Model>,
) -> String {
    if !seat.guest_name.is_empty() {
        return seat.guest_name.clone();
    }
    person
        .map(|person| person.name.clone())
        .or_else(|| of.map(|organization| organization.name.clone()))
        .unwrap_or_default()
}

/// Organizations by their keys, in one query.
pub async fn organizations(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganizationId>,
) -> Result<BTreeMap<OrganizationId, organizations::Model>, DbErr> {
    let found = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|organization| (organization.id, organization))
        .collect())
}

/// The rows of new seats, after those already there; their keys, in order.
pub(super) async fn insert(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plans: &[SeatPlan],
    now: DateTime<Utc>,
) -> Result<Vec<SeatId>, DbErr> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let last: Option<Option<i32>> = seats::Entity::find()
        .select_only()
        .column_as(seats::Column::Position.max(), "last")
        .filter(seats::Column::ConveningId.eq(convening))
        .into_tuple()
        .one(txn)
        .await?;
    let first = last.flatten().map_or(0, |last| last + 1);
    let keys: Vec<SeatId> = plans.iter().map(|_| SeatId::fresh()).collect();
    let rows = plans.iter().zip(&keys).zip(first..);
    let rows = rows.map(|((plan, key), position)| seats::ActiveModel {
        id: Set(*key),
        convening_id: Set(convening),
        organization_id: Set(plan.organization),
        person_id: Set(None),
        guest_name: Set(plan.guest_name.clone()),
        role: Set(plan.role),
        attendance: Set(plan.attendance),
        position: Set(position),
        created_at: Set(now),
    });
    seats::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(keys)
}

/// One seat of this convening.
pub(crate) async fn seat(
    db: &impl ConnectionTrait,
    (convening, seat): (ConveningId, SeatId),
) -> Result<Option<seats::Model>, DbErr> {
    seats::Entity::find_by_id(seat)
        .filter(seats::Column::ConveningId.eq(convening))
        .one(db)
        .await
}

/// Whether seats may change: not once it is cancelled.
pub(super) async fn is_open(txn: &DatabaseTransaction, id: ConveningId) -> Result<bool, DbErr> {
    let open = convenings::Entity::find_by_id(id)
        .filter(convenings::Column::Status.ne(ConveningStatus::Cancelled));
    Ok(open.one(txn).await?.is_some())
}

/// Changes name, role or attendance of a seat, never whose it is; `false` if the convening is
/// cancelled, nothing if the seat is not one of its own.
pub(crate) async fn change_seat(
    txn: &DatabaseTransaction,
    (convening, key): (ConveningId, SeatId),
    plan: &SeatPlan,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<bool>, DbErr> {
    if !is_open(txn, convening).await? {
        return Ok(Some(false));
    }
    let Some(held) = seat(txn, (convening, key)).await? else {
        return Ok(None);
    };
    let before = of(held);
    let after = SeatPlan {
        organization: before.organization,
        ..plan.clone()
    };
    seats::Entity::update_many()
        .col_expr(
            seats::Column::GuestName,
            Expr::value(after.guest_name.as_str()),
        )
        .col_expr(seats::Column::Role, Expr::value(after.role))
        .col_expr(seats::Column::Attendance, Expr::value(after.attendance))
        .filter(seats::Column::Id.eq(key))
        .exec(txn)
        .await?;
    room_follows(txn, convening, now).await?;
    let act = Act {
        action: "reseated",
        kind: "convening",
        id: convening.to_string(),
        summary: format!("Changed the seat of {}", told(txn, &after).await?),
        before: Some(facts(&before)),
        after: Some(facts(&after)),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(true))
}

/// Takes a seat away and says whose it was; nothing if it is not one of this convening's, or the
/// convening is cancelled.
pub(crate) async fn remove_seat(
    txn: &DatabaseTransaction,
    (convening, key): (ConveningId, SeatId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    if !is_open(txn, convening).await? {
        return Ok(None);
    }
    let found = guests(txn, convening)
        .await?
        .into_iter()
        .find(|guest| guest.seat.id == key);
    let Some(guest) = found else { return Ok(None) };
    seats::Entity::delete_by_id(key).exec(txn).await?;
    seat_free(txn, convening, actor, now).await?;
    room_follows(txn, convening, now).await?;
    let act = Act {
        action: "unseated",
        kind: "convening",
        id: convening.to_string(),
        summary: format!("Removed {} ({})", guest.name, guest.seat.role.label()),
        before: Some(facts(&of(guest.seat))),
        after: None,
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(guest.name))
}

/// A stored seat as it was planned.
fn of(seat: seats::Model) -> SeatPlan {
    SeatPlan {
        organization: seat.organization_id,
        guest_name: seat.guest_name,
        role: seat.role,
        attendance: seat.attendance,
    }
}

/// A seat for the audit log.
pub(super) fn facts(plan: &SeatPlan) -> serde_json::Value {
    serde_json::json!({
        "organization": plan.organization.map(|id| id.to_string()),
        "guest_name": plan.guest_name,
        "role": plan.role.label(),
        "attendance": plan.attendance.label(),
    })
}

/// `Ann Lee, Juniper Fund (Funder, must attend)`.
pub(super) async fn told(txn: &DatabaseTransaction, plan: &SeatPlan) -> Result<String, DbErr> {
    let known = organizations(txn, plan.organization).await?;
    let names = [plan.guest_name.clone()]
        .into_iter()
        .chain(known.into_values().map(|known| known.name));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let attendance = plan.attendance.label().to_lowercase();
    Ok(format!(
        "{} ({}, {attendance})",
        names.join(", "),
        plan.role.label()
    ))
}
