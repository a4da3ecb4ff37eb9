//! Leaving reminders, from the link in one. Opening it changes nothing; only the button does, and the one press of a mail
//! program (RFC 8058), which posts without a page. It works although the link opens nothing any more.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{count, private, unlisted};
use crate::{
    audit::{self, Act, Actor},
    entities::poll_people,
    mail::suppression,
    scheduling::polls::asking::store::by_any_secret,
    values::SuppressionKind,
    web::{AppError, ClientKey, FrontDesk, Result, Shell, page},
};

#[derive(Template)]
#[template(path = "invitations/reminders/unsubscribe.html")]
struct StopPage {
    shell: Shell,
    here: String,
    /// The address, so far as whoever has the link may know it.
    address: String,
    /// What stands: "ask", "done" or "gone".
    state: &'static str,
}

/// GET /polls/{secret}/stop
pub(super) async fn ask(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let db = front.app.db.read();
    let Some(person) = by_any_secret(db, &secret).await? else {
        return shown(&front, "gone", &secret, None);
    };
    let held = suppression::is_suppressed(db, &person.address_key).await?;
    let state = if held.is_some() { "done" } else { "ask" };
    shown(&front, state, &secret, Some(&person))
}

/// POST /polls/{secret}/stop
pub(super) async fn stop(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let Some(person) = by_any_secret(front.app.db.read(), &secret).await? else {
        return shown(&front, "gone", &secret, None);
    };
    let now = front.app.now();
    front
        .app
        .db
        .write(async |txn| {
            let (key, kind) = (&person.address_key, SuppressionKind::Unsubscribed);
            if suppression::suppress(txn, key, kind, "From a reminder", now).await? {
                let act = Act {
                    action: "unsubscribed",
                    kind: "poll_person",
                    id: person.id.to_string(),
                    summary: "Somebody asked by a date poll wants no more reminders".to_owned(),
                    before: None,
                    after: None,
                };
                audit::record(txn, &Actor::named("A guest"), act, now).await?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    shown(&front, "done", &secret, Some(&person))
}

fn shown(
    front: &FrontDesk,
    state: &'static str,
    secret: &str,
    person: Option<&poll_people::Model>,
) -> Result<Response> {
    // `a…@fund.example`: enough to know which of one's addresses it is.
    let masked = |person: &poll_people::Model| {
        let first: String = person.address.as_str().chars().take(1).collect();
        format!("{first}…@{}", person.address.domain())
    };
    let answer = page(&StopPage {
        shell: private(front, "Reminders"),
        here: format!("/polls/{secret}/stop"),
        address: person.map(masked).unwrap_or_default(),
        state,
    })?;
    let status = if state == "gone" {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    Ok(unlisted((status, answer).into_response()))
}
