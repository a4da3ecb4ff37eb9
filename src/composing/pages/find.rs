//! Organizations by name: those that a search finds, and those that the list speaks of.

use super::{list::Composed, rows};
use crate::{
    convenings,
    entities::organizations,
    funders,
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
    /// That it asked not to be contacted, and gets no seat.
    pub(super) silent: bool,
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
        silent: composed.silent.contains(&id),
    })
    .collect()
}

/// The first few organizations that a name finds.
pub(super) async fn find(desk: &Desk, q: &str) -> Result<Vec<Named>> {
    if q.trim().is_empty() {
        return Ok(Vec::new());
    }
    Ok(by_name(desk, q).await?.0)
}

/// Whom a typed name means.
pub(super) enum Meant {
    /// The only one that it finds, or the only one whose whole name it is.
    One(OrganizationId),
    /// It was chosen from a list.
    Chosen(Named),
    /// The first few, and whether it finds more.
    Several(Vec<Named>, bool),
    Nobody,
}

/// Whom a field means: a name, or the key of one chosen from the list that an earlier name led to.
pub(super) async fn meant(desk: &Desk, typed: &str) -> Result<Meant> {
    let typed = typed.trim();
    if let Ok(id) = typed.parse::<OrganizationId>() {
        let known = convenings::organizations(desk.db(), [id]).await?;
        let chosen = known.into_values().next().map(row);
        return Ok(chosen.map_or(Meant::Nobody, Meant::Chosen));
    }
    let (found, total) = by_name(desk, typed).await?;
    let whole = |each: &&Named| each.name.to_lowercase() == typed.to_lowercase();
    let mut exact = found.iter().filter(whole);
    let only = match (exact.next(), exact.next()) {
        (Some(only), None) => Some(only),
        _ => found.first().filter(|_| total == 1),
    };
    Ok(match only.and_then(|only| only.id.parse().ok()) {
        Some(only) => Meant::One(only),
        None if found.is_empty() => Meant::Nobody,
        None => Meant::Several(found, total > MOST_FOUND),
    })
}

/// The first few that a name finds, and how many there are.
async fn by_name(desk: &Desk, q: &str) -> Result<(Vec<Named>, u64)> {
    let (entries, total) = search::find_kind(desk.db(), "funder", q, 0, MOST_FOUND).await?;
    let ids: Vec<OrganizationId> = entries
        .iter()
        .filter_map(|entry| entry.id.split_once('/')?.1.parse().ok())
        .collect();
    let mut known = convenings::organizations(desk.db(), ids.iter().copied()).await?;
    let found = ids.iter().filter_map(|id| known.remove(id)).map(row);
    Ok((found.collect(), total))
}

fn row(row: organizations::Model) -> Named {
    let kind = funders::kind_words(&row).0.to_owned();
    let place = [row.hq_city, row.hq_state];
    let about: Vec<String> = [kind]
        .into_iter()
        .chain(place.into_iter().flatten())
        .collect();
    Named {
        id: row.id.to_string(),
        about: about.join(", "),
        name: row.name,
        sample: row.illustrative,
        silent: row.do_not_contact,
    }
}
