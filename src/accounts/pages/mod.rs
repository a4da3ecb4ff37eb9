//! The pages of signing in, of one's own settings, and of the administrators' list of accounts.

mod accounts;
mod changes;
mod closing;
mod conflict;
mod door;
mod links;
mod password;
mod sessions;
mod settings;
mod shortcuts;
mod sign_in;
mod theme;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::AppState;

/// For anybody: the door.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-in/link", post(links::ask))
        .route("/sign-in/{token}", get(links::show).post(links::spend))
}

/// For people who are signed in: their own affairs.
pub fn table_routes() -> Router<AppState> {
    Router::new()
        .route("/sign-out", post(sign_in::sign_out))
        .route("/settings", get(settings::show).post(settings::save))
        .route("/settings/theme", post(theme::choose))
        .route("/settings/password", post(password::set))
        .route("/settings/sessions/end", post(sessions::end))
        .route("/settings/sessions/end-others", post(sessions::end_others))
        .route("/help/shortcuts", get(shortcuts::show))
}

/// For administrators: everybody's accounts.
pub fn admin_routes() -> Router<AppState> {
    Router::new()
        .route("/admin/accounts", get(accounts::list).post(accounts::open))
        .route("/admin/accounts/new", get(accounts::new))
        .route(
            "/admin/accounts/{id}",
            get(changes::show).post(changes::save_role),
        )
        .route("/admin/accounts/{id}/close", post(closing::close))
        .route("/admin/accounts/{id}/reopen", post(closing::reopen))
        .route("/admin/accounts/{id}/link", post(changes::mail_link))
}
