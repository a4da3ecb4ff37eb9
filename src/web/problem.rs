//! What went wrong, in two faces: a page that says what to do, and problem+json (RFC 9457) under
//! `/api`. Handlers and axum itself only set a status; one layer gives it a face.

use askama::Template;
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;
use tower_http::request_id::RequestId;

use super::{AppError, AppState, Shell, client};

/// A problem as the reader sees it.
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    pub heading: String,
    pub message: String,
    pub what_to_do: String,
    pub retry_after: Option<i64>,
    /// Where to sign in and come back from.
    sign_in: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, heading: &str, message: &str, what_to_do: &str) -> Self {
        Self {
            status,
            heading: heading.to_owned(),
            message: message.to_owned(),
            what_to_do: what_to_do.to_owned(),
            retry_after: None,
            sign_in: None,
        }
    }

    pub(super) fn of(error: &AppError) -> Self {
        match error {
            AppError::NotFound => Self::plain(StatusCode::NOT_FOUND),
            AppError::SignInFirst(back) => Self {
                sign_in: Some(back.clone()),
                ..Self::plain(StatusCode::UNAUTHORIZED)
            },
            AppError::Forbidden(need) => Self {
                message: (*need).to_owned(),
                ..Self::plain(StatusCode::FORBIDDEN)
            },
            AppError::Invalid(what) => Self {
                message: what.clone(),
                ..Self::plain(StatusCode::UNPROCESSABLE_ENTITY)
            },
            AppError::Conflict(what) => Self {
                message: what.clone(),
                ..Self::plain(StatusCode::CONFLICT)
            },
            AppError::TooMany(seconds) => Self {
                message: format!("You can try again in {}.", in_words(*seconds)),
                retry_after: Some(*seconds),
                ..Self::plain(StatusCode::TOO_MANY_REQUESTS)
            },
            AppError::Database(_) | AppError::Internal(_) => {
                Self::plain(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// What a bare status means to a reader.
    fn plain(status: StatusCode) -> Self {
        let (heading, message, what_to_do) = match status {
            StatusCode::NOT_FOUND => (
                "Page not found",
                "There is nothing at this address. It may have been removed, or the link may be incomplete.",
                "Check the address, or search from the start page.",
            ),
            StatusCode::UNAUTHORIZED => (
                "Sign in first",
                "This page is for staff.",
                "Sign in and try again.",
            ),
            StatusCode::FORBIDDEN => (
                "You cannot do this",
                "Your role does not allow it.",
                "Ask an administrator if you need it.",
            ),
            StatusCode::METHOD_NOT_ALLOWED => (
                "That address does not take this kind of request",
                "The page was asked in a way it does not answer.",
                "Go back and use the buttons on the page.",
            ),
            StatusCode::CONFLICT => (
                "Someone else changed this",
                "It was changed while you were working on it.",
                "Go back, reload and decide which version to keep.",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "That is too much at once",
                "What you sent is larger than this page accepts.",
                "Shorten the text and send it again.",
            ),
            StatusCode::TOO_MANY_REQUESTS => (
                "Too many tries",
                "To protect everyone, this can only be done so often.",
                "Wait a little and try again. Nothing you sent before is lost.",
            ),
            StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::BAD_REQUEST
            | StatusCode::UNSUPPORTED_MEDIA_TYPE => (
                "That request could not be read",
                "Part of what was sent was missing or not understood.",
                "Go back, reload the page and try again.",
            ),
            StatusCode::REQUEST_TIMEOUT
            | StatusCode::GATEWAY_TIMEOUT
            | StatusCode::SERVICE_UNAVAILABLE => (
                "That took too long",
                "The server could not answer in time.",
                "Try again in a minute.",
            ),
            _ => (
                "Something went wrong on our side",
                "The page could not be made. Nothing you did caused this.",
                "Try again. If it happens again, tell your administrator the number below.",
            ),
        };
        Self::new(status, heading, message, what_to_do)
    }
}

fn in_words(seconds: i64) -> String {
    match seconds {
        ..=1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        91..=5_400 => format!("{} minutes", (seconds + 59) / 60),
        _ => format!("{} hours", (seconds + 3_599) / 3_600),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    shell: Shell,
    status: u16,
    heading: String,
    message: String,
    what_to_do: String,
    request_id: String,
}

/// Gives every failed response its face.
pub async fn render_problems(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let theme = client::theme(request.headers());
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let known = response.extensions().get::<Problem>().cloned();
    // A page that answers 4xx with a body of its own (a form shown again) is left alone.
    let own_body = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    if !(status.is_client_error() || status.is_server_error()) || (known.is_none() && own_body) {
        return response;
    }
    let problem = known.unwrap_or_else(|| Problem::plain(status));
    if let (Some(back), false) = (&problem.sign_in, api) {
        return Redirect::to(&format!("/sign-in?next={}", urlencode(back))).into_response();
    }
    let mut faced = if api {
        as_json(&problem, &id)
    } else {
        as_page(&app, theme, problem.clone(), id)
    };
    *faced.status_mut() = problem.status;
    for (name, value) in response.headers() {
        if *name == header::ALLOW {
            faced.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(seconds) = problem.retry_after {
        faced
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    faced
}

fn urlencode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn as_json(problem: &Problem, id: &str) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": problem.heading,
        "status": problem.status.as_u16(),
        "detail": problem.message,
        "instance": format!("urn:request:{id}"),
    });
    let mut response = Json(body).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

fn as_page(app: &AppState, theme: &'static str, problem: Problem, id: String) -> Response {
    let page = ProblemPage {
        shell: Shell {
            title: problem.heading.clone(),
            section: "",
            user: None,
            theme,
            keys: false,
            flash: None,
            assets: app.assets,
            demo: false,
            canonical: String::new(),
        },
        status: problem.status.as_u16(),
        heading: problem.heading,
        message: problem.message,
        what_to_do: problem.what_to_do,
        request_id: id,
    };
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "the problem page itself failed");
            "Something went wrong on our side.".into_response()
        }
    }
}
