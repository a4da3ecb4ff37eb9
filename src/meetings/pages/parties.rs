//! Who meets: teams and funders, and the people who come for them.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{
    Meetings, load,
    sides::{Asked, Side, sides},
};
use crate::{
    entities::{meeting_parties, meeting_people},
    ids::MeetingPartyId,
    web::{
        self, Desk, FieldErrors, Query, Result, Shell,
        views::{Link, Tab},
    },
};

/// Somebody who comes.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) day: String,
    /// "Away in 2 of 6 rounds", "Does not come".
    pub(super) note: String,
    pub(super) no_address: bool,
}

/// A party with its people.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the line that is shown or not"
)]
struct Line {
    name: String,
    sample: bool,
    withdrawn: bool,
    /// The tick, as it is kept or was typed.
    takes_part: bool,
    most: String,
    version: i32,
    action: String,
    /// What was typed stands in this line.
    typed: bool,
    people: Vec<Person>,
}

/// What was typed for a party, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    /// Which party it was.
    pub(super) party: Option<MeetingPartyId>,
    pub(super) most: String,
    pub(super) takes_part: bool,
    pub(super) team: String,
    pub(super) errors: FieldErrors,
    pub(super) stale: bool,
}

#[derive(Template)]
#[template(path = "meetings/parties.html")]
struct PartiesPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    may_edit: bool,
    sides: Vec<Side<Line>>,
    unseated: Vec<Person>,
    typed: Typed,
}

/// GET /convenings/{id}/meetings/people
pub(super) async fn list(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    web::page(&page(&desk, &meetings, &asked, Typed::default()))
}

/// The page again, because something was refused or somebody else was first.
pub(super) fn refused(desk: &Desk, meetings: &Meetings, typed: Typed) -> Result<Response> {
    let stale = typed.stale;
    let page = page(desk, meetings, &Asked::default(), typed);
    if !stale {
        return web::page_invalid(&page);
    }
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn page(desk: &Desk, meetings: &Meetings, asked: &Asked, typed: Typed) -> PartiesPage {
    let of = &meetings.of;
    let shell = desk.shell(
        "convenings",
        format!("Who meets: {}", meetings.convening.row.title),
    );
    let path = format!("{}/people", meetings.path());
    let sides = sides(of, (&path, asked), typed.party, |party| {
        line(meetings, party, &typed)
    });
    let unseated = of.people.iter().filter(|it| it.party_id.is_none());
    PartiesPage {
        shell: if typed.errors.is_empty() && !typed.stale {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs(desk, "Who meets"),
        may_edit: desk.may_edit(),
        sides,
        unseated: unseated.map(|it| person(meetings, it)).collect(),
        typed,
    }
}

fn line(meetings: &Meetings, party: &meeting_parties::Model, typed: &Typed) -> Line {
    let action = format!("{}/parties/{}", meetings.path(), party.id);
    let people = meetings.of.people.iter();
    let people = people.filter(|it| it.party_id == Some(party.id));
    let is_typed = typed.party == Some(party.id);
    Line {
        name: party.name.clone(),
        sample: party.illustrative,
        withdrawn: party.withdrawn_at.is_some(),
        takes_part: if is_typed {
            typed.takes_part
        } else {
            party.withdrawn_at.is_none()
        },
        most: if is_typed {
            typed.most.clone()
        } else {
            party.most.map_or_else(String::new, |most| most.to_string())
        },
        version: party.version,
        people: people.map(|it| person(meetings, it)).collect(),
        action,
        typed: is_typed,
    }
}

fn person(meetings: &Meetings, it: &meeting_people::Model) -> Person {
    let rounds = meetings.of.rounds.len();
    let away = meetings.of.away(it) & crate::meetings::plan::all(rounds);
    let href = format!("{}/people/{}", meetings.path(), it.id);
    Person {
        name: it.name.clone(),
        day: format!("{href}/day"),
        href,
        note: if it.gone_at.is_some() {
            "Does not come".to_owned()
        } else if away == 0 {
            String::new()
        } else {
            format!("Away in {} of {rounds} rounds", away.count_ones())
        },
        no_address: it.address.is_none(),
    }
}
