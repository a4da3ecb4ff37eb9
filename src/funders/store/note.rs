//! An organization that staff name for the first time, with where they know it from.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QuerySelect,
};

use super::findable;
use crate::{
    audit::{self, Act, Actor},
    entities::organizations,
    ids::OrganizationId,
};

/// The organizations with exactly this name; at most a few, to tell "one" from "several".
pub async fn called(
    db: &impl ConnectionTrait,
    name: &str,
) -> Result<Vec<organizations::Model>, DbErr> {
    organizations::Entity::find()
        .filter(organizations::Column::Name.eq(name.trim()))
        .limit(5)
        .all(db)
        .await
}

/// Adds an organization known by its name alone and makes it findable.
pub async fn note_organization(
    txn: &DatabaseTransaction,
    (name, source, as_of): (&str, &str, NaiveDate),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<OrganizationId, DbErr> {
    let id = OrganizationId::fresh();
    let row = organizations::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        kind: Set(None),
        kind_basis: Set(String::new()),
        ein: Set(None),
        ror_id: Set(None),
        domain: Set(None),
        website: Set(None),
        public_email: Set(None),
        hq_place_id: Set(None),
        hq_city: Set(None),
        hq_state: Set(None),
        hq_zip: Set(None),
        source: Set(source.to_owned()),
        source_key: Set(None),
        as_of: Set(as_of.to_string()),
        illustrative: Set(false),
        do_not_contact: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    organizations::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let act = Act {
        action: "added",
        kind: "funder",
        id: id.to_string(),
        summary: format!("Added the organization {name}"),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await?;
    if let Some(organization) = super::by_id(txn, id).await? {
        findable::index_again(txn, &organization).await?;
    }
    Ok(id)
}
