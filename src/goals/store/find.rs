//! What follows from any change to a goal: its sums, and that it can be found by name.

use sea_orm::{DatabaseTransaction, DbErr};

use super::{read::places_of, totals::sum_up};
use crate::{
    entities::goals,
    places::rules::full_name,
    search::{self, Entry},
};

/// Renews a goal's sums and what search knows of it, after any change to it, its places or its stack.
pub(super) async fn renew(txn: &DatabaseTransaction, goal: &goals::Model) -> Result<(), DbErr> {
    let places = places_of(txn, goal.id).await?;
    let names: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let sums = sum_up(txn, goal.id).await?;
    let entry = Entry {
        kind: "goal",
        id: goal.id.to_string(),
        title: goal.title.clone(),
        subtitle: names.join("; "),
        url: format!("/goals/{}", goal.id),
        weight: sums.total.dollars(),
        illustrative: goal.illustrative,
        also: String::new(),
    };
    search::index(txn, &[entry]).await
}
