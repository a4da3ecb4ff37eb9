//! The headers that keep browsers safe, on every reply, and where violations are reported.

use axum::{
    body::Bytes,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::{AppState, flash};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the headers, and has the flash message eaten.
pub async fn guard(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = flash::eat(request, next).await;
    let headers = response.headers_mut();
    let policy = if app.settings.csp_report {
        HeaderValue::from_str(&format!("{CSP}; report-uri /csp-reports")).ok()
    } else {
        None
    };
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        policy.unwrap_or_else(|| HeaderValue::from_static(CSP)),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("geolocation=(), camera=(), microphone=()"),
    );
    if app.settings.https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        // A fragment must never be shown for its page, nor a signed-in page from a shared cache.
        headers.append(header::VARY, HeaderValue::from_static("X-Partial"));
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("private, no-store"));
    }
    response
}

/// Takes a browser's report of a violation, where reports are asked for. Only what was blocked and
/// by which rule is logged: the page's address in the report can hold a one-time token.
pub async fn csp_reports(State(app): State<AppState>, body: Bytes) -> StatusCode {
    if !app.settings.csp_report {
        return StatusCode::NOT_FOUND;
    }
    let Ok(sent) = serde_json::from_slice::<serde_json::Value>(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    let report = &sent["csp-report"];
    let said = |name: &str| -> Option<String> {
        let text = report[name].as_str()?;
        Some(text.chars().take(200).collect())
    };
    let directive = said("effective-directive").or_else(|| said("violated-directive"));
    let directive = directive.unwrap_or_default();
    let blocked = said("blocked-uri").unwrap_or_default();
    tracing::warn!(directive, blocked, "csp report");
    StatusCode::NO_CONTENT
}
