//! The calendar file of a convening, the feed that calendars subscribe to, and the page on which a
//! person makes and ends a subscription.

mod download;
mod feed;
mod incoming;
mod settings;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{
    convenings::ForCalendar,
    invitations::{calendar::CalendarEvent, itip::read::LARGEST_MAIL},
    web::AppState,
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/calendar.ics", get(download::download))
        .route("/settings/calendar", get(settings::show))
        .route("/settings/calendar/feed", post(settings::make))
        .route("/settings/calendar/feed/revocation", post(settings::revoke))
}

/// For calendar programs, which cannot sign in: the address is the secret.
pub fn public_routes() -> Router<AppState> {
    let mail = Router::new()
        .route("/mail/incoming", post(incoming::receive))
        .layer(DefaultBodyLimit::max(LARGEST_MAIL));
    Router::new()
        .route("/feeds/{file}", get(feed::feed))
        .merge(mail)
}

/// The event of a convening, with the address of its page on this site.
fn event(app: &AppState, of: &ForCalendar) -> anyhow::Result<CalendarEvent> {
    let page = app
        .settings
        .url(&format!("/convenings/{}", of.convening.row.id));
    Ok(super::events::event(of, page)?)
}
