//! The host's answer to a changed clock.

use axum::{Router, extract::Path, response::Response, routing::post};
use serde::Deserialize;

use super::store::{self, Decided};
use crate::{
    ids::ConveningId,
    invitations::ledger,
    values::ClockDecision,
    web::{self, AppError, AppState, EditorsDesk, Form, Result},
};

/// For people who are signed in.
pub(in crate::invitations) fn staff_routes() -> Router<AppState> {
    Router::new().route("/convenings/{id}/clock-change", post(decide))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DecisionForm {
    keep: String,
}

/// POST /convenings/{id}/clock-change
async fn decide(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let id: ConveningId = id.parse().map_err(|_| AppError::NotFound)?;
    let offered = [ClockDecision::Clock, ClockDecision::Instant];
    let decision = form.keep.parse().ok().filter(|it| offered.contains(it));
    let decision = decision.ok_or_else(|| {
        AppError::Invalid("Choose whether to keep the clock or the moment.".to_owned())
    })?;
    let now = desk.app.now();
    let decided = desk
        .app
        .db
        .write(async |txn| store::decide(txn, id, decision, &desk.actor(), now).await)
        .await?;
    let told = match (decided, decision) {
        (Decided::Done, ClockDecision::Clock) => {
            "The time on the clock stays. Calendars that subscribe follow by themselves."
        }
        (Decided::Done, _) => "The moment stays, and the time on the clock changed.",
        (Decided::Settled, _) => "That was settled already.",
        (Decided::Unclear, _) => {
            "That time is skipped on that day, or comes twice. Edit the convening and choose another."
        }
    };
    let invited = ledger::anybody_invited(desk.db(), id).await?;
    if decided == Decided::Done && invited {
        let told = format!("{told} Review what your guests will be told, and send it.");
        return Ok(web::flash_to(&format!("/convenings/{id}/outbox"), &told));
    }
    Ok(web::flash_to(&format!("/convenings/{id}"), told))
}
