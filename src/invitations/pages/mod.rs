//! The routes of this room, and the calendar file of a convening.

mod download;
mod guest;
mod guests;
mod incoming;
mod incoming_log;

pub(in crate::invitations) use guests::tabs;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use super::{check_in, clock_changes, conformance, feeds, reminders};
use crate::{
    convenings::ForCalendar,
    invitations::{calendar::CalendarEvent, itip::read::LARGEST_MAIL},
    web::AppState,
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/convenings/{id}/calendar.ics", get(download::download))
        .merge(guests::routes())
        .merge(feeds::pages::staff_routes())
        .merge(reminders::pages::staff_routes())
        .merge(clock_changes::pages::staff_routes())
}

/// For staff, and for those who keep the door.
pub fn door_routes() -> Router<AppState> {
    check_in::pages::door_routes()
}

/// For administrators.
pub fn admin_routes() -> Router<AppState> {
    conformance::pages::admin_routes().route("/admin/incoming-mail", get(incoming_log::show))
}

/// For anybody: calendar programs, which cannot sign in, and whoever holds the link of a mail.
pub fn public_routes() -> Router<AppState> {
    let mail = Router::new()
        .route("/mail/incoming", post(incoming::receive))
        .layer(DefaultBodyLimit::max(LARGEST_MAIL));
    Router::new()
        .merge(mail)
        .merge(feeds::pages::public_routes())
        .merge(reminders::pages::public_routes())
        .merge(guest::public_routes())
}

/// The event of a convening, with the address of its page on this site.
fn event(app: &AppState, of: &ForCalendar) -> anyhow::Result<CalendarEvent> {
    let page = app
        .settings
        .url(&format!("/convenings/{}", of.convening.row.id));
    Ok(super::events::event(of, page)?)
}
