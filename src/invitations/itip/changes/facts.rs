//! What a mail told a guest, in a few letters: enough to see later which kind of thing has changed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use jiff::civil::DateTime as Local;
use sha2::{Digest, Sha256};

use crate::{convenings::rules::Firmness, values::TimeZone};

/// A convening as a guest is told of it now.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// SEQUENCE as it stands.
    pub sequence: i32,
    /// SEQUENCE of the last change of time; answers to an earlier one no longer count.
    pub rescheduled: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The same on the clocks of the zone, as somebody chose them.
    pub local_start: Local,
    pub local_end: Local,
    pub zone: TimeZone,
    pub firmness: Firmness,
    /// Whether people meet online alone.
    pub online: bool,
    /// Format, city and venue: whatever makes people travel otherwise.
    pub place: String,
    /// Title, description and links: what is mended without asking anybody.
    pub words: String,
    /// Whether anybody has been invited yet.
    pub begun: bool,
}

/// How firm the entry in a guest's calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Tentative,
    Confirmed,
    /// Taken out: the convening was cancelled.
    Cancelled,
    /// Taken out: the seat is no longer theirs.
    SeatGone,
}

/// What a guest was told last, as `seen_facts` keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub entry: Entry,
    wall: String,
    place: String,
    words: String,
}

impl Meeting {
    /// What a mail about it tells.
    #[must_use]
    pub fn told(&self) -> Told {
        let wall = format!(
            "{}/{}/{}",
            self.local_start,
            self.local_end,
            self.zone.name()
        );
        Told {
            entry: match self.firmness {
                Firmness::Tentative => Entry::Tentative,
                Firmness::Confirmed => Entry::Confirmed,
                Firmness::Undated | Firmness::Cancelled => Entry::Cancelled,
            },
            wall: short(&wall),
            place: short(&self.place),
            words: short(&self.words),
        }
    }

    /// What is told to a guest whose seat is gone, while the convening goes on.
    #[must_use]
    pub fn told_to_removed(&self) -> Told {
        Told {
            entry: Entry::SeatGone,
            ..self.told()
        }
    }
}

impl Told {
    /// For the column; [`Told::read`] is the way back.
    #[must_use]
    pub fn digest(&self) -> String {
        let entry = match self.entry {
            Entry::Tentative => "tentative",
            Entry::Confirmed => "confirmed",
            Entry::Cancelled => "cancelled",
            Entry::SeatGone => "seat_gone",
        };
        format!("{entry}.{}.{}.{}", self.wall, self.place, self.words)
    }

    #[must_use]
    pub fn read(digest: &str) -> Option<Self> {
        let parts: Vec<&str> = digest.split('.').collect();
        let [entry, wall, place, words] = parts.as_slice() else {
            return None;
        };
        Some(Self {
            entry: match *entry {
                "tentative" => Entry::Tentative,
                "confirmed" => Entry::Confirmed,
                "cancelled" => Entry::Cancelled,
                "seat_gone" => Entry::SeatGone,
                _ => return None,
            },
            wall: (*wall).to_owned(),
            place: (*place).to_owned(),
            words: (*words).to_owned(),
        })
    }

    /// Whether the clocks on the wall show another time, or those of another zone.
    #[must_use]
    pub fn other_time(&self, now: &Self) -> bool {
        self.wall != now.wall
    }

    #[must_use]
    pub fn other_place(&self, now: &Self) -> bool {
        self.place != now.place
    }

    #[must_use]
    pub fn other_words(&self, now: &Self) -> bool {
        self.words != now.words
    }
}

/// A few letters that stand for a text.
fn short(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(text.as_bytes())[..12])
}
