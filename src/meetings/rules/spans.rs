//! When somebody is away: from when to when, so that it stays the same when rounds become others.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};

use super::Round;

/// A stretch of absence. One that was kept without an end is a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub starts: Timestamp,
    pub ends: Timestamp,
}

impl Span {
    /// Whether somebody who is away then misses any of a round.
    #[must_use]
    pub fn meets(&self, round: &Round) -> bool {
        round.holds(self.starts) || (self.starts < round.ends && round.starts < self.ends)
    }

    /// The same, so much later; nothing where that is past all clocks.
    #[must_use]
    pub fn moved(&self, by: SignedDuration) -> Option<Self> {
        Some(Self {
            starts: self.starts.checked_add(by).ok()?,
            ends: self.ends.checked_add(by).ok()?,
        })
    }
}

impl From<&Round> for Span {
    fn from(round: &Round) -> Self {
        Self {
            starts: round.starts,
            ends: round.ends,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.starts, self.ends)
    }
}

impl FromStr for Span {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (starts, ends) = text.split_once('/').unwrap_or((text, text));
        Ok(Self {
            starts: starts.parse()?,
            ends: ends.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_is_the_same_in_other_rounds() {
        let at = |text: &str| -> Timestamp { format!("2027-03-18T{text}:00Z").parse().unwrap() };
        let round = |starts, ends| Round {
            starts: at(starts),
            ends: at(ends),
        };
        let away = Span::from(&round("10:00", "10:20"));
        assert_eq!(away.to_string().parse::<Span>().unwrap(), away);
        assert!(away.meets(&round("10:10", "10:20")) && away.meets(&round("09:55", "10:05")));
        assert!(!away.meets(&round("10:20", "10:30")) && !away.meets(&round("09:40", "10:00")));
        let moment: Span = "2027-03-18T10:00:00Z".parse().unwrap();
        assert!(moment.meets(&round("10:00", "10:20")) && !moment.meets(&round("09:40", "10:00")));
        let later = away.moved(SignedDuration::from_mins(30)).unwrap();
        assert_eq!(later, Span::from(&round("10:30", "10:50")));
    }
}
