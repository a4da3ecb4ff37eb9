//! The page behind the personal link in a mail: what the meeting is, and the guest's answer. Opening it changes nothing,
//! because programs that scan mail open every link; only its buttons do.

mod asked;
mod calendar;
mod facts;
mod send;
mod show;

use askama::Template;
use axum::{
    Router,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::{
    auth::limits::{self, Limit},
    entities::invitations,
    invitations::{
        answering::{self, rules::Door},
        ledger,
        sending::Meeting,
    },
    values::{InvitationState, TimeZone},
    web::{self, AppError, AppState, ClientKey, FrontDesk, Result, Shell, address},
};

/// How often one visitor may press a button on these pages: an office of many guests shares an address.
const PER_VISITOR: Limit = Limit {
    what: "guest_answer",
    tries: 120,
    window: TimeDelta::hours(1),
};

pub(super) fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/i/handed-over", get(send::handed_over))
        .route("/i/{secret}", get(show::show).post(send::answer))
        .route("/i/{secret}/somebody-else", post(send::somebody_else))
        .route("/i/{secret}/another-time", post(send::another_time))
        .route("/i/{secret}/calendar.ics", get(calendar::download))
}

/// What the address carries besides the secret.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// On whose clocks the time is shown.
    zone: String,
}

/// A guest at their page.
struct AtPage {
    guest: invitations::Model,
    meeting: Meeting,
    secret: String,
    /// On whose clocks the time is shown.
    zone: TimeZone,
    /// The address of the page, with the zone that was chosen.
    here: String,
}

impl AtPage {
    /// Whether the guest may still answer.
    fn door(&self, now: DateTime<Utc>) -> Door {
        let settings = self.meeting.settings.as_ref();
        answering::door_of(&self.guest, &self.meeting.of.convening, settings, now)
    }
}

/// What a link opens.
enum Opened {
    At(Box<AtPage>),
    /// The page that says that it opens nothing.
    Gone(Response),
}

/// Follows a link. One that never was, was revoked or whose guest is no longer invited is answered with the same words.
async fn open(front: &FrontDesk, secret: &str, wanted: &Wanted) -> Result<Opened> {
    let db = front.app.db.read();
    let Some(guest) = ledger::by_secret(db, secret).await? else {
        return Ok(Opened::Gone(gone(front, StatusCode::NOT_FOUND)?));
    };
    if guest.state == InvitationState::Removed {
        return Ok(Opened::Gone(gone(front, StatusCode::GONE)?));
    }
    let Some(meeting) = Meeting::load(db, guest.convening_id).await? else {
        return Ok(Opened::Gone(gone(front, StatusCode::GONE)?));
    };
    let chosen = wanted.zone.parse::<TimeZone>().ok();
    let path = format!("/i/{secret}");
    Ok(Opened::At(Box::new(AtPage {
        here: match &chosen {
            Some(zone) => address(&path, &[("zone", zone.name())]),
            None => path,
        },
        zone: chosen.unwrap_or_else(|| meeting.zone_of(&guest)),
        secret: secret.to_owned(),
        guest,
        meeting,
    })))
}

#[derive(Template)]
#[template(path = "invitations/gone.html")]
struct GonePage {
    shell: Shell,
}

fn gone(front: &FrontDesk, status: StatusCode) -> Result<Response> {
    let mut shown = web::page(&GonePage {
        shell: private(front, "This link does not work any more"),
    })?;
    *shown.status_mut() = status;
    Ok(unlisted(shown))
}

/// A page whose own address is a secret, and so is not written into it.
fn private(front: &FrontDesk, title: &str) -> Shell {
    Shell {
        canonical: String::new(),
        ..front.shell(title)
    }
}

/// Kept by no cache and listed by no search engine. What other sites are told of the address is nothing, as everywhere
/// here (`Referrer-Policy: same-origin`); "no-referrer" would also hide the origin that forms are checked by.
fn unlisted(answer: Response) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "private, no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ];
    let mut answer = answer.into_response();
    for (name, value) in headers {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Counts a press of a button, before anything is looked up.
async fn count(front: &FrontDesk, visitor: &ClientKey) -> Result<()> {
    let now = front.app.now();
    let counted = limits::count(front.app.db.read(), PER_VISITOR, &visitor.0, now).await?;
    counted.map_err(|wait| AppError::TooMany(wait.0))
}
