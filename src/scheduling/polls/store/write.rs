//! Making a poll, changing its settings, and turning it: opened, closed, withdrawn.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction,
    DbErr, EntityTrait, QueryFilter, QuerySelect as _, sea_query::Expr,
};

use super::{
    busy::forget_all_busy,
    read::{by_id, newest, settings_of},
};
use crate::{
    audit::{self, Act, Actor},
    convenings::{self, Convening, Dated, rules::Difference},
    entities::date_polls,
    ids::{ConveningId, PollId},
    scheduling::polls::{
        asking,
        rules::{Settings, differences},
    },
    values::{
        PollState,
        time_convert::{to_chrono, to_naive},
    },
};

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Wrote {
    Done(PollId),
    /// Somebody else wrote first; nothing of this was kept.
    Stale,
    /// The poll, or the convening, is past this.
    Over,
}

/// The columns that the settings decide.
fn columns(settings: &Settings) -> date_polls::ActiveModel {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| to_naive(day.at(0, 0, 0, 0)).date());
    date_polls::ActiveModel {
        manner: Set(settings.manner),
        time_zone: Set(settings.zone.clone()),
        minutes: Set(settings.minutes),
        message: Set(settings.message.clone()),
        closes_at: Set(settings.closes.map(to_chrono)),
        if_needed: Set(settings.if_needed),
        heads: Set(settings.heads),
        first_day: Set(day(settings.first_day)),
        last_day: Set(day(settings.last_day)),
        most_reminders: Set(settings.most_reminders),
        holds: Set(settings.holds),
        ..Default::default()
    }
}

/// Prepares a poll, unless the convening has one that is not withdrawn. Two who do so at once wait for each other.
pub(in crate::scheduling::polls) async fn create(
    txn: &DatabaseTransaction,
    convening: &Convening,
    settings: &Settings,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let convening_id = convening.row.id;
    hold(txn, convening_id).await?;
    let held = newest(txn, convening_id).await?;
    if held.is_some_and(|poll| poll.state != PollState::Withdrawn) {
        return Ok(Wrote::Stale);
    }
    let id = PollId::fresh();
    let row = date_polls::ActiveModel {
        id: Set(id),
        convening_id: Set(convening_id),
        state: Set(PollState::Draft),
        opened_at: Set(None),
        closed_at: Set(None),
        ready_told_at: Set(None),
        unknown: Set(0),
        decided_option_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(String::new()),
        decision_reason: Set(String::new()),
        illustrative: Set(convening.row.illustrative),
        version: Set(1),
        created_by: Set(actor.user),
        created_at: Set(now),
        ..columns(settings)
    };
    date_polls::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    note(
        txn,
        convening_id,
        "Began to prepare a date poll",
        &[],
        (actor, now),
    )
    .await?;
    Ok(Wrote::Done(id))
}

/// Whoever begins a poll for this convening meanwhile is waited for. SQLite lets one writer in at a time anyway.
async fn hold(txn: &DatabaseTransaction, id: ConveningId) -> Result<(), DbErr> {
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        crate::entities::convenings::Entity::find_by_id(id)
            .lock_exclusive()
            .one(txn)
            .await?;
    }
    Ok(())
}

/// Changes the settings. The manner stays once the poll was opened; times are moved apart (`replace_times`).
pub(in crate::scheduling::polls) async fn save_settings(
    txn: &DatabaseTransaction,
    (id, version): (PollId, i32),
    settings: &Settings,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let Some(poll) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    if !matches!(
        poll.state,
        PollState::Draft | PollState::Open | PollState::Closed
    ) {
        return Ok(Wrote::Over);
    }
    let before = settings_of(&poll)?;
    if !put(txn, (id, version), columns(settings)).await? {
        return Ok(Wrote::Stale);
    }
    let changes = differences(&before, settings);
    let summary = "Changed the date poll";
    note(txn, poll.convening_id, summary, &changes, (actor, now)).await?;
    Ok(Wrote::Done(id))
}

/// Opens, closes or withdraws a poll. Opening takes the convening along: an idea becomes a poll.
pub(in crate::scheduling::polls) async fn turn(
    txn: &DatabaseTransaction,
    (id, version): (PollId, i32),
    to: PollState,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    use PollState as S;
    let Some(poll) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    let (columns, summary) = match (poll.state, to) {
        (S::Draft | S::Closed, S::Open) => {
            let columns = date_polls::ActiveModel {
                opened_at: Set(poll.opened_at.or(Some(now))),
                closed_at: Set(None),
                ready_told_at: Set(None),
                // A deadline that has passed would close it again at once.
                closes_at: Set(poll.closes_at.filter(|at| *at > now)),
                ..Default::default()
            };
            let again = poll.opened_at.is_some();
            (
                columns,
                if again {
                    "Opened the date poll again"
                } else {
                    "Opened the date poll"
                },
            )
        }
        (S::Open, S::Closed) => {
            let columns = date_polls::ActiveModel {
                closed_at: Set(Some(now)),
                ..Default::default()
            };
            (columns, "Closed the date poll")
        }
        (S::Draft | S::Open | S::Closed, S::Withdrawn) => {
            (date_polls::ActiveModel::default(), "Withdrew the date poll")
        }
        _ => return Ok(Wrote::Over),
    };
    let columns = date_polls::ActiveModel {
        state: Set(to),
        ..columns
    };
    if !put(txn, (id, version), columns).await? {
        return Ok(Wrote::Stale);
    }
    if to == S::Open {
        match convenings::poll_date(txn, poll.convening_id, actor, now).await? {
            Dated::Done => {}
            // An error takes the whole transaction back.
            Dated::Stale | Dated::Over => return Err(DbErr::RecordNotUpdated),
        }
    }
    match to {
        S::Open => asking::ask(txn, id, now).await?,
        S::Withdrawn => {
            forget_all_busy(txn, id).await?;
            if poll.opened_at.is_some() {
                asking::tell_withdrawn(txn, id, now).await?;
            }
        }
        _ => {}
    }
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done(id))
}

/// Writes columns of the row, if it still has this version.
pub(super) async fn put(
    txn: &DatabaseTransaction,
    (id, version): (PollId, i32),
    columns: date_polls::ActiveModel,
) -> Result<bool, DbErr> {
    let done = date_polls::Entity::update_many()
        .set(columns)
        .col_expr(date_polls::Column::Version, Expr::value(version + 1))
        .filter(date_polls::Column::Id.eq(id))
        .filter(date_polls::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// An entry in the activity of the convening.
pub(super) async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    summary: impl Into<String>,
    changes: &[Difference],
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let side = |pick: fn(&Difference) -> &String| {
        let fields = changes.iter();
        let fields: serde_json::Map<String, serde_json::Value> = fields
            .map(|change| (change.field.to_owned(), pick(change).as_str().into()))
            .collect();
        (!fields.is_empty()).then_some(serde_json::Value::Object(fields))
    };
    let act = Act {
        action: "date_poll",
        kind: "convening",
        id: convening.to_string(),
        summary: summary.into(),
        before: side(|change| &change.before),
        after: side(|change| &change.after),
    };
    audit::record(txn, actor, act, now).await
}

/// Writes to those who were not asked yet, and to those who answered before about newer times; `false` unless it is open.
pub(in crate::scheduling::polls) async fn ask_again(
    txn: &DatabaseTransaction,
    id: PollId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let poll = by_id(txn, id).await?;
    let Some(poll) = poll.filter(|poll| poll.state == PollState::Open) else {
        return Ok(false);
    };
    asking::ask(txn, id, now).await?;
    let summary = "Wrote to those whom the date poll had not asked";
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(true)
}
