//! `GET /funders/{id}/absorber`: from an organization to what is written of it as an absorber, or to the form.

use axum::{extract::Path, response::Response};

use crate::{
    absorbers::store,
    ids::OrganizationId,
    web::{self, AppError, Desk, Result},
};

pub(super) async fn find(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let id: OrganizationId = AppError::found(id.parse().ok())?;
    let path = match store::of_organization(desk.db(), id).await? {
        Some(absorber) => format!("/absorbers/{absorber}"),
        None if desk.may_edit() => format!("/absorbers/new?organization={id}"),
        None => "/absorbers".to_owned(),
    };
    Ok(web::see_other(&path))
}
