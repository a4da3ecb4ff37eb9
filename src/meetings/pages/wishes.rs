//! Wishes as staff see them: who said theirs.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    Meetings, load,
    sides::{Asked, Side, sides},
};
use crate::{
    entities::meeting_parties,
    ids::MeetingPartyId,
    values::{MeetingWish, wall_time},
    web::{
        self, Desk, Query, Result, Shell,
        views::{Link, Tab},
    },
};

/// A party, and what it said.
struct Line {
    name: String,
    sample: bool,
    withdrawn: bool,
    href: String,
    /// "Ann Lee, with their link, Thu ..."; empty for nothing.
    said: String,
    musts: usize,
    meets: usize,
    noes: usize,
}

#[derive(Template)]
#[template(path = "meetings/wishes.html")]
struct WishesPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    /// Whether the reader may open the wishes of one party.
    may_edit: bool,
    sides: Vec<Side<Line>>,
}

/// How often a party said each of the three: must, would like to, no thanks.
type Counts = BTreeMap<MeetingPartyId, [usize; 3]>;

/// GET /convenings/{id}/meetings/wishes
pub(super) async fn list(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let mut counts = Counts::new();
    for ((from, _), wish) in &meetings.of.wishes {
        counts.entry(*from).or_default()[place(*wish)] += 1;
    }
    let path = format!("{}/wishes", meetings.path());
    let sides = sides(&meetings.of, (&path, &asked), None, |party| {
        let said = counts.get(&party.id).copied().unwrap_or_default();
        line(&meetings, party, said)
    });
    web::page(&WishesPage {
        shell: desk.shell(
            "convenings",
            format!("Wishes: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs(&desk, "Wishes"),
        may_edit: desk.may_edit(),
        sides,
    })
}

/// Where a wish is counted.
const fn place(wish: MeetingWish) -> usize {
    match wish {
        MeetingWish::Must => 0,
        MeetingWish::Meet => 1,
        MeetingWish::No => 2,
    }
}

fn line(meetings: &Meetings, party: &meeting_parties::Model, said_of: [usize; 3]) -> Line {
    let [musts, meets, noes] = said_of;
    Line {
        name: party.name.clone(),
        sample: party.illustrative,
        withdrawn: party.withdrawn_at.is_some(),
        href: format!("{}/wishes/{}", meetings.path(), party.id),
        said: said(meetings, party),
        musts,
        meets,
        noes,
    }
}

/// Who said it, how and when; empty for nothing.
pub(super) fn said(meetings: &Meetings, party: &meeting_parties::Model) -> String {
    party.said_at.map_or_else(String::new, |at| {
        let how = if party.said_by_link {
            "with their link"
        } else {
            "written down by staff"
        };
        let zone = &meetings.convening.row.time_zone;
        format!("{}, {how}, {}", party.said_by, wall_time::moment(at, zone))
    })
}
