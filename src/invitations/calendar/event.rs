//! What a calendar file says, before it is written.
//!
//! Plain facts, handed in by whoever knows them; nothing here reads a clock or a database, so the
//! same facts always give the same bytes (feeds need that for their `ETag`).

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::clean;
use crate::values::TimeZone;
use crate::values::wall_time::{Resolved, resolve};

/// One meeting as a calendar sees it. The UID is for life; SEQUENCE never goes down.
#[derive(Debug, Clone)]
pub struct CalendarEvent {
    /// `<uuid>@our-domain`, the same in mail, download and feed.
    pub uid: String,
    /// One more for each change of time, place or status.
    pub sequence: u32,
    /// When these facts last changed for the reader; must move forward with every change.
    pub dtstamp: Timestamp,
    pub last_modified: Timestamp,
    pub start_utc: Timestamp,
    pub end_utc: Timestamp,
    /// What the convener chose, on the clocks of `zone`.
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub zone: TimeZone,
    pub summary: String,
    pub description: String,
    /// Where people meet; with none, the online link takes its place.
    pub location: Option<String>,
    /// The page of the convening.
    pub url: Option<String>,
    pub online_link: Option<String>,
    pub status: EventStatus,
}

/// How firm a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    Tentative,
    Confirmed,
    Cancelled,
}

/// Who wrote the file (PRODID).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProdId(String);

/// What a subscription says about itself.
#[derive(Debug, Clone)]
pub struct FeedInfo {
    /// Shown in the subscriber's list of calendars.
    pub name: String,
    pub prod_id: ProdId,
}

impl CalendarEvent {
    /// Whether every reader gets the stored instants from the local times: each exists once, agrees
    /// with the stored instant, and no clock change lies between. Readers differ about all the rest.
    pub(super) fn is_plain_locally(&self) -> bool {
        let once = |local, instant| matches!(resolve(local, &self.zone), Ok(Resolved::Once(found)) if found == instant);
        let offset = |instant| self.zone.rules().to_offset(instant);
        once(self.local_start, self.start_utc)
            && once(self.local_end, self.end_utc)
            && offset(self.start_utc) == offset(self.end_utc)
    }
}

impl ProdId {
    /// An identifier in the customary form, e.g. `-//Roundtable//Roundtable 1.2//EN`.
    #[must_use]
    pub fn new(identifier: &str) -> Self {
        ProdId(clean::line(identifier))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ProdId {
    fn default() -> Self {
        ProdId::new(concat!(
            "-//Roundtable//Roundtable ",
            env!("CARGO_PKG_VERSION"),
            "//EN"
        ))
    }
}
