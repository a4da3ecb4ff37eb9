//! A funder that made itself known: a row with the name, number and website it gave, marked with
//! where it is from. What kind of funder it is nobody has checked yet, so none is stated.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use super::import_directory::domain_of;
use crate::{
    entities::organizations,
    ids::OrganizationId,
    search::{self, Entry},
    values::Ein,
};

const SOURCE: &str = "registration";

/// What a funder said of itself.
#[derive(Clone, Debug)]
pub struct NewFunder {
    pub name: String,
    pub ein: Option<Ein>,
    /// As typed; may lack its scheme or be empty.
    pub website: String,
    /// The registration it comes from, unique among registrations.
    pub source_key: String,
    /// The day it was said, as `2026-11-22`.
    pub as_of: String,
}

/// The organisation with this EIN.
pub async fn by_ein(
    db: &impl ConnectionTrait,
    ein: Ein,
) -> Result<Option<organizations::Model>, DbErr> {
    organizations::Entity::find()
        .filter(organizations::Column::Ein.eq(ein))
        .one(db)
        .await
}

/// Adds the organisation and makes it findable. A known EIN is a unique violation.
pub async fn register(
    txn: &DatabaseTransaction,
    new: NewFunder,
    now: DateTime<Utc>,
) -> Result<OrganizationId, DbErr> {
    let id = OrganizationId::fresh();
    let website = full_address(&new.website);
    let findable = Entry {
        kind: "funder",
        id: id.to_string(),
        title: new.name.clone(),
        subtitle: "Registered interest".to_owned(),
        url: format!("/funders/{id}"),
        weight: 0,
        illustrative: false,
        also: String::new(),
    };
    organizations::Entity::insert(organizations::ActiveModel {
        id: Set(id),
        name: Set(new.name),
        kind: Set(None),
        kind_basis: Set(String::new()),
        ein: Set(new.ein),
        ror_id: Set(None),
        domain: Set(website.as_deref().and_then(domain_of)),
        website: Set(website),
        public_email: Set(None),
        hq_place_id: Set(None),
        hq_city: Set(None),
        hq_state: Set(None),
        hq_zip: Set(None),
        source: Set(SOURCE.to_owned()),
        source_key: Set(Some(new.source_key)),
        as_of: Set(new.as_of),
        illustrative: Set(false),
        do_not_contact: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    search::index(txn, &[findable]).await?;
    Ok(id)
}

/// The address with its scheme: people type `example.org`.
fn full_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let scheme = typed.to_ascii_lowercase();
    if scheme.starts_with("https://") || scheme.starts_with("http://") {
        return Some(typed.to_owned());
    }
    Some(format!("https://{typed}"))
}

#[cfg(test)]
mod tests {
    use super::full_address;

    #[test]
    fn an_address_gets_a_scheme_once() {
        assert_eq!(
            full_address(" example.org ").as_deref(),
            Some("https://example.org")
        );
        assert_eq!(
            full_address("HTTP://example.org").as_deref(),
            Some("HTTP://example.org")
        );
        assert_eq!(
            full_address("javascript:alert(1)").as_deref(),
            Some("https://javascript:alert(1)")
        );
        assert_eq!(full_address("  "), None);
    }
}
