//! Who changed what, when, from what to what: one entry per act, written in the act's transaction.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entities::audit_entries,
    ids::{AuditId, UserId},
};

/// Who did it.
#[derive(Clone, Debug)]
pub struct Actor {
    pub user: Option<UserId>,
    /// The name as it was then.
    pub name: String,
}

impl Actor {
    /// Something done by no one signed in: a visitor, an import, a scheduled task.
    pub fn named(name: &str) -> Self {
        Self {
            user: None,
            name: name.to_owned(),
        }
    }
}

/// What was done, to what.
#[derive(Clone, Debug)]
pub struct Act {
    /// A verb in the past, such as `accepted`.
    pub action: &'static str,
    /// What kind of thing, such as `interest`.
    pub kind: &'static str,
    pub id: String,
    /// The sentence that the activity list shows.
    pub summary: String,
    pub before: Option<serde_json::Value>,
    pub after: Option<serde_json::Value>,
}

/// Writes the entry.
pub async fn record(
    txn: &DatabaseTransaction,
    actor: &Actor,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    audit_entries::Entity::insert(audit_entries::ActiveModel {
        id: Set(AuditId::fresh()),
        at: Set(now),
        user_id: Set(actor.user),
        actor: Set(actor.name.clone()),
        action: Set(act.action.to_owned()),
        subject_kind: Set(act.kind.to_owned()),
        subject_id: Set(act.id),
        summary: Set(act.summary),
        before: Set(act.before.map(|value| value.to_string())),
        after: Set(act.after.map(|value| value.to_string())),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// What was done to one thing after a moment, of these actions only: the latest `most`, newest first.
pub async fn since(
    db: &impl ConnectionTrait,
    (kind, id): (&str, &str),
    after: DateTime<Utc>,
    actions: &[&str],
    most: u64,
) -> Result<Vec<audit_entries::Model>, DbErr> {
    audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectKind.eq(kind))
        .filter(audit_entries::Column::SubjectId.eq(id))
        .filter(audit_entries::Column::At.gt(after))
        .filter(audit_entries::Column::Action.is_in(actions.iter().copied()))
        .order_by_desc(audit_entries::Column::At)
        .order_by_desc(audit_entries::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// What happened to one thing, newest first; a page of it and how much there is.
pub async fn history(
    db: &impl ConnectionTrait,
    kind: &str,
    id: &str,
    page: u64,
    size: u64,
) -> Result<(Vec<audit_entries::Model>, u64), DbErr> {
    history_without(db, (kind, id), &[], page, size).await
}

/// The same for somebody who is not told of these actions.
pub async fn history_without(
    db: &impl ConnectionTrait,
    (kind, id): (&str, &str),
    actions: &[&str],
    page: u64,
    size: u64,
) -> Result<(Vec<audit_entries::Model>, u64), DbErr> {
    let entries = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectKind.eq(kind))
        .filter(audit_entries::Column::SubjectId.eq(id))
        .filter(audit_entries::Column::Action.is_not_in(actions.iter().copied()))
        .order_by_desc(audit_entries::Column::At)
        .order_by_desc(audit_entries::Column::Id)
        .paginate(db, size);
    Ok((entries.fetch_page(page).await?, entries.num_items().await?))
}
