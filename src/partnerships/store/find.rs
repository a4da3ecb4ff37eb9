//! Making a partnership findable by name and place. What it says of itself in private is not indexed.

use sea_orm::{DatabaseTransaction, DbErr, EntityTrait};

use super::read::places_of;
use crate::{
    entities::partnerships,
    places::rules::full_name,
    search::{self, Entry},
};

/// Renews what search knows of every partnership: those that an earlier version knew by name only are not in it yet.
pub async fn make_findable(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    for partnership in partnerships::Entity::find().all(txn).await? {
        renew(txn, &partnership).await?;
    }
    Ok(())
}

/// Renews what search knows of a partnership after any change to its name or places.
pub(super) async fn renew(
    txn: &DatabaseTransaction,
    partnership: &partnerships::Model,
) -> Result<(), DbErr> {
    let places = places_of(txn, partnership.id).await?;
    let names: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let entry = Entry {
        kind: "partnership",
        id: partnership.id.to_string(),
        title: partnership.name.clone(),
        subtitle: names.join("; "),
        url: format!("/partnerships/{}", partnership.id),
        weight: 0,
        illustrative: partnership.illustrative,
        also: String::new(),
    };
    search::index(txn, &[entry]).await
}
