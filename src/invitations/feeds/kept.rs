//! A feed's text, made once for as long as nothing behind it has changed: thousands of calendars ask every hour, and
//! nearly all of them have the newest one.

use std::{io::Write as _, sync::Arc};

use chrono::Timelike as _;
use flate2::{Compression, write::GzEncoder};

use super::rules;
use crate::{
    convenings::{self, OnCalendars},
    db::{Large, Topic},
    ids::ConveningId,
    invitations::{
        calendar::{self, CalendarEvent, FeedInfo, ProdId},
        events,
    },
    values::PlaceId,
    web::AppState,
};

/// The text of a feed, the same compressed, and its name for "have you a newer one".
pub(in crate::invitations) struct Kept {
    text: String,
    gzip: Vec<u8>,
    etag: String,
}

impl Kept {
    pub(in crate::invitations) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn gzip(&self) -> &[u8] {
        &self.gzip
    }

    pub(super) fn etag(&self) -> &str {
        &self.etag
    }

    pub(super) fn of(name: &str, events: &[CalendarEvent]) -> anyhow::Result<Self> {
        let info = FeedInfo {
            name: name.to_owned(),
            prod_id: ProdId::default(),
        };
        let text = calendar::feed(&info, events)?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(text.as_bytes())?;
        Ok(Self {
            etag: rules::etag(&text),
            gzip: packed.finish()?,
            text,
        })
    }
}

impl Large for Kept {
    fn bytes(&self) -> usize {
        self.text.len() + self.gzip.len()
    }
}

/// What a staff feed shows.
#[derive(Clone, Debug)]
pub(super) enum Shows {
    All,
    City(PlaceId),
    /// The convenings of an initiative's goals.
    Initiative(Vec<ConveningId>),
}

impl Shows {
    /// What tells one feed from another, and one membership of an initiative from another.
    fn key(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::City(place) => format!("city {place}"),
            Self::Initiative(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                rules::etag(&ids.concat())
            }
        }
    }

    fn wanted(&self) -> OnCalendars {
        match self {
            Self::All => OnCalendars::All,
            Self::City(place) => OnCalendars::City(place.clone()),
            Self::Initiative(ids) => OnCalendars::These(ids.clone()),
        }
    }
}

/// The feed of all convenings.
pub(in crate::invitations) async fn of_all(app: &AppState) -> anyhow::Result<Arc<Kept>> {
    kept(app, &Shows::All, "Roundtable convenings").await
}

/// A feed as it is now: as kept, unless a convening, a seat or a city's name has changed since, or an hour has passed in
/// which something may have grown old.
pub(super) async fn kept(app: &AppState, shows: &Shows, name: &str) -> anyhow::Result<Arc<Kept>> {
    let now = app.now();
    let [asks, funders] = app.db.revisions([Topic::Asks, Topic::Funders]).await?;
    let hour = (now.date_naive(), now.hour());
    let revision = format!("{asks} {funders} {hour:?} {name}");
    let key = format!("feed {}", shows.key());
    app.db
        .kept_large(&key, &revision, async || render(app, shows, name).await)
        .await
}

async fn render(app: &AppState, shows: &Shows, name: &str) -> anyhow::Result<Kept> {
    let found = convenings::on_calendars(app.db.read(), &shows.wanted(), app.now()).await?;
    let (settings, name) = (Arc::clone(&app.settings), name.to_owned());
    // Thousands of events take a while: not on a thread that answers others.
    let made = tokio::task::spawn_blocking(move || {
        let event = |of: &convenings::ForCalendar| {
            let page = settings.url(&format!("/convenings/{}", of.convening.row.id));
            events::event(of, page)
        };
        let events: Vec<CalendarEvent> = found.iter().map(event).collect::<Result<_, _>>()?;
        Kept::of(&name, &events)
    });
    made.await?
}

/// The feed of a guest: few events, made anew each time, without the page that only staff can open.
pub(super) async fn of_guest(app: &AppState, invited: Vec<ConveningId>) -> anyhow::Result<Kept> {
    let wanted = OnCalendars::These(invited);
    let shown = convenings::on_calendars(app.db.read(), &wanted, app.now()).await?;
    let events: Vec<CalendarEvent> = shown
        .iter()
        .map(events::for_guests)
        .collect::<Result<_, _>>()?;
    Kept::of("Meetings I am invited to", &events)
}
