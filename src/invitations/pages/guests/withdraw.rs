//! Taking somebody off who is only planned, or waits.

use axum::{extract::Path, response::Response};

use super::{load, path_of};
use crate::{
    ids::InvitationId,
    invitations::answering::{self, Withdrawn},
    web::{AppError, EditorsDesk, Result, flash_to},
};

/// POST /convenings/{id}/invitations/{guest}/withdrawal. Whoever is invited is withdrawn by taking away the seat, and told so
/// at the next review.
pub(super) async fn withdraw(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest: InvitationId = AppError::found(guest.parse().ok())?;
    let (now, actor, of) = (desk.app.now(), desk.actor(), (meeting.id(), guest));
    let gone = desk
        .app
        .db
        .write(async |txn| answering::withdraw(txn, of, &actor, now).await)
        .await?;
    let (name, told) = AppError::found(gone)?;
    let rest = match told {
        Withdrawn::Untold => "No mail had gone out.".to_owned(),
        Withdrawn::Written => format!(
            "{name} was written to before, and no mail tells them of this: write to them yourself."
        ),
        Withdrawn::Holds => "Review and send takes the meeting out of their calendar.".to_owned(),
    };
    Ok(flash_to(
        &format!("{}/invitations", path_of(meeting.id())),
        &format!("{name} is no longer on the list. {rest}"),
    ))
}
