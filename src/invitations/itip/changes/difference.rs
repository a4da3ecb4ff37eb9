//! How what a guest holds differs from the convening.

use super::{Meeting, Seen};

/// How a guest's entry differs from the convening, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Another time on the wall, or the wall of another zone.
    Time,
    /// The same time on the wall is another instant: the zone's law has changed.
    Clocks,
    Firmness,
    Place,
    /// Moved and moved back before anybody was told: replies to what they hold would count as stale.
    MovedBack,
    Words,
    None,
}

impl Change {
    pub(super) fn between(seen: &Seen, now: &Meeting) -> Self {
        let moved = (seen.starts_at, seen.ends_at) != (now.starts_at, now.ends_at);
        let Some(told) = &seen.told else {
            return if moved { Self::Time } else { Self::Words };
        };
        let current = now.told();
        if told.other_time(&current) {
            Self::Time
        } else if moved {
            Self::Clocks
        } else if told.entry != current.entry {
            Self::Firmness
        } else if told.other_place(&current) {
            Self::Place
        } else if now.rescheduled > seen.sequence {
            Self::MovedBack
        } else if told.other_words(&current) {
            Self::Words
        } else {
            Self::None
        }
    }
}
