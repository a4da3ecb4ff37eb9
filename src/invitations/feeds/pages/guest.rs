//! A guest's own subscription, made from their page: every meeting their address is invited to.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;

use super::super::{rules, store};
use crate::{
    auth::limits::{self, Limit, Wait},
    entities::invitations,
    invitations::ledger,
    web::{AppError, ClientKey, FrontDesk, Result, Shell, page},
};

const LIMIT: Limit = Limit {
    what: "guest_feed",
    tries: 30,
    window: TimeDelta::hours(1),
};

#[derive(Template)]
#[template(path = "invitations/guest_feed.html")]
struct GuestFeedPage {
    shell: Shell,
    /// The guest's own page.
    back: String,
    webcal: String,
    https: String,
    /// "made", "ended" or "gone".
    state: &'static str,
}

/// The guest a link belongs to.
async fn guest(
    front: &FrontDesk,
    client: &str,
    secret: &str,
) -> Result<Option<invitations::Model>> {
    let (db, now) = (front.app.db.read(), front.app.now());
    if let Err(Wait(seconds)) = limits::count(db, LIMIT, client, now).await? {
        return Err(AppError::TooMany(seconds));
    }
    Ok(ledger::by_secret(db, secret).await?)
}

fn shown(front: &FrontDesk, state: &'static str, back: String, https: String) -> Result<Response> {
    let shown = page(&GuestFeedPage {
        shell: Shell {
            canonical: String::new(),
            ..front.shell("Calendar subscription")
        },
        back,
        webcal: rules::webcal(&https),
        https,
        state,
    })?;
    let status = if state == "gone" {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    Ok((status, shown).into_response())
}

/// POST /i/{secret}/feed
pub(super) async fn make(
    front: FrontDesk,
    ClientKey(client): ClientKey,
    Path(secret): Path<String>,
) -> Result<Response> {
    let Some(guest) = guest(&front, &client, &secret).await? else {
        return shown(&front, "gone", String::new(), String::new());
    };
    let (app, now) = (&front.app, front.app.now());
    let token = app
        .db
        .write(async |txn| store::make_for_guest(txn, &guest.address_key, now).await)
        .await?;
    let https = app.settings.url(&format!("/feeds/{}.ics", token.reveal()));
    shown(&front, "made", format!("/i/{secret}"), https)
}

/// POST /i/{secret}/feed/revocation
pub(super) async fn revoke(
    front: FrontDesk,
    ClientKey(client): ClientKey,
    Path(secret): Path<String>,
) -> Result<Response> {
    let Some(guest) = guest(&front, &client, &secret).await? else {
        return shown(&front, "gone", String::new(), String::new());
    };
    let now = front.app.now();
    front
        .app
        .db
        .write(async |txn| store::revoke_of_guest(txn, &guest.address_key, now).await)
        .await?;
    shown(&front, "ended", format!("/i/{secret}"), String::new())
}
