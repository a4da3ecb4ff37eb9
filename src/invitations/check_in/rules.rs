//! When the door is open, and what a phone tells us. All pure.

use chrono::{DateTime, TimeDelta, Utc};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{InvitationId, SeatId},
    values::typed::one_line,
};

/// The most taps that one message of a phone holds.
pub(super) const MOST_ACTS: usize = 200;

const LONGEST_NAME: usize = 120;

/// How old a tap may be by its own clock.
const OLDEST: TimeDelta = TimeDelta::days(2);

/// Whether the door is open to those who keep it: from the day before the first day until the day after the last, on the
/// convening's own clocks.
pub(super) fn is_open((first, last): (Date, Date), today: Date) -> bool {
    let (from, to) = (
        first.yesterday().unwrap_or(first),
        last.tomorrow().unwrap_or(last),
    );
    (from..=to).contains(&today)
}

/// A guest as pages name them: an invitation, or a seat that nobody was invited to by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GuestKey {
    Invitation(InvitationId),
    Seat(SeatId),
}

impl std::fmt::Display for GuestKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invitation(id) => write!(f, "i-{id}"),
            Self::Seat(id) => write!(f, "s-{id}"),
        }
    }
}

impl std::str::FromStr for GuestKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_at_checked(2) {
            Some(("i-", id)) => id.parse().map(Self::Invitation).map_err(|_| ()),
            Some(("s-", id)) => id.parse().map(Self::Seat).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

/// One tap as a phone or a form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tap {
    /// Made by the phone. The same key again is the same tap.
    pub(super) key: String,
    /// `arrive`, `walk_in` or `undo`.
    pub(super) act: String,
    pub(super) guest: String,
    pub(super) name: String,
    pub(super) organization: String,
    /// The key of what is taken back.
    pub(super) of: String,
    pub(super) at: String,
}

/// The same, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Arrive {
        key: Uuid,
        guest: GuestKey,
        at: DateTime<Utc>,
    },
    WalkIn {
        key: Uuid,
        name: String,
        organization: String,
        at: DateTime<Utc>,
    },
    Undo {
        of: Uuid,
    },
}

/// What became of a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// The guest is here.
    Here,
    /// Somebody else had noted it; that note stands.
    Already,
    Undone,
    /// No such guest, or no such tap: there is nothing to send again.
    Unknown,
    /// The tap could not be read.
    Refused,
}

impl Tap {
    pub(super) fn read(&self, now: DateTime<Utc>) -> Option<Act> {
        let at = self.moment(now);
        match self.act.as_str() {
            "arrive" => Some(Act::Arrive {
                key: self.key.parse().ok()?,
                guest: self.guest.parse().ok()?,
                at,
            }),
            "walk_in" => Some(Act::WalkIn {
                key: self.key.parse().ok()?,
                name: name(&self.name).ok()?,
                organization: one_line(&self.organization, "the organization", LONGEST_NAME)
                    .ok()?,
                at,
            }),
            "undo" => Some(Act::Undo {
                of: self.of.parse().ok()?,
            }),
            _ => None,
        }
    }

    /// When it was tapped, by the phone's clock; now, where that says a time nobody tapped at.
    fn moment(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let said: Option<DateTime<Utc>> = self.at.parse().ok();
        said.filter(|at| (now - OLDEST..=now).contains(at))
            .and_then(|at| DateTime::from_timestamp_millis(at.timestamp_millis()))
            .unwrap_or(now)
    }
}

/// The name of somebody who walked in.
pub(super) fn name(typed: &str) -> Result<String, String> {
    let name = one_line(typed, "the name", LONGEST_NAME)?;
    if name.is_empty() {
        return Err("Type the name of who came".to_owned());
    }
    Ok(name)
}

/// "12 of 30 are here, and 2 walked in", or after the end "12 of 30 came, 18 did not, and 2 walked in".
pub(super) fn sentence(here: u64, expected: u64, walk_ins: u64, over: bool) -> String {
    let walked = match walk_ins {
        0 => String::new(),
        1 => ", and 1 walked in".to_owned(),
        many => format!(", and {many} walked in"),
    };
    if over {
        let not = expected.saturating_sub(here);
        return format!("{here} of {expected} came, {not} did not{walked}");
    }
    let verb = if here == 1 { "is" } else { "are" };
    format!("{here} of {expected} {verb} here{walked}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_door_is_open_from_the_day_before_to_the_day_after() {
        let days = (date(2027, 3, 18), date(2027, 3, 19));
        let open = |day: i8| is_open(days, date(2027, 3, day));
        assert_eq!(
            [16, 17, 18, 19, 20, 21].map(open),
            [false, true, true, true, true, false]
        );
    }

    #[test]
    fn taps_are_read_or_refused() {
        let now: DateTime<Utc> = "2027-03-18T16:40:00Z".parse().unwrap();
        let key = "0190c0de-0000-7000-8000-000000000001";
        let tap = |act: &str, guest: &str, at: &str| Tap {
            key: key.to_owned(),
            act: act.to_owned(),
            guest: guest.to_owned(),
            at: at.to_owned(),
            ..Tap::default()
        };
        let guest = format!("i-{key}");
        let read = |at: &str| match tap("arrive", &guest, at).read(now) {
            Some(Act::Arrive { at, .. }) => at,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            read("2027-03-18T16:31:00.123456Z").to_rfc3339(),
            "2027-03-18T16:31:00.123+00:00"
        );
        for nonsense in ["", "noon", "2027-03-18T16:41:00Z", "2020-01-01T00:00:00Z"] {
            assert_eq!(read(nonsense), now);
        }
        assert_eq!(tap("arrive", "i-nobody", "").read(now), None);
        assert_eq!(tap("arrive", "é", "").read(now), None);
        assert_eq!(tap("leave", &guest, "").read(now), None);
        assert_eq!(tap("walk_in", "", "").read(now), None);
        assert_eq!(tap("undo", "", "").read(now), None);
        assert_eq!(guest.parse::<GuestKey>().unwrap().to_string(), guest);
    }

    #[test]
    fn numbers_are_said() {
        assert_eq!(sentence(1, 30, 0, false), "1 of 30 is here");
        assert_eq!(
            sentence(12, 30, 2, false),
            "12 of 30 are here, and 2 walked in"
        );
        assert_eq!(
            sentence(12, 30, 1, true),
            "12 of 30 came, 18 did not, and 1 walked in"
        );
    }
}
