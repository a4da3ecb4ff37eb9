//! Light, dark, or as the device says: kept in a cookie, so that the first byte of every page has
//! it, and with the account, so that the next device has it too.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use serde::Deserialize;

use crate::{
    accounts::rules,
    audit::{self, Act},
    auth::accounts,
    entities::users,
    web::{AppError, AppState, Form, Result, TableDesk, see_other},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ThemeForm {
    theme: String,
}

/// The cookie that keeps a theme for a year.
pub(super) fn cookie(app: &AppState, theme: &str) -> String {
    let secure = if app.settings.https() { "; Secure" } else { "" };
    format!("theme={theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}")
}

/// Keeps the theme and goes back to the page it was chosen on.
pub(super) async fn choose(
    TableDesk(desk): TableDesk,
    headers: HeaderMap,
    Form(form): Form<ThemeForm>,
) -> Result<Response> {
    let theme = rules::theme(&form.theme)
        .ok_or_else(|| AppError::Invalid("There is no such theme.".to_owned()))?;
    let app = &desk.app;
    if theme != desk.user.theme {
        let act = Act {
            action: "chose_theme",
            kind: "account",
            id: desk.user.id.to_string(),
            summary: format!("Chose the theme {theme}"),
            before: Some(desk.user.theme.clone().into()),
            after: Some(theme.into()),
        };
        app.db
            .write(async |txn| {
                accounts::set(txn, desk.user.id, users::Column::Theme, theme).await?;
                audit::record(txn, &desk.actor(), act, app.now()).await
            })
            .await?;
    }
    let from = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok());
    let mut response = see_other(&rules::path_of(from, "/settings"));
    if let Ok(value) = HeaderValue::from_str(&cookie(app, theme)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}
