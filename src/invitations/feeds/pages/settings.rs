//! One's own calendar subscription. Its address is shown once, on the answer to the button that
//! makes it: afterwards only its hash is known.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};

use crate::{
    invitations::{rules, store},
    values::{TimeZone, time_convert::to_timestamp, wall_time},
    web::{self, Desk, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "invitations/settings.html")]
struct CalendarPage {
    shell: Shell,
    crumbs: Vec<Link>,
    /// Just made: both addresses, for this once.
    addresses: Option<Addresses>,
    /// When the subscription was made; empty where there is none.
    made: String,
    /// When a calendar last read it; empty for never.
    last_read: String,
}

struct Addresses {
    webcal: String,
    https: String,
}

/// GET /settings/calendar
pub(super) async fn show(desk: Desk) -> Result<Response> {
    web::page(&page(&desk, None).await?)
}

async fn page(desk: &Desk, addresses: Option<Addresses>) -> Result<CalendarPage> {
    let feed = store::of_user(desk.db(), desk.user.id).await?;
    let told = |at: DateTime<Utc>| moment(at, desk.user.time_zone.as_ref());
    Ok(CalendarPage {
        shell: desk.shell("settings", "Calendar subscription"),
        crumbs: vec![Link::new("Settings", "/settings")],
        addresses,
        made: feed
            .as_ref()
            .map(|feed| told(feed.created_at))
            .unwrap_or_default(),
        last_read: feed
            .and_then(|feed| feed.last_read_at)
            .map(told)
            .unwrap_or_default(),
    })
}

/// On the reader's clocks, or in UTC where we do not know them.
fn moment(at: DateTime<Utc>, zone: Option<&TimeZone>) -> String {
    match (to_timestamp(at), zone) {
        (Ok(at), Some(zone)) => wall_time::long(at, zone),
        _ => format!("{} UTC", at.format("%a %-d %b %Y, %H:%M")),
    }
}

/// POST /settings/calendar/feed
pub(super) async fn make(desk: Desk) -> Result<Response> {
    let now = desk.app.now();
    let token = desk
        .app
        .db
        .write(async |txn| store::make(txn, desk.user.id, &desk.actor(), now).await)
        .await?;
    let https = desk
        .app
        .settings
        .url(&format!("/feeds/{}.ics", token.reveal()));
    let addresses = Addresses {
        webcal: rules::webcal(&https),
        https,
    };
    web::page(&page(&desk, Some(addresses)).await?)
}

/// POST /settings/calendar/feed/revocation
pub(super) async fn revoke(desk: Desk) -> Result<Response> {
    let now = desk.app.now();
    let ended = desk
        .app
        .db
        .write(async |txn| store::revoke(txn, desk.user.id, &desk.actor(), now).await)
        .await?;
    let told = if ended {
        "The subscription is ended. Its address no longer answers."
    } else {
        "There was no subscription to end."
    };
    Ok(web::flash_to("/settings/calendar", told))
}
