//! Making a partnership findable by name and place. What it says of itself in private is not indexed.

use sea_orm::{DatabaseTransaction, DbErr};

use super::read::places_of;
use crate::{
    entities::partnerships,
    places::rules::full_name,
    search::{self, Entry},
};

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
