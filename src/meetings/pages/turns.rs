//! From one phase to the next, and back.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{load, overview};
use crate::{
    meetings::store::{self, Wrote},
    values::MeetingPhase,
    web::{AppError, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// Where to, and the version that was looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TurnForm {
    to: String,
    version: i32,
    /// Whether guests see what is provisional.
    show: String,
}

/// POST /convenings/{id}/meetings/phase
pub(super) async fn turn(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response> {
    use MeetingPhase as P;
    let meetings = load(&desk, &id).await?;
    let to: MeetingPhase = form
        .to
        .parse()
        .map_err(|_| AppError::Invalid("There is no such phase.".to_owned()))?;
    let (room, show) = (&meetings.of.room, form.show == "yes");
    if let Some(wrong) = lacks(&meetings, to) {
        let mut errors = FieldErrors::default();
        errors.add("phase", wrong);
        return overview::refused_turn(&desk, &meetings, errors, show).await;
    }
    let (key, now, actor) = ((room.id, form.version), desk.app.now(), desk.actor());
    let aim = (to, show);
    let wrote = desk
        .app
        .db
        .write(async |txn| store::turn(txn, key, aim, &actor, now).await)
        .await?;
    let told = match to {
        P::Wishes => "Wishes are collected. Those with an address are written to.",
        P::Provisional => "The plan is provisional. Nobody is written to.",
        P::Published => "The plan is published. Those with an address are written to.",
        P::Setup | P::Draft => "You are working on a draft. Guests see no plan.",
    };
    match wrote {
        Ok(Wrote::Done) => Ok(flash_to(&meetings.path(), told)),
        Ok(Wrote::Over) => Ok(flash_to(&meetings.path(), "The meetings are past this.")),
        Ok(Wrote::Stale) => overview::stale(&desk, &id).await,
        Err(sentence) => {
            let mut errors = FieldErrors::default();
            errors.add("phase", sentence);
            let meetings = load(&desk, &id).await?;
            overview::refused_turn(&desk, &meetings, errors, show).await
        }
    }
}

/// Why it cannot go there.
fn lacks(meetings: &super::Meetings, to: MeetingPhase) -> Option<&'static str> {
    use MeetingPhase as P;
    let room = &meetings.of.room;
    match to {
        P::Provisional | P::Published if room.plan_id.is_none() => {
            Some("There is no plan yet. Make one first")
        }
        P::Wishes if meetings.of.taking_part.is_empty() => {
            Some("Nobody takes part yet. Bring in guests under “Who meets”")
        }
        _ => None,
    }
}
