//! The feeds themselves, the page on which staff make and end theirs, and a guest's.

mod guest;
mod read;
mod settings;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

/// For people who are signed in.
pub(in crate::invitations) fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/settings/calendar", get(settings::show))
        .route("/settings/calendar/feed", post(settings::make))
        .route("/settings/calendar/feed/revocation", post(settings::revoke))
}

/// For calendar programs, which cannot sign in: the address is the secret. And for whoever holds the link of a mail.
pub(in crate::invitations) fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/feeds/{file}", get(read::feed))
        .route("/i/{secret}/feed", post(guest::make))
        .route("/i/{secret}/feed/revocation", post(guest::revoke))
}
