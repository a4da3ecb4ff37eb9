//! One line per request, readable alone; and the page shown when a handler panicked.

use std::{any::Any, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::request_id::RequestId;
use tracing::Instrument;

use super::AppError;

/// Logs method, route, status and time. The route's pattern is logged, not the address: addresses
/// can hold one-time tokens.
pub async fn log_requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(no route)".to_owned(), |path| path.as_str().to_owned());
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let started = Instant::now();
    // What goes wrong further in is logged with the request's number, too.
    let span = tracing::error_span!("request", request = %id);
    let response = next.run(request).instrument(span).await;
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(%method, route, status, millis, request = id, "{method} {route} {status}");
    } else {
        tracing::info!(%method, route, status, millis, request = id, "{method} {route} {status}");
    }
    response
}

/// No address of ours holds a NUL, and PostgreSQL refuses one in text: there is nothing there.
pub async fn refuse_nul(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.path().contains("%00") || uri.query().is_some_and(|query| query.contains("%00")) {
        return AppError::NotFound.into_response();
    }
    next.run(request).await
}

/// Turns a panic into a 500; the log line of the panic and the page share the request's number.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape tower-http asks for"
)]
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown cause");
    tracing::error!(cause = text, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
