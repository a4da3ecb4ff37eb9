//! Somebody who comes: for whom they sit, where they are written to, and when they are away.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{Meetings, load, words::round_time};
use crate::{
    entities::meeting_people,
    ids::{MeetingPartyId, MeetingPersonId},
    meetings::{
        rules::Span,
        store::{self, PersonChange, Wrote},
    },
    values::{CodeList, EmailAddress, MeetingPhase},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link},
    },
};

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PersonForm {
    party: String,
    email: String,
    /// The starts of rounds in which they are away.
    away: Vec<String>,
    comes: String,
    version: String,
}

#[derive(Template)]
#[template(path = "meetings/person.html")]
struct PersonPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    here: String,
    name: String,
    form: PersonForm,
    parties: Vec<Choice>,
    rounds: Vec<Choice>,
    comes: bool,
    /// They can be sent their link.
    may_link: bool,
    errors: FieldErrors,
    /// What is saved by somebody else, in words.
    conflict: Option<Vec<(&'static str, String)>>,
}

fn of<'a>(meetings: &'a Meetings, person: &str) -> Result<&'a meeting_people::Model> {
    let id: MeetingPersonId = AppError::found(person.parse().ok())?;
    AppError::found(meetings.of.people.iter().find(|it| it.id == id))
}

/// GET /convenings/{id}/meetings/people/{person}
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path((id, person)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let person = of(&meetings, &person)?;
    let form = form_of(&meetings, person);
    web::page(&page(
        &desk,
        (&meetings, person),
        form,
        FieldErrors::default(),
    ))
}

/// The form that says what is kept; rounds that no longer begin at their hour are ticked where the absence lies.
fn form_of(meetings: &Meetings, person: &meeting_people::Model) -> PersonForm {
    // Also of somebody who does not come: should they, it holds again.
    let here = meeting_people::Model {
        gone_at: None,
        ..person.clone()
    };
    let away = meetings.of.away(&here);
    let rounds = meetings.of.rounds.iter().enumerate();
    let away = rounds.filter(|(number, _)| away >> number & 1 == 1);
    PersonForm {
        party: person
            .party_id
            .map_or_else(String::new, |it| it.to_string()),
        email: person
            .address
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        away: away.map(|(_, round)| round.starts.to_string()).collect(),
        comes: if person.gone_at.is_none() { "yes" } else { "" }.to_owned(),
        version: person.version.to_string(),
    }
}

fn page(
    desk: &Desk,
    (meetings, person): (&Meetings, &meeting_people::Model),
    form: PersonForm,
    errors: FieldErrors,
) -> PersonPage {
    let zone = &meetings.convening.row.time_zone;
    let shell = desk.shell("convenings", format!("Meetings: {}", person.name));
    let party = |it: &crate::entities::meeting_parties::Model| {
        let id = it.id.to_string();
        let label = format!("{} ({})", it.name, it.side.label().to_lowercase());
        Choice::new(&id, label, id == form.party)
    };
    let rounds = &meetings.of.rounds;
    let round = |number: usize| {
        let at = rounds[number].starts.to_string();
        let label = format!("Round {}, {}", number + 1, round_time(rounds, number, zone));
        let away = form.away.contains(&at);
        Choice::new(at, label, away)
    };
    PersonPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: {
            let mut crumbs = meetings.crumbs();
            crumbs.push(Link::new(
                "Who meets",
                format!("{}/people", meetings.path()),
            ));
            crumbs
        },
        path: format!("{}/people", meetings.path()),
        here: format!("{}/people/{}", meetings.path(), person.id),
        name: person.name.clone(),
        parties: meetings.of.parties.iter().map(party).collect(),
        rounds: (0..rounds.len()).map(round).collect(),
        comes: form.comes == "yes",
        may_link: meetings.of.room.phase != MeetingPhase::Setup
            && person.address.is_some()
            && person.party_id.is_some()
            && person.gone_at.is_none(),
        form,
        errors,
        conflict: None,
    }
}

/// The page again, with what is kept and why something could not be done.
pub(super) fn refused(
    desk: &Desk,
    of: (&Meetings, &meeting_people::Model),
    errors: FieldErrors,
) -> Result<Response> {
    let form = form_of(of.0, of.1);
    web::page_invalid(&page(desk, of, form, errors))
}

/// POST /convenings/{id}/meetings/people/{person}
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path((id, person)): Path<(String, String)>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = of(&meetings, &person)?;
    let mut errors = FieldErrors::default();
    let change = read(&meetings, held, (&form, &mut errors));
    let Some(change) = change else {
        return web::page_invalid(&page(&desk, (&meetings, held), form, errors));
    };
    let (room, now, actor) = (meetings.of.room.id, desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::change_person(txn, room, &change, &actor, now).await)
        .await?;
    match wrote {
        Wrote::Done => Ok(flash_to(&format!("{}/people", meetings.path()), "Saved.")),
        Wrote::Over => Err(AppError::NotFound),
        Wrote::Stale => {
            let meetings = load(&desk, &id).await?;
            let held = of(&meetings, &person)?;
            conflict(&desk, (&meetings, held), form)
        }
    }
}

/// Somebody else saved first: shows both, and the form saves over theirs when sent again.
fn conflict(
    desk: &Desk,
    of: (&Meetings, &meeting_people::Model),
    mut form: PersonForm,
) -> Result<Response> {
    let (meetings, held) = of;
    form.version = held.version.to_string();
    let theirs = page(desk, of, form_of(meetings, held), FieldErrors::default());
    let chosen = |choices: &[Choice]| {
        let chosen = choices.iter().filter(|choice| choice.chosen);
        let labels: Vec<&str> = chosen.map(|choice| choice.label.as_str()).collect();
        labels.join("; ")
    };
    let told = vec![
        ("Sits with", chosen(&theirs.parties)),
        ("E-mail address", theirs.form.email.clone()),
        ("Away in", chosen(&theirs.rounds)),
        ("Comes", if theirs.comes { "yes" } else { "no" }.to_owned()),
    ];
    let mut page = page(desk, of, form, FieldErrors::default());
    page.conflict = Some(told);
    page.shell = page.shell.with_errors();
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn read(
    meetings: &Meetings,
    held: &meeting_people::Model,
    (form, errors): (&PersonForm, &mut FieldErrors),
) -> Option<PersonChange> {
    let party = if form.party.is_empty() {
        Some(None)
    } else {
        let known = form.party.parse::<MeetingPartyId>().ok();
        let known = known.filter(|id| meetings.of.party(*id).is_some());
        let known = known.ok_or("Choose one of the teams and funders");
        errors.keep("party", known).map(Some)
    };
    let email = form.email.trim();
    let address = if email.is_empty() {
        Some(None)
    } else {
        errors
            .keep("email", email.parse::<EmailAddress>())
            .map(Some)
    };
    let mut away: Vec<Span> = meetings
        .of
        .rounds
        .iter()
        .filter(|round| form.away.contains(&round.starts.to_string()))
        .map(Span::from)
        .collect();
    // What lies in no round of now stays as it is: rounds may become others again.
    let kept = held.away.iter().filter_map(|it| it.parse::<Span>().ok());
    away.extend(kept.filter(|span| !meetings.of.rounds.iter().any(|it| span.meets(it))));
    Some(PersonChange {
        id: held.id,
        version: form.version.parse().unwrap_or(0),
        party: party?,
        address: address?,
        away: away.into_iter().collect::<CodeList>(),
        comes: form.comes == "yes",
    })
}
