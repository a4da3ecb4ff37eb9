//! The one error of handlers. Rooms turn what a person can act on into field errors; the rest comes
//! here and gets two faces in `problem`.

use axum::response::{IntoResponse, Response};
use sea_orm::DbErr;

use super::problem::Problem;
use crate::db::WriteError;

pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a request could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("there is no such page")]
    NotFound,
    /// Not signed in; holds where to come back to.
    #[error("not signed in")]
    SignInFirst(String),
    /// Signed in, but not allowed; says what would be needed.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// The request makes no sense; says what is wrong.
    #[error("invalid: {0}")]
    Invalid(String),
    /// Someone else changed the thing meanwhile.
    #[error("changed meanwhile: {0}")]
    Conflict(String),
    #[error("too many tries; wait {0} s")]
    TooMany(i64),
    #[error("the database could not be asked or told")]
    Database(#[from] DbErr),
    #[error("something failed")]
    Internal(#[from] anyhow::Error),
}

impl AppError {
    /// `Some` or the 404 page.
    pub fn found<T>(thing: Option<T>) -> Result<T> {
        thing.ok_or(Self::NotFound)
    }
}

impl WriteError for AppError {
    fn database(&self) -> Option<&DbErr> {
        match self {
            Self::Database(error) => Some(error),
            Self::Internal(error) => error.database(),
            _ => None,
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        match &self {
            Self::Database(error) => tracing::error!(%error, "database error"),
            Self::Internal(error) => {
                tracing::error!(error = %format!("{error:#}"), "internal error");
            }
            _ => {}
        }
        Problem::of(&self).into_response()
    }
}
