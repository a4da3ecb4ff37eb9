//! Asking how few breaks the meetings of a plan need.

use axum::{extract::Path, response::Response};

use super::load;
use crate::{
    ids::MeetingPlanId,
    meetings::store::{self, Wrote},
    web::{AppError, EditorsDesk, Result, flash_to},
};

/// POST /convenings/{id}/meetings/plans/{plan}/proof
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    Path((id, plan)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let plan: MeetingPlanId = AppError::found(plan.parse().ok())?;
    let key = (meetings.of.room.id, plan);
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::ask_proof(txn, key, &actor, now).await)
        .await?;
    let told = match wrote {
        Wrote::Done => "A proof is being looked for. Load this page again in a minute.",
        Wrote::Stale | Wrote::Over => {
            "A proof is being looked for already, or another plan is in force."
        }
    };
    Ok(flash_to(&meetings.path(), told))
}
