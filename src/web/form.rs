//! Forms as people send them: every field is text until a room has read it, and what is wrong is
//! said beside the field.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;

use super::AppError;

/// A form body. Repeated fields become lists; missing ones are up to the type's defaults.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                let status = rejection.into_response().status();
                if status == StatusCode::PAYLOAD_TOO_LARGE {
                    return status.into_response();
                }
                AppError::Invalid("The form could not be read.".to_owned()).into_response()
            })?;
        if bytes.contains(&0) || bytes.windows(3).any(|three| three == b"%00") {
            let what = "The form holds a character that cannot be kept.".to_owned();
            return Err(AppError::Invalid(what).into_response());
        }
        serde_html_form::from_bytes(&bytes)
            .map(Self)
            .map_err(|error| {
                AppError::Invalid(format!("The form could not be read: {error}.")).into_response()
            })
    }
}

/// The part of an address after `?`, read the same way as a form.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let query = parts.uri.query().unwrap_or_default();
        serde_html_form::from_str(query)
            .map(Self)
            .map_err(|error| AppError::Invalid(format!("The address could not be read: {error}.")))
    }
}
