//! The feed. Calendars ask for it for years, from many devices: it answers 304 when nothing changed,
//! names no guest, and keeps what was cancelled long enough for it to go away everywhere.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::super::{
    guests,
    kept::{self, Kept},
    rules, scopes, store,
};
use crate::{
    entities::{calendar_feeds, guest_feeds},
    web::{AppError, AppState, Result},
};

/// GET and HEAD /feeds/{secret}.ics
pub(super) async fn feed(
    State(app): State<AppState>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response> {
    let secret = AppError::found(rules::secret(&file))?;
    if let Some(feed) = store::by_secret(app.db.read(), secret).await? {
        return of_staff(&app, &feed, &asked).await;
    }
    let feed = AppError::found(store::guests_by_secret(app.db.read(), secret).await?)?;
    of_guest(&app, &feed, &asked).await
}

async fn of_staff(
    app: &AppState,
    feed: &calendar_feeds::Model,
    asked: &HeaderMap,
) -> Result<Response> {
    let now = app.now();
    if rules::is_worth_noting(feed.last_read_at, now) {
        app.db
            .write(async |txn| store::note_reading(txn, feed.id, now).await)
            .await?;
    }
    let (shows, name) = scopes::shown_by(app.db.read(), feed).await?;
    let kept = kept::kept(app, &shows, &name).await?;
    Ok(answer(&kept, asked))
}

async fn of_guest(
    app: &AppState,
    feed: &guest_feeds::Model,
    asked: &HeaderMap,
) -> Result<Response> {
    let now = app.now();
    if rules::is_worth_noting(feed.last_read_at, now) {
        app.db
            .write(async |txn| store::note_guests_reading(txn, feed.id, now).await)
            .await?;
    }
    let invited = guests::invited_to(app.db.read(), &feed.address_key).await?;
    let made = kept::of_guest(app, invited).await?;
    Ok(answer(&made, asked))
}

/// The feed, or that the subscriber has it; packed where the subscriber unpacks.
fn answer(kept: &Kept, asked: &HeaderMap) -> Response {
    let said = |name| {
        asked
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let known = said(header::IF_NONE_MATCH);
    if known.is_some_and(|known| rules::has_newest(known, kept.etag())) {
        return with_headers(StatusCode::NOT_MODIFIED.into_response(), kept.etag());
    }
    let packed = said(header::ACCEPT_ENCODING).is_some_and(rules::takes_gzip);
    let mut response = if packed {
        kept.gzip().to_vec().into_response()
    } else {
        kept.text().to_owned().into_response()
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    with_headers(response, kept.etag())
}

fn with_headers(mut response: Response, etag: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=900"),
    );
    if let Ok(value) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, value);
    }
    response
}
