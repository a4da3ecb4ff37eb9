//! One convening as a file.

use axum::{extract::Path, response::Response};

use crate::{
    convenings,
    ids::ConveningId,
    invitations::calendar::{self, ProdId},
    values::Slug,
    web::{self, AppError, Desk, Result},
};

/// GET /convenings/{id}/calendar.ics
pub(super) async fn download(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let id: ConveningId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = AppError::found(convenings::for_calendar(desk.db(), id).await?)?;
    let event = super::event(&desk.app, &found)?;
    let file = calendar::download(&event, &ProdId::default()).map_err(anyhow::Error::from)?;
    let name = format!("{}.ics", Slug::of(&found.convening.row.title).as_str());
    Ok(web::download(file, "text/calendar; charset=utf-8", &name))
}
