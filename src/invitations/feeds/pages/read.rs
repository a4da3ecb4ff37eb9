//! The feed. Calendars ask for it for years, from many devices: it answers 304 when nothing changed,
//! names no guest, and keeps what was cancelled long enough for it to go away everywhere.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    convenings,
    invitations::{
        calendar::{self, CalendarEvent, FeedInfo, ProdId},
        rules, store,
    },
    web::{AppError, AppState, Result},
};

/// GET and HEAD /feeds/{secret}.ics
pub(super) async fn feed(
    State(app): State<AppState>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response> {
    let secret = AppError::found(rules::secret(&file))?;
    let feed = AppError::found(store::by_secret(app.db.read(), secret).await?)?;
    let now = app.now();
    if rules::is_worth_noting(feed.last_read_at, now) {
        app.db
            .write(async |txn| store::note_reading(txn, feed.id, now).await)
            .await?;
    }
    let shown = convenings::on_calendars(app.db.read(), now).await?;
    let events: Vec<CalendarEvent> = shown
        .iter()
        .map(|convening| super::event(&app, convening))
        .collect::<anyhow::Result<_>>()?;
    let info = FeedInfo {
        name: "Roundtable convenings".to_owned(),
        prod_id: ProdId::default(),
    };
    let content = calendar::feed(&info, &events).map_err(anyhow::Error::from)?;
    let etag = rules::etag(&content);
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| rules::has_newest(known, &etag)) {
        return Ok(with_headers(
            StatusCode::NOT_MODIFIED.into_response(),
            &etag,
        ));
    }
    let mut response = content.into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    Ok(with_headers(response, &etag))
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
