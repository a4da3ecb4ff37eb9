//! Mail that a provider hands over by HTTP. Where no secret is set, there is no such page.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chrono::TimeDelta;

use crate::{
    auth::limits::{self, Limit},
    invitations::incoming::{self, Way},
    web::{AppError, AppState, ClientKey, Result},
};

const HEADER: &str = "x-roundtable-signature";
const MAILS: Limit = Limit {
    what: "incoming_mail",
    tries: 600,
    window: TimeDelta::minutes(1),
};

/// POST /mail/incoming
pub(super) async fn receive(
    State(app): State<AppState>,
    ClientKey(client): ClientKey,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode> {
    let secret = AppError::found(app.settings.incoming.secret.as_deref())?;
    if let Err(wait) = limits::count(app.db.read(), MAILS, &client, app.now()).await? {
        return Err(AppError::TooMany(wait.0));
    }
    let signature = headers.get(HEADER).and_then(|value| value.to_str().ok());
    if !incoming::is_signed(secret, signature.unwrap_or_default(), &body, app.now()) {
        return Err(AppError::Forbidden(
            "The signature is missing, old or wrong.",
        ));
    }
    incoming::receive(&app, Way::Http, &[], &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
