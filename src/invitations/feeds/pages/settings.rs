//! One's own calendar subscriptions. The address of one is shown once, on the answer to the button that
//! makes it: afterwards only its hash is known.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::{
    rules,
    scopes::{self, Scope},
    store,
};
use crate::{
    entities::calendar_feeds,
    ids::CalendarFeedId,
    values::{FeedScope, TimeZone, time_convert::to_timestamp, wall_time},
    web::{
        self, Desk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "invitations/settings.html")]
struct CalendarPage {
    shell: Shell,
    crumbs: Vec<Link>,
    /// Just made: both addresses, for this once.
    addresses: Option<Addresses>,
    feeds: Vec<Feed>,
    scopes: Vec<Choice>,
    errors: FieldErrors,
}

struct Feed {
    id: CalendarFeedId,
    name: String,
    made: String,
    /// When a calendar last read it; empty for never.
    last_read: String,
}

struct Addresses {
    of: String,
    webcal: String,
    https: String,
}

/// GET /settings/calendar
pub(super) async fn show(desk: Desk) -> Result<Response> {
    let offer = scopes::on_offer(desk.db()).await?;
    web::page(&page(&desk, &offer, "all", None).await?)
}

async fn page(
    desk: &Desk,
    offer: &[Scope],
    chosen: &str,
    addresses: Option<Addresses>,
) -> Result<CalendarPage> {
    let feeds = store::of_user(desk.db(), desk.user.id).await?;
    let told = |at: DateTime<Utc>| moment(at, desk.user.time_zone.as_ref());
    let feed = |feed: &calendar_feeds::Model| Feed {
        id: feed.id,
        name: name_of(feed, offer),
        made: told(feed.created_at),
        last_read: feed.last_read_at.map(told).unwrap_or_default(),
    };
    let choice = |scope: &Scope| {
        let code = scope.code();
        let held = code == chosen;
        let label = match scope.scope {
            FeedScope::All => scope.name.clone(),
            FeedScope::City => format!("City: {}", scope.name),
            FeedScope::Initiative => format!("Initiative: {}", scope.name),
        };
        Choice::new(code, label, held)
    };
    Ok(CalendarPage {
        shell: desk.shell("settings", "Calendar subscription"),
        crumbs: vec![Link::new("Settings", "/settings")],
        addresses,
        feeds: feeds.iter().map(feed).collect(),
        scopes: offer.iter().map(choice).collect(),
        errors: FieldErrors::default(),
    })
}

/// A city without convenings is no longer on offer, and its feed is still there.
fn name_of(feed: &calendar_feeds::Model, offer: &[Scope]) -> String {
    let known = offer
        .iter()
        .find(|scope| scope.scope == feed.scope && scope.id == feed.scope_id);
    known.map_or_else(|| feed.scope.label().to_owned(), |scope| scope.name.clone())
}

/// On the reader's clocks, or in UTC where we do not know them.
fn moment(at: DateTime<Utc>, zone: Option<&TimeZone>) -> String {
    match (to_timestamp(at), zone) {
        (Ok(at), Some(zone)) => wall_time::long(at, zone),
        _ => format!("{} UTC", at.format("%a %-d %b %Y, %H:%M")),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MakeForm {
    /// Empty for all convenings.
    scope: String,
}

/// POST /settings/calendar/feed
pub(super) async fn make(desk: Desk, Form(form): Form<MakeForm>) -> Result<Response> {
    let offer = scopes::on_offer(desk.db()).await?;
    let wanted = if form.scope.is_empty() {
        "all"
    } else {
        form.scope.as_str()
    };
    let Some(scope) = offer.iter().find(|scope| scope.code() == wanted) else {
        let mut page = page(&desk, &offer, wanted, None).await?;
        page.errors.add("scope", "Choose one of the list");
        page.shell = page.shell.with_errors();
        return web::page_invalid(&page);
    };
    let now = desk.app.now();
    let token = desk
        .app
        .db
        .write(async |txn| store::make(txn, desk.user.id, scope, &desk.actor(), now).await)
        .await?;
    let https = desk
        .app
        .settings
        .url(&format!("/feeds/{}.ics", token.reveal()));
    let addresses = Addresses {
        of: scope.name.clone(),
        webcal: rules::webcal(&https),
        https,
    };
    web::page(&page(&desk, &offer, wanted, Some(addresses)).await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RevokeForm {
    /// Empty for every one.
    feed: String,
}

/// POST /settings/calendar/feed/revocation
pub(super) async fn revoke(desk: Desk, Form(form): Form<RevokeForm>) -> Result<Response> {
    let now = desk.app.now();
    let one: Option<CalendarFeedId> = match form.feed.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| web::AppError::NotFound)?),
    };
    let ended = desk
        .app
        .db
        .write(async |txn| store::revoke(txn, desk.user.id, one, &desk.actor(), now).await)
        .await?;
    let told = if ended {
        "The subscription is ended. Its address no longer answers."
    } else {
        "There was no subscription to end."
    };
    Ok(web::flash_to("/settings/calendar", told))
}
