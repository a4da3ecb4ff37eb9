//! The pages of funders: the list, one funder, changing it, and writing down a pocket of it.

mod edit;
mod edit_form;
mod list;
mod new_pocket;
mod pocket_form;
mod pocket_view;
mod profile;
mod reach;
mod record_view;
mod suggest;

use std::collections::BTreeMap;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
    routing::get,
};

use crate::{
    entities::organizations,
    funders::store,
    ids::OrganizationId,
    values::FunderType,
    web::{AppError, AppState, views::Choice},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/funders", get(list::show))
        .route("/funders/{id}", get(profile::show))
        .route("/funders/{id}/edit", get(edit::show).post(edit::save))
        .route(
            "/funders/{id}/pockets/new",
            get(new_pocket::show).post(new_pocket::save),
        )
        .route(
            "/funders/{id}/pockets/{pocket}/areas",
            get(reach::show).post(reach::save),
        )
        .route("/funders/pockets", get(suggest::pockets))
}

/// The id in the path; anything else is no page.
struct FunderId(OrganizationId);

impl FromRequestParts<AppState> for FunderId {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, AppError> {
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await;
        let Path(names) = path.map_err(|_| AppError::NotFound)?;
        AppError::found(names.get("id").and_then(|id| id.parse().ok())).map(Self)
    }
}

/// The organisation in the path, or the 404 page.
struct FunderInPath(organizations::Model);

impl FromRequestParts<AppState> for FunderInPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, AppError> {
        let FunderId(id) = FunderId::from_request_parts(parts, app).await?;
        AppError::found(store::by_id(app.db.read(), id).await?).map(Self)
    }
}

/// The types of funder, with the chosen one marked.
fn kinds(chosen: &str) -> Vec<Choice> {
    FunderType::ALL
        .iter()
        .map(|kind| Choice::new(kind.as_str(), kind.label(), kind.as_str() == chosen))
        .collect()
}

/// A type in words, and how it is known where that matters.
#[must_use]
pub fn kind_words(organization: &organizations::Model) -> (&'static str, &'static str) {
    match organization.kind {
        None => ("Type not stated", ""),
        Some(kind) if organization.kind_basis.starts_with("guessed") => {
            (kind.label(), "guessed from name and registration")
        }
        Some(kind) => (kind.label(), ""),
    }
}

/// City and state of the head office as the source has them.
fn head_office(organization: &organizations::Model) -> String {
    let parts = [
        organization.hq_city.as_deref(),
        organization.hq_state.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ")
}
