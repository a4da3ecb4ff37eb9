//! Leaving reminders, from the link in one. Opening it changes nothing, because programs that scan mail open every link;
//! only the button does, and the one press of a mail program (RFC 8058), which posts without a page.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;

use crate::{
    audit::{self, Act, Actor},
    auth::limits::{self, Limit, Wait},
    entities::invitations,
    invitations::reminders::store,
    mail::suppression,
    values::SuppressionKind,
    web::{AppError, ClientKey, FrontDesk, Result, Shell, page},
};

/// A mail provider presses for many people from one address.
const LIMIT: Limit = Limit {
    what: "unsubscribe",
    tries: 300,
    window: TimeDelta::hours(1),
};

#[derive(Template)]
#[template(path = "invitations/reminders/unsubscribe.html")]
struct UnsubscribePage {
    shell: Shell,
    here: String,
    /// The address, so far as whoever has the link may know it.
    address: String,
    /// What stands: "ask", "done" or "gone".
    state: &'static str,
}

/// GET /unsubscribe/{secret}
pub(super) async fn ask(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let found = store::by_any_secret(front.app.db.read(), &secret).await?;
    let Some(guest) = found else {
        return shown(&front, "gone", String::new(), String::new());
    };
    let held = suppression::is_suppressed(front.app.db.read(), &guest.address_key).await?;
    let state = if held.is_some() { "done" } else { "ask" };
    let here = format!("/unsubscribe/{secret}");
    shown(&front, state, here, masked(&guest))
}

/// POST /unsubscribe/{secret}
pub(super) async fn stop(
    front: FrontDesk,
    ClientKey(client): ClientKey,
    Path(secret): Path<String>,
) -> Result<Response> {
    let now = front.app.now();
    if let Err(Wait(seconds)) = limits::count(front.app.db.read(), LIMIT, &client, now).await? {
        return Err(AppError::TooMany(seconds));
    }
    let found = store::by_any_secret(front.app.db.read(), &secret).await?;
    let Some(guest) = found else {
        return shown(&front, "gone", String::new(), String::new());
    };
    front
        .app
        .db
        .write(async |txn| {
            let (key, kind) = (&guest.address_key, SuppressionKind::Unsubscribed);
            // Pressed twice, the second press finds it done.
            if suppression::suppress(txn, key, kind, "From a reminder", now).await? {
                let act = Act {
                    action: "unsubscribed",
                    kind: "invitation",
                    id: guest.id.to_string(),
                    summary: "A guest asked for no more reminders".to_owned(),
                    before: None,
                    after: None,
                };
                audit::record(txn, &Actor::named("A guest"), act, now).await?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    shown(&front, "done", String::new(), masked(&guest))
}

/// `a…@fund.example`: enough to know which of one's addresses it is.
fn masked(guest: &invitations::Model) -> String {
    let address = guest.address.as_str();
    let first: String = address.chars().take(1).collect();
    format!("{first}…@{}", guest.address.domain())
}

fn shown(
    front: &FrontDesk,
    state: &'static str,
    here: String,
    address: String,
) -> Result<Response> {
    let title = if state == "gone" {
        "This link does not work"
    } else {
        "Reminders"
    };
    let answer = page(&UnsubscribePage {
        shell: Shell {
            canonical: String::new(),
            ..front.shell(title)
        },
        here,
        address,
        state,
    })?;
    let status = if state == "gone" {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    let mut answer = (status, answer).into_response();
    let noindex = HeaderValue::from_static("noindex");
    answer.headers_mut().insert("x-robots-tag", noindex);
    Ok(answer)
}
