//! Reminding by hand: those who are ticked, or everybody who is silent.

use axum::{Router, extract::Path, response::Response, routing::post};
use serde::Deserialize;

use super::{remind, rules::is_silent, send::Going, store};
use crate::{
    audit::{self, Act},
    ids::{ConveningId, PollPersonId},
    scheduling::polls::store::newest,
    values::PollState,
    web::{AppError, AppState, EditorsDesk, Form, Result, flash_to},
};

/// For people who are signed in.
pub(in crate::scheduling::polls) fn staff_routes() -> Router<AppState> {
    Router::new().route("/convenings/{id}/dates/reminders", post(remind_now))
}

/// Who is ticked; nobody means everybody who is silent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Picked {
    person: Vec<String>,
}

/// POST /convenings/{id}/dates/reminders
async fn remind_now(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(picked): Form<Picked>,
) -> Result<Response> {
    let id: ConveningId = AppError::found(id.parse().ok())?;
    let poll = AppError::found(newest(desk.db(), id).await?)?;
    let path = format!("/convenings/{id}/dates");
    if poll.state != PollState::Open {
        return Ok(flash_to(
            &path,
            "The poll is not open, so nobody was reminded.",
        ));
    }
    let going = AppError::found(Going::load(&desk.app, poll.id).await?)?;
    let picks: Result<Vec<PollPersonId>, _> = picked.person.iter().map(|id| id.parse()).collect();
    // A pick that names nobody must not become everybody.
    let Ok(picks) = picks else {
        return Err(AppError::NotFound);
    };
    let mut people = store::people_of(desk.db(), poll.id).await?;
    people.retain(|person| picks.is_empty() || picks.contains(&person.id));
    people.retain(is_silent);
    people.truncate(remind::AT_ONCE);
    let sent = remind::send_to(&desk.app, &going, people).await?;
    let told = match sent {
        0 => "Nobody was reminded: they answered, had a mail in the last 24 hours, had as many reminders as the poll allows, or do not want any.".to_owned(),
        1 => "One reminder is on its way.".to_owned(),
        sent => format!("{sent} reminders are on their way."),
    };
    if sent > 0 {
        let (actor, now) = (desk.actor(), desk.app.now());
        let act = Act {
            action: "date_poll",
            kind: "convening",
            id: id.to_string(),
            summary: format!("Reminded {sent} of those asked for a date"),
            before: None,
            after: None,
        };
        desk.app
            .db
            .write(async |txn| audit::record(txn, &actor, act.clone(), now).await)
            .await?;
    }
    Ok(flash_to(&path, &told))
}
