//! The pages of absorbers: the list, one absorber, and the form that writes one down or changes it.

mod conflict;
mod edit;
mod form;
mod list;
mod new;
mod of_funder;
mod show;
mod words;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
    routing::get,
};

use crate::{
    absorbers::store::{self, Absorber},
    web::{AppError, AppState},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/absorbers", get(list::list))
        .route("/funders/{id}/absorber", get(of_funder::find))
        .route("/absorbers/new", get(new::blank).post(new::add))
        .route("/absorbers/{id}", get(show::show))
        .route("/absorbers/{id}/edit", get(edit::open).post(edit::keep))
}

/// The absorber that `{id}` in the path names; anything else is no page.
struct AtAbsorber(Absorber);

impl FromRequestParts<AppState> for AtAbsorber {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, AppError> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        let id = AppError::found(path.ok().and_then(|Path(id)| id.parse().ok()))?;
        AppError::found(store::by_id(app.db.read(), id).await?).map(Self)
    }
}
