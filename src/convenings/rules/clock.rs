//! What a newer time-zone database does to a meeting: the time on the clock may mean another moment (`calendar.md` O13).

use chrono::{DateTime, Utc};
use jiff::Timestamp;

use super::When;
use crate::values::{
    time_convert::to_timestamp,
    wall_time::{Fold, Resolved, resolve},
};

/// What the rules of its zone say of a meeting's times today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// The same moments as stored.
    Same,
    /// Other moments.
    Moved { starts: Timestamp, ends: Timestamp },
    /// A time on the clock that is skipped now, or comes twice.
    Unclear,
}

/// Looks at the times on the clock with the rules this program carries.
#[must_use]
pub fn clocks_today(when: &When) -> Clocks {
    let read = |local, fold| {
        let resolved = resolve(local, &when.zone).ok()?;
        resolved.instant(fold)
    };
    let starts = read(when.local_start, when.start_fold);
    let ends = read(when.local_end, when.end_fold);
    let (Some(starts), Some(ends)) = (starts, ends) else {
        return Clocks::Unclear;
    };
    if (starts, ends) == (when.starts, when.ends) {
        return Clocks::Same;
    }
    if ends <= starts {
        return Clocks::Unclear;
    }
    Clocks::Moved { starts, ends }
}

/// The same moments, as the clocks of the zone show them today.
#[must_use]
pub fn keep_moments(when: &When) -> When {
    let shown = |instant: Timestamp| {
        let local = when.zone.jiff().to_datetime(instant);
        let fold = match resolve(local, &when.zone) {
            Ok(Resolved::Twice { earlier, .. }) if earlier.instant == instant => {
                Some(Fold::Earlier)
            }
            Ok(Resolved::Twice { .. }) => Some(Fold::Later),
            _ => None,
        };
        (local, fold)
    };
    let (local_start, start_fold) = shown(when.starts);
    let (local_end, end_fold) = shown(when.ends);
    When {
        local_start,
        local_end,
        start_fold,
        end_fold,
        ..when.clone()
    }
}

/// "Vancouver changed its clocks: 09:00 is now 16:00Z, was 17:00Z".
#[must_use]
pub fn clock_change_words(when: &When, now: Option<DateTime<Utc>>) -> String {
    let utc = |instant: Timestamp| instant.strftime("%H:%MZ").to_string();
    let (city, local) = (when.zone.city(), when.local_start.strftime("%H:%M"));
    match now.and_then(|now| to_timestamp(now).ok()) {
        Some(now) if now != when.starts => format!(
            "{city} changed its clocks: {local} is now {}, was {}",
            utc(now),
            utc(when.starts)
        ),
        Some(_) => {
            let end = when.local_end.strftime("%H:%M");
            format!("{city} changed its clocks: the end at {end} is another moment now")
        }
        None => format!(
            "{city} changed its clocks: a time of this meeting is skipped on that day, or comes twice"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vancouver(starts: &str) -> When {
        When {
            zone: "America/Vancouver".parse().unwrap(),
            local_start: "2026-12-15T09:00".parse().unwrap(),
            local_end: "2026-12-15T11:00".parse().unwrap(),
            start_fold: None,
            end_fold: None,
            starts: starts.parse().unwrap(),
            ends: "2026-12-15T19:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn vancouver_has_moved_since_2025() {
        let when = vancouver("2026-12-15T17:00:00Z");
        let Clocks::Moved { starts, ends } = clocks_today(&when) else {
            panic!("the bundled database knows")
        };
        assert_eq!(starts.to_string(), "2026-12-15T16:00:00Z");
        assert_eq!(ends.to_string(), "2026-12-15T18:00:00Z");
        let now = "2026-12-15T16:00:00Z".parse().unwrap();
        assert_eq!(
            clock_change_words(&when, Some(now)),
            "Vancouver changed its clocks: 09:00 is now 16:00Z, was 17:00Z"
        );
    }

    #[test]
    fn keeping_the_moments_changes_the_clock_and_then_nothing_has_moved() {
        let kept = keep_moments(&vancouver("2026-12-15T17:00:00Z"));
        assert_eq!(kept.local_start.to_string(), "2026-12-15T10:00:00");
        assert_eq!(kept.local_end.to_string(), "2026-12-15T12:00:00");
        assert_eq!(clocks_today(&kept), Clocks::Same);
    }

    #[test]
    fn what_is_as_stored_is_the_same_and_a_skipped_time_is_unclear() {
        let sound = When {
            starts: "2026-12-15T16:00:00Z".parse().unwrap(),
            ends: "2026-12-15T18:00:00Z".parse().unwrap(),
            ..vancouver("2026-12-15T16:00:00Z")
        };
        assert_eq!(clocks_today(&sound), Clocks::Same);
        let skipped = When {
            zone: "America/New_York".parse().unwrap(),
            local_start: "2027-03-14T02:30".parse().unwrap(),
            ..sound
        };
        assert_eq!(clocks_today(&skipped), Clocks::Unclear);
        assert!(clock_change_words(&skipped, None).contains("skipped"));
    }

    #[test]
    fn a_moment_in_the_hour_that_comes_twice_keeps_which_it_was() {
        let when = When {
            zone: "America/New_York".parse().unwrap(),
            starts: "2026-11-01T06:30:00Z".parse().unwrap(),
            ..vancouver("2026-12-15T17:00:00Z")
        };
        let kept = keep_moments(&when);
        assert_eq!(kept.start_fold, Some(Fold::Later));
        assert_eq!(kept.local_start.to_string(), "2026-11-01T01:30:00");
    }
}
