//! What guests see, for staff to look at before anybody is asked.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::load;
use crate::{
    scheduling::polls::asking::store::About,
    web::{AppError, EditorsDesk, FrontDesk, Query, Result},
};

/// On whose clocks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Clocks {
    zone: String,
}

/// GET /convenings/{id}/dates/preview
pub(super) async fn preview(
    EditorsDesk(desk): EditorsDesk,
    front: FrontDesk,
    Path(id): Path<String>,
    Query(clocks): Query<Clocks>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let about = About::load(desk.db(), dates.poll()?.id).await?;
    let about = AppError::found(about)?;
    about
        .previewed(&front, (&desk.user.email, &clocks.zone))
        .await
}
