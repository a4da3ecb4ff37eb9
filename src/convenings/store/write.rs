//! Making, changing and cancelling a convening. Each act is one transaction with its audit entry and
//! its search entry; the UID is made here once and never again.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound as _, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use serde_json::{Map, Value};

use super::{
    Convening,
    apart::barred,
    by_id,
    history::Seated,
    quorum::ask_for,
    seats,
    tell::{room_follows, time_taken},
};
use crate::{
    audit::{self, Act, Actor},
    convenings::rules::{
        Barred, Difference, Plan, QuorumRule, SeatPlan, differences, fold_code, is_material,
        is_rescheduled, next_stamp,
    },
    entities::{convening_goals, convenings},
    ids::{ConveningId, GoalId, UserId},
    places,
    search::{self, Entry},
    values::{
        ConveningStatus, PlaceId,
        time_convert::{to_chrono, to_naive},
        tzdb_version, wall_time,
    },
};

/// Found before cities of the same name.
const WEIGHT: i64 = 10_000_000;

/// What is needed to plan a convening.
#[derive(Clone, Debug)]
pub struct NewConvening {
    pub plan: Plan,
    pub goals: Vec<GoalId>,
    pub seats: Vec<SeatPlan>,
    pub quorum: Vec<QuorumRule>,
    pub host: Option<UserId>,
    /// Our host name, for the UID.
    pub domain: String,
    /// Belongs to the sample and goes with it.
    pub illustrative: bool,
}

/// What became of a convening that was to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    Made(ConveningId),
    /// Nothing was saved: somebody may not have the seat.
    Barred(Barred),
}

/// Plans a convening, unless somebody may not have a seat.
pub async fn create(
    txn: &DatabaseTransaction,
    new: &NewConvening,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Created, DbErr> {
    let guests = new.seats.iter().filter_map(|seat| seat.organization);
    let (guests, goals): (Seated, _) = (guests.collect(), new.goals.iter().copied());
    if let Some(barred) = barred(txn, &guests, &Seated::new(), goals).await? {
        return Ok(Created::Barred(barred));
    }
    let id = ConveningId::fresh();
    let stamp = now.trunc_subsecs(0);
    let made = convenings::ActiveModel {
        id: Set(id),
        uid: Set(format!("{id}@{}", new.domain)),
        sequence: Set(0),
        rescheduled_sequence: Set(0),
        stamped_at: Set(stamp),
        modified_at: Set(stamp),
        cancelled_at: Set(None),
        host_id: Set(new.host),
        illustrative: Set(new.illustrative),
        version: Set(1),
        created_at: Set(now),
        ..planned(&new.plan)
    };
    convenings::Entity::insert(made)
        .exec_without_returning(txn)
        .await?;
    // In one order, so that two who plan for the same goals at once wait for each other and not in a ring.
    let mut goals = new.goals.clone();
    goals.sort_unstable();
    let links = goals.iter().map(|goal| convening_goals::ActiveModel {
        convening_id: Set(id),
        goal_id: Set(*goal),
    });
    if !new.goals.is_empty() {
        convening_goals::Entity::insert_many(links)
            .exec_without_returning(txn)
            .await?;
    }
    seats::insert(txn, id, &new.seats, now).await?;
    let summary = format!("Planned “{}” for {}", new.plan.title, new.plan.when.words());
    record(txn, id, actor, ("planned", summary, &[]), now).await?;
    for wanted in &new.quorum {
        ask_for(txn, id, *wanted, actor, now).await?;
    }
    index(txn, id, &new.plan, new.illustrative).await?;
    Ok(Created::Made(id))
}

/// The columns that the plan decides.
pub(super) fn planned(plan: &Plan) -> convenings::ActiveModel {
    let fold = |fold: Option<wall_time::Fold>| fold.map(|fold| fold_code(fold).to_owned());
    convenings::ActiveModel {
        title: Set(plan.title.clone()),
        mode: Set(plan.mode),
        purpose: Set(plan.purpose),
        summary: Set(plan.summary.clone()),
        place_id: Set(plan.place.clone()),
        time_zone: Set(plan.when.zone.clone()),
        local_start: Set(to_naive(plan.when.local_start)),
        local_end: Set(to_naive(plan.when.local_end)),
        start_fold: Set(fold(plan.when.start_fold)),
        end_fold: Set(fold(plan.when.end_fold)),
        starts_at: Set(to_chrono(plan.when.starts)),
        ends_at: Set(to_chrono(plan.when.ends)),
        tzdb_version: Set(tzdb_version().to_owned()),
        format: Set(plan.format),
        venue: Set(plan.venue.clone()),
        online_link: Set(plan.online_link.clone()),
        status: Set(plan.status),
        ..Default::default()
    }
}

/// A change somebody wants, and the version they were looking at.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub id: ConveningId,
    pub version: i32,
    pub plan: Plan,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Changed {
    Saved {
        material: bool,
    },
    /// Somebody else saved meanwhile; nothing was written.
    Stale,
    /// It is cancelled, or gone.
    Over,
}

/// Saves a change, raising SEQUENCE when it is material.
pub(crate) async fn change(
    txn: &DatabaseTransaction,
    wanted: &Change,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Changed, DbErr> {
    let Some(stored) = by_id(txn, wanted.id).await? else {
        return Ok(Changed::Over);
    };
    if stored.row.status == ConveningStatus::Cancelled {
        return Ok(Changed::Over);
    }
    let named = places::names(txn, both_places(&stored.plan, &wanted.plan)).await?;
    let changes = differences(&stored.plan, &wanted.plan, &named);
    let material = is_material(&stored.plan, &wanted.plan);
    let sequence = stored.row.sequence + i32::from(material);
    let mut update = convenings::ActiveModel {
        sequence: Set(sequence),
        ..planned(&wanted.plan)
    };
    if is_rescheduled(&stored.plan, &wanted.plan) {
        update.rescheduled_sequence = Set(sequence);
    }
    if !write(txn, &stored, wanted.version, update, now).await? {
        return Ok(Changed::Stale);
    }
    let summary = match changes.as_slice() {
        [] => "Saved without a change".to_owned(),
        changes => format!("Changed {}", list(changes)),
    };
    record(txn, wanted.id, actor, ("changed", summary, &changes), now).await?;
    index(txn, wanted.id, &wanted.plan, stored.row.illustrative).await?;
    let when = &wanted.plan.when;
    let times = (to_chrono(when.starts), to_chrono(when.ends));
    time_taken(txn, wanted.id, times, actor, now).await?;
    Ok(Changed::Saved { material })
}

/// Writes columns of the row, if it still has this version; each write moves the calendar stamps on.
pub(super) async fn write(
    txn: &DatabaseTransaction,
    stored: &Convening,
    version: i32,
    columns: convenings::ActiveModel,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let stamp = next_stamp(stored.row.stamped_at, now);
    let columns = convenings::ActiveModel {
        stamped_at: Set(stamp),
        modified_at: Set(stamp),
        ..columns
    };
    let done = convenings::Entity::update_many()
        .set(columns)
        .col_expr(convenings::Column::Version, Expr::value(version + 1))
        .filter(convenings::Column::Id.eq(stored.row.id))
        .filter(convenings::Column::Version.eq(version))
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        room_follows(txn, stored.row.id, now).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Cancels for good; `false` if it was cancelled already. The reason goes to the activity list, not
/// to calendars.
pub async fn cancel(
    txn: &DatabaseTransaction,
    id: ConveningId,
    reason: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let stored = by_id(txn, id).await?;
    let Some(stored) = stored.filter(|it| it.row.status != ConveningStatus::Cancelled) else {
        return Ok(false);
    };
    let columns = convenings::ActiveModel {
        status: Set(ConveningStatus::Cancelled),
        sequence: Set(stored.row.sequence + 1),
        cancelled_at: Set(Some(now)),
        ..Default::default()
    };
    if !write(txn, &stored, stored.row.version, columns, now).await? {
        return Ok(false);
    }
    let summary = format!("Cancelled: {reason}");
    record(txn, id, actor, ("cancelled", summary, &[]), now).await?;
    Ok(true)
}

/// One guest is no longer invited (O9): SEQUENCE rises for that guest's cancellation, and the others hear of it with their
/// next mail. Answers to the time as it stands stay good. SEQUENCE never goes down.
pub async fn raise_sequence(
    txn: &DatabaseTransaction,
    id: ConveningId,
    to: i32,
) -> Result<(), DbErr> {
    convenings::Entity::update_many()
        .col_expr(convenings::Column::Sequence, Expr::value(to))
        .filter(convenings::Column::Id.eq(id))
        .filter(convenings::Column::Sequence.lt(to))
        .exec(txn)
        .await?;
    Ok(())
}

fn both_places(one: &Plan, other: &Plan) -> impl Iterator<Item = PlaceId> {
    one.place.clone().into_iter().chain(other.place.clone())
}

fn list(changes: &[Difference]) -> String {
    let labels: Vec<String> = changes
        .iter()
        .map(|change| change.label.to_lowercase())
        .collect();
    labels.join(", ")
}

pub(super) async fn record(
    txn: &DatabaseTransaction,
    id: ConveningId,
    actor: &Actor,
    (action, summary, changes): (&'static str, String, &[Difference]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let side = |pick: fn(&Difference) -> &String| -> Option<Value> {
        let fields = changes
            .iter()
            .map(|change| (change.field.to_owned(), Value::from(pick(change).as_str())));
        let fields: Map<String, Value> = fields.collect();
        (!fields.is_empty()).then_some(Value::Object(fields))
    };
    let act = Act {
        action,
        kind: "convening",
        id: id.to_string(),
        summary,
        before: side(|change| &change.before),
        after: side(|change| &change.after),
    };
    audit::record(txn, actor, act, now).await
}

/// Makes it findable by title, city and day.
async fn index(
    txn: &DatabaseTransaction,
    id: ConveningId,
    plan: &Plan,
    illustrative: bool,
) -> Result<(), DbErr> {
    let cities: BTreeMap<PlaceId, String> = places::names(txn, plan.place.clone()).await?;
    let day = wall_time::date(plan.when.local_start.date());
    let about: Vec<String> = cities.into_values().chain([day]).collect();
    let entry = Entry {
        kind: "convening",
        id: id.to_string(),
        title: plan.title.clone(),
        subtitle: about.join(", "),
        url: format!("/convenings/{id}"),
        weight: WEIGHT,
        illustrative,
        also: plan.purpose.label().to_owned(),
    };
    search::index(txn, &[entry]).await
}
