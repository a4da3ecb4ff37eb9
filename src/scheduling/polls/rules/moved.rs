//! Moving every time of a poll at once: by days on the clock, or to another zone. All move, or none does and the reasons
//! are told.

use jiff::{ToSpan, civil::DateTime};

use super::{Slot, Unclear};
use crate::values::{TimeZone, wall_time};

/// What stays the same when the zone changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Clock,
    Instant,
}

impl Keep {
    /// As a form sends it.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        match code {
            "clock" => Some(Self::Clock),
            "instant" => Some(Self::Instant),
            _ => None,
        }
    }
}

/// The same times on the clock so many days later, or earlier.
pub fn move_by_days<K: Copy>(
    slots: &[(K, Slot)],
    days: i64,
    minutes: i32,
    zone: &TimeZone,
) -> Result<Vec<(K, Slot)>, Vec<String>> {
    each(slots, |slot| {
        let local = slot
            .local_start
            .checked_add(days.days())
            .map_err(|error| Unclear::Beyond(error.to_string()))?;
        Slot::at(local, slot.start_fold, minutes, zone)
    })
}

/// The same times in another zone: the clock kept, or the moment.
pub fn move_to_zone<K: Copy>(
    slots: &[(K, Slot)],
    keep: Keep,
    minutes: i32,
    zone: &TimeZone,
) -> Result<Vec<(K, Slot)>, Vec<String>> {
    each(slots, |slot| match keep {
        Keep::Clock => Slot::at(slot.local_start, slot.start_fold, minutes, zone),
        Keep::Instant => Slot::from(slot.starts, minutes, zone)
            .map_err(|error| Unclear::Beyond(error.to_string())),
    })
}

fn each<K: Copy>(
    slots: &[(K, Slot)],
    moved: impl Fn(&Slot) -> Result<Slot, Unclear>,
) -> Result<Vec<(K, Slot)>, Vec<String>> {
    let (mut done, mut wrong) = (Vec::new(), Vec::new());
    for (key, slot) in slots {
        match moved(slot) {
            Ok(slot) => done.push((*key, slot)),
            Err(unclear) => wrong.push(unclear.sentence().to_owned()),
        }
    }
    if wrong.is_empty() {
        Ok(done)
    } else {
        Err(wrong)
    }
}

/// What keeping the clock would mean for the first time, and what keeping the moment.
#[must_use]
pub fn keep_question(first: &Slot, zone: &TimeZone) -> [(&'static str, String); 2] {
    let clock = |local: DateTime| local.strftime("%-I:%M %P").to_string();
    let day = wall_time::date(first.local_start.date());
    [
        (
            "clock",
            format!(
                "Keep the clock: the first time is {day}, {} {} instead",
                clock(first.local_start),
                zone.label()
            ),
        ),
        (
            "instant",
            format!(
                "Keep the moment: the first time is {}",
                wall_time::long(first.starts, zone)
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheduling::polls::rules::local_time;

    fn zone(name: &str) -> TimeZone {
        name.parse().unwrap()
    }

    fn slots(locals: &[&str]) -> Vec<(usize, Slot)> {
        let slot = |local: &&str| {
            Slot::at(
                local_time(local).unwrap(),
                None,
                60,
                &zone("America/New_York"),
            )
            .unwrap()
        };
        locals.iter().map(slot).enumerate().collect()
    }

    #[test]
    fn a_week_later_is_the_same_time_on_the_clock() {
        let slots = slots(&["2027-03-10T09:00"]);
        let moved = move_by_days(&slots, 7, 60, &zone("America/New_York")).unwrap();
        assert_eq!(
            moved[0].1.local_start.to_string(),
            "2027-03-17T09:00:00",
            "the clocks change in between"
        );
        assert_eq!(moved[0].1.starts.to_string(), "2027-03-17T13:00:00Z");
    }

    #[test]
    fn one_that_would_fall_into_the_gap_holds_up_all() {
        let slots = slots(&["2027-03-07T02:30", "2027-03-07T09:00"]);
        let wrong = move_by_days(&slots, 7, 60, &zone("America/New_York")).unwrap_err();
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].contains("does not exist"));
    }

    #[test]
    fn another_zone_keeps_the_clock_or_the_moment() {
        let slots = slots(&["2027-01-14T13:00"]);
        let pacific = zone("America/Los_Angeles");
        let clock = move_to_zone(&slots, Keep::Clock, 60, &pacific).unwrap();
        assert_eq!(clock[0].1.starts.to_string(), "2027-01-14T21:00:00Z");
        let moment = move_to_zone(&slots, Keep::Instant, 60, &pacific).unwrap();
        assert_eq!(moment[0].1.starts, slots[0].1.starts);
        assert_eq!(moment[0].1.local_start.to_string(), "2027-01-14T10:00:00");
        let asked = keep_question(&slots[0].1, &pacific);
        assert!(
            asked[0]
                .1
                .ends_with("Thu 14 Jan 2027, 1:00 pm Pacific instead")
        );
        assert!(asked[1].1.contains("10:00 am Pacific (UTC-8)"));
    }
}
