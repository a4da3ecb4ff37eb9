//! What a funder can be found by. Its largest reported amount decides who comes first.

use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    entities::{organization_facts as facts, organizations},
    search::{self, Entry},
};

/// Makes a changed organisation findable under what it is called now.
pub(super) async fn index_again(
    txn: &DatabaseTransaction,
    organization: &organizations::Model,
) -> Result<(), DbErr> {
    let largest: Option<Option<i64>> = facts::Entity::find()
        .select_only()
        .column_as(facts::Column::AmountUsd.max(), "largest")
        .filter(facts::Column::OrganizationId.eq(organization.id))
        .into_tuple()
        .one(txn)
        .await?;
    let place = [
        organization.hq_city.as_deref(),
        organization.hq_state.as_deref(),
    ];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let kind = organization.kind.map_or("", |kind| kind.label());
    let entry = Entry {
        kind: "funder",
        id: organization.id.to_string(),
        title: organization.name.clone(),
        subtitle: if place.is_empty() {
            kind.to_owned()
        } else {
            place.join(", ")
        },
        url: format!("/funders/{}", organization.id),
        weight: largest.flatten().unwrap_or_default(),
        illustrative: organization.illustrative,
        also: organization
            .ein
            .map(|ein| both_spellings(&ein.to_string()))
            .unwrap_or_default(),
    };
    search::index(txn, &[entry]).await
}

/// An EIN is looked for with and without its hyphen.
pub(super) fn both_spellings(ein: &str) -> String {
    format!("{ein} {}", ein.replace('-', ""))
}
