//! The door of one convening: search, tap, take back, and who walked in.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;
use uuid::Uuid;

use super::super::{
    rules::sentence,
    store::{self, Expected},
};
use crate::{
    convenings::{self, Convening},
    values::{Partstat, wall_time},
    web::{self, DoorDesk, FieldErrors, Query, Result, Shell},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

/// Somebody on the list.
struct Line {
    guest: String,
    name: String,
    organization: String,
    /// What they answered, in words; empty where nobody asked them by mail.
    answer: &'static str,
    /// "4:31 pm PT" once they came.
    since: String,
    /// Names the note that stands; empty before.
    standing: String,
    /// Names the tap that the button is; a form sent twice is one arrival.
    fresh: String,
    /// What a search looks at, in lower case.
    text: String,
}

#[derive(Template)]
#[template(path = "invitations/check_in/show.html")]
struct ShowPage {
    shell: Shell,
    id: String,
    path: String,
    back: String,
    title: String,
    when: String,
    sample: bool,
    q: String,
    sentence: String,
    here: u64,
    expected: u64,
    lines: Vec<Line>,
    walk_ins: Vec<Line>,
    /// Those who had not said no and did not come, once it is over.
    no_shows: Vec<Line>,
    may_note: bool,
    fresh: String,
    typed_name: String,
    typed_organization: String,
    errors: FieldErrors,
}

/// GET /convenings/{id}/check-in
pub(super) async fn show(
    door: DoorDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let of = super::load(&door, &id).await?;
    let typed = (String::new(), String::new());
    web::page(&page(&door, &of, asked.q, typed, FieldErrors::default()).await?)
}

/// The page again, because a walk-in was refused.
pub(super) async fn refused(
    door: &DoorDesk,
    of: &Convening,
    typed: (String, String),
    errors: FieldErrors,
) -> Result<Response> {
    let mut page = page(door, of, String::new(), typed, errors).await?;
    page.shell = page.shell.with_errors();
    web::page_invalid(&page)
}

#[expect(
    clippy::too_many_lines,
    reason = "one page's fields, one after the other"
)]
async fn page(
    door: &DoorDesk,
    of: &Convening,
    q: String,
    (typed_name, typed_organization): (String, String),
    errors: FieldErrors,
) -> Result<ShowPage> {
    let (desk, zone) = (&door.0, &of.row.time_zone);
    let list = store::door(desk.db(), of.row.id).await?;
    let numbers = convenings::here(desk.db(), of.row.id).await?;
    let over = of.row.ends_at < desk.app.now();
    let line = |guest: &Expected| {
        let arrival = guest.arrival.as_ref();
        Line {
            guest: guest.key.to_string(),
            name: guest.name.clone(),
            organization: guest.organization.clone(),
            answer: guest.answer.map(Partstat::label).unwrap_or_default(),
            since: arrival
                .map(|note| wall_time::moment(note.at, zone))
                .unwrap_or_default(),
            standing: arrival
                .map(|note| note.client_key.to_string())
                .unwrap_or_default(),
            fresh: Uuid::now_v7().to_string(),
            text: format!("{} {}", guest.name, guest.organization).to_lowercase(),
        }
    };
    let wanted = q.trim().to_lowercase();
    let missing = list.guests.iter().filter(|guest| {
        let said_no = matches!(guest.answer, Some(Partstat::Declined | Partstat::Delegated));
        over && guest.arrival.is_none() && !said_no
    });
    Ok(ShowPage {
        shell: desk.shell("", format!("Check-in: {}", of.row.title)),
        id: of.row.id.to_string(),
        path: super::path_of(of.row.id),
        back: if door.keeps_the_door() {
            "/check-in".to_owned()
        } else {
            format!("/convenings/{}", of.row.id)
        },
        title: of.row.title.clone(),
        when: of.plan.when.words(),
        sample: of.row.illustrative,
        sentence: sentence(numbers.here, numbers.expected, numbers.walk_ins, over),
        here: numbers.here,
        expected: numbers.expected,
        no_shows: missing.map(line).collect(),
        lines: list
            .guests
            .iter()
            .map(line)
            .filter(|line| line.text.contains(&wanted))
            .collect(),
        walk_ins: list
            .walk_ins
            .iter()
            .map(|note| Line {
                guest: String::new(),
                name: note.name.clone(),
                organization: note.organization.clone(),
                answer: "",
                since: wall_time::moment(note.at, zone),
                standing: note.client_key.to_string(),
                fresh: String::new(),
                text: String::new(),
            })
            .collect(),
        q,
        may_note: door.may_note(),
        fresh: Uuid::now_v7().to_string(),
        typed_name,
        typed_organization,
        errors,
    })
}
