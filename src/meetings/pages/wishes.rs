//! Wishes as staff see them: who said theirs.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{Meetings, load};
use crate::{
    entities::meeting_parties,
    values::{MeetingSide, MeetingWish, wall_time},
    web::{
        self, Desk, Result, Shell,
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
    sides: Vec<(&'static str, &'static str, Vec<Line>)>,
}

/// GET /convenings/{id}/meetings/wishes
pub(super) async fn list(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let side = |side: MeetingSide| -> Vec<Line> {
        let of_side = meetings.of.parties.iter().filter(|it| it.side == side);
        of_side.map(|party| line(&meetings, party)).collect()
    };
    let sides = vec![
        ("teams", "Teams", side(MeetingSide::Team)),
        ("funders", "Funders", side(MeetingSide::Funder)),
    ];
    web::page(&WishesPage {
        shell: desk.shell(
            "convenings",
            format!("Wishes: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs("Wishes"),
        sides,
    })
}

fn line(meetings: &Meetings, party: &meeting_parties::Model) -> Line {
    let many = |wish: MeetingWish| {
        let wishes = meetings.of.wishes.iter();
        wishes
            .filter(|((from, _), said)| *from == party.id && **said == wish)
            .count()
    };
    Line {
        name: party.name.clone(),
        sample: party.illustrative,
        withdrawn: party.withdrawn_at.is_some(),
        href: format!("{}/wishes/{}", meetings.path(), party.id),
        said: said(meetings, party),
        musts: many(MeetingWish::Must),
        meets: many(MeetingWish::Meet),
        noes: many(MeetingWish::No),
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
