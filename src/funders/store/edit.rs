//! Changing what staff know of an organisation. A save that comes too late changes nothing.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::json;

use super::{findable::index_again, import_directory::domain_of};
use crate::{
    audit::{self, Act, Actor},
    entities::organizations,
    ids::OrganizationId,
    values::FunderType,
};

/// What staff may change of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrganizationEdit {
    pub name: String,
    pub website: Option<String>,
    pub kind: Option<FunderType>,
    /// The version that was being edited.
    pub version: i32,
}

/// How an edit ended.
#[derive(Debug)]
pub(crate) enum Saved {
    Done,
    /// Someone else saved first; this is what they left.
    Stale(Box<organizations::Model>),
    Gone,
}

/// Saves the edit unless the organisation has changed meanwhile.
pub(crate) async fn save(
    txn: &DatabaseTransaction,
    id: OrganizationId,
    edit: OrganizationEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved, DbErr> {
    let Some(before) = organizations::Entity::find_by_id(id).one(txn).await? else {
        return Ok(Saved::Gone);
    };
    let mut row = before.clone().into_active_model();
    if before.kind != edit.kind {
        row.kind = Set(edit.kind);
        row.kind_basis = Set("set by staff".to_owned());
    }
    if before.website != edit.website {
        row.domain = Set(edit.website.as_deref().and_then(domain_of));
        row.website = Set(edit.website);
    }
    row.name = Set(edit.name);
    row.version = Set(edit.version + 1);
    row.updated_at = Set(now);
    // The version is part of the condition, so of two savers only one finds the row.
    let written = organizations::Entity::update_many()
        .set(row)
        .filter(organizations::Column::Id.eq(id))
        .filter(organizations::Column::Version.eq(edit.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        // Read again: what was read before may be older than what was in the way.
        let theirs = organizations::Entity::find_by_id(id).one(txn).await?;
        return Ok(theirs.map_or(Saved::Gone, |row| Saved::Stale(Box::new(row))));
    }
    let Some(after) = organizations::Entity::find_by_id(id).one(txn).await? else {
        return Ok(Saved::Gone);
    };
    index_again(txn, &after).await?;
    let act = Act {
        action: "changed",
        kind: "funder",
        id: id.to_string(),
        summary: format!("Changed {}", after.name),
        before: Some(told(&before)),
        after: Some(told(&after)),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Saved::Done)
}

fn told(row: &organizations::Model) -> serde_json::Value {
    json!({ "name": row.name, "website": row.website, "kind": row.kind })
}
