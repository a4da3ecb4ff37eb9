//! The reminders of a convening: reading, adding, changing, removing.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::{Value, json};

use crate::{
    audit::{self, Act, Actor},
    entities::{reminder_limits as limits, reminders},
    ids::{ConveningId, ReminderId},
    invitations::reminders::rules::{MOST, Told, usual, when_words},
};

/// The most reminders of one convening.
pub(in crate::invitations) const MOST_OF_ONE: u64 = 20;

/// The reminders of a convening, in the order they were added.
pub(in crate::invitations) async fn list(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<reminders::Model>, DbErr> {
    reminders::Entity::find()
        .filter(reminders::Column::ConveningId.eq(of))
        .order_by_asc(reminders::Column::Position)
        .order_by_asc(reminders::Column::Id)
        .limit(MOST_OF_ONE)
        .all(db)
        .await
}

/// One of them.
pub(in crate::invitations) async fn by_id(
    db: &impl ConnectionTrait,
    (of, id): (ConveningId, ReminderId),
) -> Result<Option<reminders::Model>, DbErr> {
    let found = reminders::Entity::find_by_id(id).one(db).await?;
    Ok(found.filter(|row| row.convening_id == of))
}

/// Adds a reminder; nothing if there are as many as a convening may have.
pub(in crate::invitations) async fn add(
    txn: &DatabaseTransaction,
    of: ConveningId,
    told: &Told,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<ReminderId>, DbErr> {
    let held = reminders::Entity::find()
        .filter(reminders::Column::ConveningId.eq(of))
        .count(txn)
        .await?;
    if held >= MOST_OF_ONE {
        return Ok(None);
    }
    let id = ReminderId::fresh();
    reminders::Entity::insert(reminders::ActiveModel {
        id: Set(id),
        convening_id: Set(of),
        anchor: Set(told.anchor),
        minutes: Set(told.minutes),
        audience: Set(told.audience),
        subject: Set(told.subject.clone()),
        body: Set(told.body.clone()),
        position: Set(i32::try_from(held).unwrap_or(i32::MAX)),
        version: Set(1),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    let summary = format!("Added a reminder: {}", in_words(told));
    record(
        txn,
        of,
        ("added_reminder", summary),
        (None, Some(facts(told))),
        (actor, now),
    )
    .await?;
    Ok(Some(id))
}

/// Adds the usual reminders where there are none; says how many.
pub(in crate::invitations) async fn add_usual(
    txn: &DatabaseTransaction,
    of: ConveningId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    if !list(txn, of).await?.is_empty() {
        return Ok(0);
    }
    let mut added = 0;
    for (anchor, minutes, audience, subject, body) in usual() {
        let told = Told {
            anchor,
            minutes,
            audience,
            subject: subject.to_owned(),
            body: body.to_owned(),
        };
        added += usize::from(add(txn, of, &told, actor, now).await?.is_some());
    }
    Ok(added)
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Saved {
    Done,
    /// Somebody else saved first.
    Stale,
    Gone,
}

/// Changes a reminder of this version.
pub(in crate::invitations) async fn edit(
    txn: &DatabaseTransaction,
    (of, id, version): (ConveningId, ReminderId, i32),
    told: &Told,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved, DbErr> {
    use reminders::Column as C;
    let Some(held) = by_id(txn, (of, id)).await? else {
        return Ok(Saved::Gone);
    };
    let done = reminders::Entity::update_many()
        .set(reminders::ActiveModel {
            anchor: Set(told.anchor),
            minutes: Set(told.minutes),
            audience: Set(told.audience),
            subject: Set(told.subject.clone()),
            body: Set(told.body.clone()),
            version: Set(version + 1),
            ..Default::default()
        })
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Saved::Stale);
    }
    let summary = format!("Changed a reminder: {}", in_words(told));
    let sides = (Some(facts(&told_by(&held))), Some(facts(told)));
    record(txn, of, ("changed_reminder", summary), sides, (actor, now)).await?;
    Ok(Saved::Done)
}

/// Removes a reminder; who had it is forgotten with it, but not that they were reminded.
pub(in crate::invitations) async fn remove(
    txn: &DatabaseTransaction,
    (of, id): (ConveningId, ReminderId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = by_id(txn, (of, id)).await? else {
        return Ok(false);
    };
    reminders::Entity::delete_by_id(id).exec(txn).await?;
    let told = told_by(&held);
    let summary = format!("Removed a reminder: {}", in_words(&told));
    record(
        txn,
        of,
        ("removed_reminder", summary),
        (Some(facts(&told)), None),
        (actor, now),
    )
    .await?;
    Ok(true)
}

/// How many reminders one guest gets at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Limit {
    pub(in crate::invitations) most: i32,
    /// 0 where nobody has said.
    pub(in crate::invitations) version: i32,
}

pub(in crate::invitations) async fn limit_of(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Limit, DbErr> {
    let held = limits::Entity::find_by_id(of).one(db).await?;
    Ok(held.map_or(
        Limit {
            most: MOST,
            version: 0,
        },
        |row| Limit {
            most: row.most,
            version: row.version,
        },
    ))
}

/// Says how many; `false` if somebody else did since that version.
pub(in crate::invitations) async fn set_limit(
    txn: &DatabaseTransaction,
    of: ConveningId,
    wanted: Limit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = limit_of(txn, of).await?;
    if held.version != wanted.version {
        return Ok(false);
    }
    let row = limits::ActiveModel {
        convening_id: Set(of),
        most: Set(wanted.most),
        version: Set(1),
    };
    let again = OnConflict::column(limits::Column::ConveningId)
        .update_column(limits::Column::Most)
        .value(limits::Column::Version, Expr::value(held.version + 1))
        .to_owned();
    limits::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(txn)
        .await?;
    let summary = format!("At most {} reminders a guest", wanted.most);
    let sides = (
        Some(json!({"most": held.most})),
        Some(json!({"most": wanted.most})),
    );
    record(txn, of, ("limited_reminders", summary), sides, (actor, now)).await?;
    Ok(true)
}

fn told_by(row: &reminders::Model) -> Told {
    Told {
        anchor: row.anchor,
        minutes: row.minutes,
        audience: row.audience,
        subject: row.subject.clone(),
        body: row.body.clone(),
    }
}

fn in_words(told: &Told) -> String {
    let who = told.audience.label().to_lowercase();
    format!("{}, to {who}", when_words(told.anchor, told.minutes))
}

fn facts(told: &Told) -> Value {
    json!({
        "when": when_words(told.anchor, told.minutes),
        "to": told.audience.label(),
        "subject": told.subject,
        "body": told.body,
    })
}

async fn record(
    txn: &DatabaseTransaction,
    of: ConveningId,
    (action, summary): (&'static str, String),
    (before, after): (Option<Value>, Option<Value>),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "convening",
        id: of.to_string(),
        summary,
        before,
        after,
    };
    audit::record(txn, actor, act, now).await
}
