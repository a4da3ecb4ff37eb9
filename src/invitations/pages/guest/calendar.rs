//! The meeting as a file, for calendars that did not get the mail. It names no guest, no organizer and no personal link.

use axum::{extract::Path, response::Response};

use super::{Opened, Wanted, open, unlisted};
use crate::{
    convenings::rules::{Firmness, firmness},
    invitations::{
        calendar::{self, ProdId},
        events,
    },
    values::{Slug, time_convert::to_timestamp},
    web::{self, AppError, FrontDesk, Result},
};

/// GET and HEAD /i/{secret}/calendar.ics
pub(super) async fn download(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let at = match open(&front, &secret, &Wanted::default()).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let of = &at.meeting.of;
    let firm = firmness(of.convening.plan.status);
    if matches!(firm, Firmness::Cancelled | Firmness::Undated) {
        return Err(AppError::NotFound);
    }
    let stamp = to_timestamp(of.convening.row.stamped_at).map_err(anyhow::Error::from)?;
    let event = events::invited(of, stamp).map_err(anyhow::Error::from)?;
    let file = calendar::download(&event, &ProdId::default()).map_err(anyhow::Error::from)?;
    let name = format!("{}.ics", Slug::of(&of.convening.row.title).as_str());
    Ok(unlisted(web::download(
        file,
        "text/calendar; charset=utf-8",
        &name,
    )))
}
