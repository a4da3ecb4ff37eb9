//! The calendar file of a convening, the feed that calendars subscribe to, and the page on which a
//! person makes and ends a subscription.

mod download;
mod feed;
mod guest;
mod guests;
mod settings;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{convenings::ForCalendar, invitations::calendar::CalendarEvent, web::AppState};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/calendar.ics", get(download::download))
        .route("/settings/calendar", get(settings::show))
        .route("/settings/calendar/feed", post(settings::make))
        .route("/settings/calendar/feed/revocation", post(settings::revoke))
        .merge(guests::routes())
}

/// For calendar programs and guests, who cannot sign in: the address is the secret.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/feeds/{file}", get(feed::feed))
        .merge(guest::public_routes())
}

/// The event of a convening, with the address of its page on this site.
fn event(app: &AppState, of: &ForCalendar) -> anyhow::Result<CalendarEvent> {
    let page = app
        .settings
        .url(&format!("/convenings/{}", of.convening.row.id));
    Ok(super::events::event(of, page)?)
}
