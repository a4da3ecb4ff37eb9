//! Teams and funders, each a list of its own with its own pages.

use serde::Deserialize;

use crate::{
    entities::meeting_parties,
    ids::MeetingPartyId,
    meetings::store::Gathered,
    values::MeetingSide,
    web::{Paging, address, views::PagerView},
};

/// How many of a side are on a page.
pub(super) const PER_PAGE: u64 = 50;

/// Which page of each side an address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) teams: String,
    pub(super) funders: String,
}

/// One side: what its list is called in an address and on the page, and what is on this page of it.
pub(super) struct Side<L> {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) page: u64,
    pub(super) lines: Vec<L>,
    pub(super) pager: PagerView,
}

/// Both sides; the page that holds `shown` comes before the one that is asked for.
pub(super) fn sides<L>(
    of: &Gathered,
    (path, asked): (&str, &Asked),
    shown: Option<MeetingPartyId>,
    line: impl Fn(&meeting_parties::Model) -> L,
) -> Vec<Side<L>> {
    let teams = address(path, &[("funders", &asked.funders)]);
    let funders = address(path, &[("teams", &asked.teams)]);
    let side = |side: MeetingSide, (id, label), wanted: &str, path: &str| {
        let all: Vec<&meeting_parties::Model> =
            of.parties.iter().filter(|it| it.side == side).collect();
        let held = shown.and_then(|id| all.iter().position(|it| it.id == id));
        let paging = held.map_or_else(
            || Paging::within(wanted, PER_PAGE, all.len()),
            |at| Paging::holding(at, PER_PAGE),
        );
        let total = all.len() as u64;
        Side {
            id,
            label,
            page: paging.page,
            lines: paging.part(all.into_iter()).map(&line).collect(),
            pager: paging.pager_of(id, total, path, id).at(&format!("#{id}")),
        }
    };
    vec![
        side(MeetingSide::Team, ("teams", "Teams"), &asked.teams, &teams),
        side(
            MeetingSide::Funder,
            ("funders", "Funders"),
            &asked.funders,
            &funders,
        ),
    ]
}
