//! The page behind a personal link to a poll, and the same answers written down by staff. Opening it changes nothing, because
//! programs that scan mail open every link; only its buttons do.

mod answer;
mod at;
mod calendar;
mod calendar_form;
mod hours;
mod show;
mod staff;
mod stop;
mod times;

use askama::Template;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
    routing::{get, post},
};
use chrono::TimeDelta;
use serde::Deserialize;

use at::AtPoll;

use crate::{
    auth::limits::{self, Limit, Nearby},
    ids::PollPersonId,
    scheduling::polls::{asking::store::by_secret, guest::calendar::LARGEST},
    values::PollPersonState,
    web::{self, AppError, AppState, ClientKey, FrontDesk, Result, Shell},
};

/// How often one visitor may press a button on these pages; an office shares an address.
const PER_VISITOR: Limit = Limit {
    what: "poll_answer",
    tries: 2_000,
    window: TimeDelta::hours(1),
};

/// How often one person may answer: each answer is saved as it is given.
const PER_PERSON: Limit = Limit {
    what: "poll_person",
    tries: 1_000,
    window: TimeDelta::hours(1),
};

/// How often one visitor may have a calendar looked into: each time another server is asked, or a large file read.
const CALENDARS: Limit = Limit {
    what: "poll_calendar",
    tries: 20,
    window: TimeDelta::hours(1),
};
/// Most bytes of that form: the file and what is around it.
const LARGEST_UPLOAD: usize = LARGEST + 64 * 1024;

pub(in crate::scheduling::polls) fn public_routes() -> Router<AppState> {
    let calendar = Router::new()
        .route("/polls/{secret}/calendar", post(calendar::look))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD));
    Router::new()
        .merge(calendar)
        .route("/polls/{secret}/calendar/removal", post(calendar::forget))
        .route("/polls/{secret}", get(show::show).post(answer::answer))
        .route("/polls/{secret}/votes", post(answer::vote))
        .route("/polls/{secret}/stop", get(stop::ask).post(stop::stop))
}

/// For people who are signed in; only editors write.
pub(in crate::scheduling::polls) fn staff_routes() -> Router<AppState> {
    Router::new()
        .route(
            "/convenings/{id}/dates/people/{person}",
            get(staff::show).post(staff::record),
        )
        .route(
            "/convenings/{id}/dates/people/{person}/link",
            post(staff::new_link),
        )
        .route(
            "/convenings/{id}/dates/people/{person}/link/removal",
            post(staff::end_links),
        )
}

/// What the address carries besides the secret.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// On whose clocks times are shown.
    zone: String,
}

/// What a link opens.
enum Opened {
    At(Box<AtPoll>),
    /// The page that says that it opens nothing.
    Gone(Response),
}

/// Follows a link. One that never was, was revoked or whose holder is no longer asked is answered with the same words.
async fn open(front: &FrontDesk, secret: &str, wanted: &Wanted) -> Result<Opened> {
    let person = by_secret(front.app.db.read(), secret).await?;
    let Some(person) = person else {
        return Ok(Opened::Gone(gone(front, StatusCode::NOT_FOUND)?));
    };
    if person.state == PollPersonState::Removed {
        return Ok(Opened::Gone(gone(front, StatusCode::GONE)?));
    }
    Ok(match AtPoll::load(&front.app.db, person, wanted).await? {
        Some(at) => Opened::At(Box::new(at)),
        None => Opened::Gone(gone(front, StatusCode::GONE)?),
    })
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

/// Counts an answer of somebody whose link opened: by the person, for an office shares an address.
fn count_person(front: &FrontDesk, person: PollPersonId) -> Result<()> {
    let nearby = front.app.db.held::<Nearby>();
    let counted = nearby.count(PER_PERSON, &person.to_string(), front.app.now());
    counted.map_err(|wait| AppError::TooMany(wait.0))
}

/// Counts a press of a button, before anything is looked up.
async fn count(front: &FrontDesk, visitor: &ClientKey) -> Result<()> {
    within(front, visitor, PER_VISITOR).await
}

async fn within(front: &FrontDesk, visitor: &ClientKey, limit: Limit) -> Result<()> {
    let now = front.app.now();
    let counted = limits::count(front.app.db.read(), limit, &visitor.0, now).await?;
    counted.map_err(|wait| AppError::TooMany(wait.0))
}
