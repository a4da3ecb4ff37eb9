//! Bringing in who has a seat, adding teams, limits, and who takes part.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    load,
    parties::{self, Typed},
    words::count,
};
use crate::{
    ids::MeetingPartyId,
    meetings::store::{self, PartyChange, Wrote},
    values::typed,
    web::{AppError, EditorsDesk, FieldErrors, Form, Result, address, flash_to},
};

/// The longest name of a team.
const LONGEST: usize = 120;

/// POST /convenings/{id}/meetings/seats
pub(super) async fn bring_in(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let (room, now, actor) = (&meetings.of.room, desk.app.now(), desk.actor());
    let many = desk
        .app
        .db
        .write(async |txn| store::bring_in(txn, room, &actor, now).await)
        .await?;
    let told = match many {
        0 => "Everybody with a seat is here already.".to_owned(),
        many => format!(
            "{} came in from the guest list.",
            count(many, "guest", "guests")
        ),
    };
    Ok(flash_to(&format!("{}/people", meetings.path()), &told))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TeamForm {
    team: String,
}

/// POST /convenings/{id}/meetings/teams
pub(super) async fn add_team(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TeamForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(
        "team",
        typed::line(&form.team, "the name of the team", LONGEST),
    );
    if let Some(name) = name {
        let (room, now, actor) = (meetings.of.room.id, desk.app.now(), desk.actor());
        let added = desk
            .app
            .db
            .write(async |txn| store::add_team(txn, room, &name, &actor, now).await)
            .await?;
        if added {
            let told = format!("{name} takes part.");
            return Ok(flash_to(&format!("{}/people", meetings.path()), &told));
        }
        errors.add(
            "team",
            "There is one of this name already, or there are too many",
        );
    }
    let typed = Typed {
        team: form.team,
        errors,
        ..Typed::default()
    };
    parties::refused(&desk, &meetings, typed)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PartyForm {
    most: String,
    takes_part: String,
    version: i32,
    /// The page of the list it was pressed on.
    teams: String,
    funders: String,
}

impl PartyForm {
    /// Back to that page, at the list.
    fn back(&self, path: &str) -> String {
        let list = if self.funders.is_empty() {
            "teams"
        } else {
            "funders"
        };
        let pages = [
            ("teams", self.teams.as_str()),
            ("funders", self.funders.as_str()),
        ];
        let first = pages.iter().all(|(_, page)| matches!(*page, "" | "1"));
        let path = format!("{path}/people");
        if first {
            path
        } else {
            format!("{}#{list}", address(&path, &pages))
        }
    }
}

/// POST /convenings/{id}/meetings/parties/{party}
pub(super) async fn change(
    EditorsDesk(desk): EditorsDesk,
    Path((id, party)): Path<(String, String)>,
    Form(form): Form<PartyForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let party: MeetingPartyId = AppError::found(party.parse().ok())?;
    AppError::found(meetings.of.party(party))?;
    let text = form.most.trim();
    let most = if text.is_empty() {
        Ok(None)
    } else {
        let read = text.parse::<i32>().ok().filter(|it| (1..=64).contains(it));
        read.map(Some)
            .ok_or("Type a whole number from 1 to 64, or nothing")
    };
    let mut typed = Typed {
        party: Some(party),
        most: form.most.clone(),
        takes_part: form.takes_part == "yes",
        ..Typed::default()
    };
    let Some(most) = typed.errors.keep("most", most) else {
        return parties::refused(&desk, &meetings, typed);
    };
    let change = PartyChange {
        id: party,
        version: form.version,
        most,
        takes_part: form.takes_part == "yes",
    };
    let (room, now, actor) = (meetings.of.room.id, desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::change_party(txn, room, change, &actor, now).await)
        .await?;
    match wrote {
        Wrote::Done => Ok(flash_to(&form.back(&meetings.path()), "Saved.")),
        Wrote::Over => Err(AppError::NotFound),
        Wrote::Stale => {
            let meetings = load(&desk, &id).await?;
            typed.stale = true;
            parties::refused(&desk, &meetings, typed)
        }
    }
}
