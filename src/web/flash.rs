//! One message that survives one redirect, in a cookie that the next page eats.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::client;

const COOKIE: &str = "flash";

/// Sends the browser to `path` (303), where it will be told `message`.
pub fn flash_to(path: &str, message: &str) -> Response {
    let short: String = message.chars().take(400).collect();
    let cookie = format!(
        "{COOKIE}={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
        URL_SAFE_NO_PAD.encode(short)
    );
    let mut response = Redirect::to(path).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD
        .decode(client::cookie(headers, COOKIE)?)
        .ok()?;
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
}

/// Clears the message once a page has shown it.
pub(super) async fn eat(request: Request, next: Next) -> Response {
    let pending = read(request.headers()).is_some();
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if pending && is_page {
        let gone = HeaderValue::from_static("flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
