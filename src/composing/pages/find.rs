//! Organizations by name: those that a search finds, and those that the list speaks of.

use super::{list::Composed, rows};
use crate::{
    convenings, funders,
    ids::OrganizationId,
    search,
    web::{Desk, Result},
};

/// How many organizations a search for a name shows.
const MOST_FOUND: u64 = 8;

/// An organization by name.
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) sample: bool,
    pub(super) about: String,
}

pub(super) fn named(composed: &Composed, ids: impl Iterator<Item = OrganizationId>) -> Vec<Named> {
    ids.map(|id| Named {
        id: id.to_string(),
        name: rows::name(composed, id),
        sample: composed
            .scene
            .organizations
            .get(&id)
            .is_some_and(|known| known.illustrative),
        about: String::new(),
    })
    .collect()
}

/// The first few organizations that a name finds.
pub(super) async fn find(desk: &Desk, q: &str) -> Result<Vec<Named>> {
    if q.trim().is_empty() {
        return Ok(Vec::new());
    }
    let (entries, _) = search::find_kind(desk.db(), "funder", q, 0, MOST_FOUND).await?;
    let ids: Vec<OrganizationId> = entries
        .iter()
        .filter_map(|entry| entry.id.split_once('/')?.1.parse().ok())
        .collect();
    let mut known = convenings::organizations(desk.db(), ids.iter().copied()).await?;
    let found = ids.iter().filter_map(|id| known.remove(id)).map(|row| {
        let place = [row.hq_city.clone(), row.hq_state.clone()];
        let kind = funders::kind_words(&row).0.to_owned();
        let about: Vec<String> = [kind]
            .into_iter()
            .chain(place.into_iter().flatten())
            .collect();
        Named {
            id: row.id.to_string(),
            about: about.join(", "),
            name: row.name,
            sample: row.illustrative,
        }
    });
    Ok(found.collect())
}
