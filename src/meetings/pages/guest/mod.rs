//! The page behind the personal link: wishes while they are collected, the day once it is planned. Opening it changes
//! nothing, because programs that scan mail open every link; only its button does. What the other side wishes is never on
//! it.

mod save;
mod show;

use askama::Template;
use axum::{
    Router,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use chrono::TimeDelta;

use crate::{
    auth::limits::{self, Limit},
    convenings::{self, Convening},
    entities::{meeting_parties, meeting_people},
    meetings::store::{self, Gathered},
    web::{self, AppError, AppState, ClientKey, FrontDesk, Result, Shell},
};

/// How often one visitor may press a button on these pages: an office of many guests shares an address.
const PER_VISITOR: Limit = Limit {
    what: "meeting_wishes",
    tries: 120,
    window: TimeDelta::hours(1),
};

/// How long after the convening a link opens the page.
const OPENS_FOR: TimeDelta = TimeDelta::days(60);

/// For anybody who has a link.
pub fn public_routes() -> Router<AppState> {
    Router::new()
        .route("/wishes/{secret}", get(show::show).post(save::save))
        .route("/wishes/{secret}/calendar.ics", get(show::calendar))
}

/// Somebody at their page.
struct AtPage {
    convening: Convening,
    of: Gathered,
    person: meeting_people::Model,
    party: meeting_parties::Model,
}

/// What a link opens.
enum Opened {
    At(Box<AtPage>),
    /// The page that says that it opens nothing.
    Gone(Response),
}

/// Follows a link. One that never was, was revoked, or whose holder does not take part is answered with the same words.
async fn open(front: &FrontDesk, secret: &str) -> Result<Opened> {
    let db = front.app.db.read();
    let Some(person) = store::by_secret(db, secret).await? else {
        return Ok(Opened::Gone(gone(front, StatusCode::NOT_FOUND)?));
    };
    let room = store::by_id(db, person.room_id).await?;
    let comes = person.gone_at.is_none() && store::still_holds(db, &person).await?;
    let Some(room) = room.filter(|_| comes) else {
        return Ok(Opened::Gone(gone(front, StatusCode::GONE)?));
    };
    let convening = convenings::by_id(db, room.convening_id).await?;
    let of = store::gathered(db, room).await?;
    let party = person.party_id.and_then(|id| of.party(id)).cloned();
    let known = convening.zip(party.filter(|party| party.withdrawn_at.is_none()));
    let known = known.filter(|(convening, _)| front.app.now() < convening.row.ends_at + OPENS_FOR);
    let Some((convening, party)) = known else {
        return Ok(Opened::Gone(gone(front, StatusCode::GONE)?));
    };
    Ok(Opened::At(Box::new(AtPage {
        convening,
        of,
        person,
        party,
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

/// Kept by no cache and listed by no search engine.
fn unlisted(mut answer: Response) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "private, no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ];
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
