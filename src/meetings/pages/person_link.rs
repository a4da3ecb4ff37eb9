//! Sending somebody their link again.

use axum::{extract::Path, response::Response};

use super::{day::of, load, person};
use crate::{
    meetings::store,
    values::MeetingPhase,
    web::{EditorsDesk, FieldErrors, Result, flash_to},
};

/// POST /convenings/{id}/meetings/people/{person}/link
pub(super) async fn send(
    EditorsDesk(desk): EditorsDesk,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = of(&meetings, &key)?;
    let (room, now, actor) = (&meetings.of.room, desk.app.now(), desk.actor());
    let wrong = if held.address.is_none() {
        Some("Type an address and save it first: the link goes there")
    } else if held.party_id.is_none() || held.gone_at.is_some() {
        Some("Only who comes and sits with a team or funder gets a link")
    } else if room.phase == MeetingPhase::Setup {
        Some("Nobody has a link before wishes are asked for")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let mut errors = FieldErrors::default();
        errors.add("email", wrong);
        return person::refused(&desk, (&meetings, held), errors);
    }
    let person = held.id;
    desk.app
        .db
        .write(async |txn| store::send_link(txn, room, person, &actor, now).await)
        .await?;
    let told = format!("{} is sent a link. Those sent before stay good.", held.name);
    Ok(flash_to(&format!("{}/people", meetings.path()), &told))
}
