//! One time that a poll offers: a start on the clocks of a zone, and how long it lasts.

use jiff::{SignedDuration, Timestamp, civil::DateTime};

use crate::{
    convenings::rules::When,
    values::{
        TimeZone,
        wall_time::{self, Fold, Resolved, resolve},
    },
};

/// What the clock says, which of two where it says it twice, and the instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub start_fold: Option<Fold>,
    pub end_fold: Option<Fold>,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

/// Why a time cannot be offered as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// The clocks jump over it.
    Gap(String),
    /// It comes twice, and which was not said.
    Twice(String),
    /// No calendar can hold it.
    Beyond(String),
}

impl Unclear {
    /// What to say beside the field.
    #[must_use]
    pub fn sentence(&self) -> &str {
        match self {
            Self::Gap(text) | Self::Twice(text) | Self::Beyond(text) => text,
        }
    }
}

impl Slot {
    /// A start on the clock, for so many minutes.
    pub fn at(
        local: DateTime,
        fold: Option<Fold>,
        minutes: i32,
        zone: &TimeZone,
    ) -> Result<Self, Unclear> {
        let beyond = |error: &dyn ToString| Unclear::Beyond(error.to_string());
        let resolved = resolve(local, zone).map_err(|error| beyond(&error))?;
        let question = || resolved.question(local, zone).unwrap_or_default();
        match (resolved, resolved.instant(fold)) {
            (_, Some(starts)) => Self::from(starts, minutes, zone).map_err(|error| beyond(&error)),
            (Resolved::Twice { .. }, None) => Err(Unclear::Twice(question())),
            (_, None) => Err(Unclear::Gap(question())),
        }
    }

    /// The same moment on the clocks of a zone.
    pub fn from(starts: Timestamp, minutes: i32, zone: &TimeZone) -> Result<Self, jiff::Error> {
        let lasts = SignedDuration::from_mins(i64::from(minutes));
        let ends = starts.checked_add(lasts)?;
        let (local_start, start_fold) = shown(starts, zone);
        let (local_end, end_fold) = shown(ends, zone);
        Ok(Self {
            local_start,
            local_end,
            start_fold,
            end_fold,
            starts,
            ends,
        })
    }

    /// As a convening has it.
    #[must_use]
    pub fn when(&self, zone: &TimeZone) -> When {
        When {
            zone: zone.clone(),
            local_start: self.local_start,
            local_end: self.local_end,
            start_fold: self.start_fold,
            end_fold: self.end_fold,
            starts: self.starts,
            ends: self.ends,
        }
    }

    /// "Thu 14 Jan 2027, 1:00 pm to 2:30 pm Central (UTC-6)".
    #[must_use]
    pub fn words(&self, zone: &TimeZone) -> String {
        wall_time::range(self.starts, self.ends, zone)
    }
}

/// What the clock shows, and which of two.
fn shown(instant: Timestamp, zone: &TimeZone) -> (DateTime, Option<Fold>) {
    let local = zone.rules().to_datetime(instant);
    let fold = match resolve(local, zone) {
        Ok(Resolved::Twice { earlier, .. }) if earlier.instant == instant => Some(Fold::Earlier),
        Ok(Resolved::Twice { .. }) => Some(Fold::Later),
        _ => None,
    };
    (local, fold)
}

/// A date and time as forms send it, in the years people plan for.
#[must_use]
pub fn local_time(text: &str) -> Option<DateTime> {
    let local: DateTime = text.trim().parse().ok()?;
    let local = local.with().second(0).subsec_nanosecond(0).build().ok()?;
    (2000..=2100).contains(&local.year()).then_some(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eastern() -> TimeZone {
        "America/New_York".parse().unwrap()
    }

    fn at(local: &str, fold: Option<Fold>) -> Result<Slot, Unclear> {
        Slot::at(local_time(local).unwrap(), fold, 90, &eastern())
    }

    #[test]
    fn a_time_lasts_as_long_as_said_through_a_change_of_clocks() {
        let slot = at("2026-11-01T00:30", None).unwrap();
        assert_eq!(slot.ends.to_string(), "2026-11-01T06:00:00Z");
        assert_eq!(
            (slot.local_end.to_string().as_str(), slot.end_fold),
            ("2026-11-01T01:00:00", Some(Fold::Later))
        );
    }

    #[test]
    fn a_time_in_the_gap_is_refused_and_a_double_one_asked_about() {
        let gap = at("2027-03-14T02:30", None).unwrap_err();
        assert!(matches!(&gap, Unclear::Gap(_)));
        assert!(gap.sentence().ends_with("Choose 01:30 or 03:30"));
        let twice = at("2026-11-01T01:30", None).unwrap_err();
        assert!(matches!(&twice, Unclear::Twice(_)));
        let later = at("2026-11-01T01:30", Some(Fold::Later)).unwrap();
        assert_eq!(later.starts.to_string(), "2026-11-01T06:30:00Z");
        assert_eq!(later.start_fold, Some(Fold::Later));
    }

    #[test]
    fn a_choice_left_over_is_dropped() {
        let plain = at("2027-01-14T13:00", Some(Fold::Later)).unwrap();
        assert_eq!((plain.start_fold, plain.end_fold), (None, None));
    }
}
