//! Organizations to give a seat: the closest few of those a search finds, and how many more there are.

use crate::{
    convenings::store::{self, Guest},
    funders,
    ids::OrganizationId,
    search,
    web::{Desk, Result},
};

/// How many organizations a search shows.
const MOST_FOUND: u64 = 12;

/// An organization to seat.
pub(super) struct Found {
    pub(super) id: OrganizationId,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) sample: bool,
    pub(super) seated: bool,
    /// That it asked not to be contacted.
    pub(super) silent: bool,
}

/// The best of what the words find, in the order of the search, and a sentence where they find more.
pub(super) async fn find(desk: &Desk, q: &str, guests: &[Guest]) -> Result<(Vec<Found>, String)> {
    let (entries, total) = search::find_kind(desk.db(), "funder", q, 0, MOST_FOUND).await?;
    let ids: Vec<OrganizationId> = entries
        .iter()
        .filter_map(|entry| entry.id.split_once('/')?.1.parse().ok())
        .collect();
    let mut known = store::organizations(desk.db(), ids.iter().copied()).await?;
    let found = ids.iter().filter_map(|id| known.remove(id)).map(|known| {
        let (kind, hint) = funders::kind_words(&known);
        let kind = known.kind.map(|_| kind.to_owned());
        let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
        let place = [known.hq_city, known.hq_state].into_iter().flatten();
        let about: Vec<String> = kind.into_iter().chain(hint).chain(place).collect();
        Found {
            about: about.join(", "),
            seated: guests
                .iter()
                .any(|guest| guest.seat.organization_id == Some(known.id)),
            silent: known.do_not_contact,
            id: known.id,
            name: known.name,
            sample: known.illustrative,
        }
    });
    let more = if total > MOST_FOUND {
        format!("The first {MOST_FOUND} of {total}. Type more of the name to see others.")
    } else {
        String::new()
    };
    Ok((found.collect(), more))
}
