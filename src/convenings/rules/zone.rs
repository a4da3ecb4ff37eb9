//! Changing only the zone of a meeting. "2:00 pm Eastern" becoming "Pacific" may mean that the clock
//! was right and the zone wrong, or that the same moment should be told on other clocks. Only the
//! person knows, so it is asked.

use jiff::Timestamp;

use super::{ConveningForm, When, fold_code, when::local_time};
use crate::values::{
    TimeZone,
    wall_time::{self, Fold, Resolved, resolve},
};

/// What each answer would mean, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneQuestion {
    pub clock: String,
    pub instant: String,
}

/// When only the zone differs from what is stored: asks, or has the form keep what was answered.
/// Nothing to ask in all other cases.
pub fn keep_on_zone_change(form: &mut ConveningForm, stored: &When) -> Option<ZoneQuestion> {
    let zone: TimeZone = form.time_zone.parse().ok()?;
    let same_clock = local_time(&form.local_start) == Some(stored.local_start)
        && local_time(&form.local_end) == Some(stored.local_end);
    if zone == stored.zone || !same_clock {
        return None;
    }
    match form.zone_change.as_str() {
        "clock" => None,
        "instant" => {
            (form.local_start, form.start_fold) = told(stored.starts, &zone);
            (form.local_end, form.end_fold) = told(stored.ends, &zone);
            None
        }
        _ => Some(question(stored, &zone)),
    }
}

fn question(stored: &When, zone: &TimeZone) -> ZoneQuestion {
    let clock = stored.local_start.strftime("%-I:%M %P");
    ZoneQuestion {
        clock: format!(
            "Keep the clock: it starts at {clock} {} instead",
            zone.label()
        ),
        instant: format!(
            "Keep the moment: it starts {}",
            wall_time::long(stored.starts, zone)
        ),
    }
}

/// An instant as the two form fields that mean it in `zone`.
fn told(instant: Timestamp, zone: &TimeZone) -> (String, String) {
    let local = zone.rules().to_datetime(instant);
    let fold = match resolve(local, zone) {
        Ok(Resolved::Twice { later, .. }) if later.instant == instant => fold_code(Fold::Later),
        Ok(Resolved::Twice { .. }) => fold_code(Fold::Earlier),
        _ => "",
    };
    (
        local.strftime("%Y-%m-%dT%H:%M").to_string(),
        fold.to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{convenings::rules::when::read, web::FieldErrors};

    fn form(zone: &str, start: &str, end: &str) -> ConveningForm {
        ConveningForm {
            time_zone: zone.into(),
            local_start: start.into(),
            local_end: end.into(),
            ..ConveningForm::default()
        }
    }

    fn stored() -> When {
        let form = form("America/New_York", "2027-03-18T14:00", "2027-03-18T16:00");
        read(&mut FieldErrors::default(), &form).unwrap()
    }

    #[test]
    fn only_a_changed_zone_is_asked_about() {
        let asked = keep_on_zone_change(
            &mut form(
                "America/Los_Angeles",
                "2027-03-18T14:00",
                "2027-03-18T16:00",
            ),
            &stored(),
        )
        .unwrap();
        assert_eq!(
            asked.clock,
            "Keep the clock: it starts at 2:00 pm Pacific instead"
        );
        assert_eq!(
            asked.instant,
            "Keep the moment: it starts Thu 18 Mar 2027, 11:00 am Pacific (UTC-7)"
        );
        for other in [
            form("America/New_York", "2027-03-18T14:00", "2027-03-18T16:00"),
            form(
                "America/Los_Angeles",
                "2027-03-18T13:00",
                "2027-03-18T16:00",
            ),
        ] {
            assert_eq!(keep_on_zone_change(&mut other.clone(), &stored()), None);
        }
    }

    #[test]
    fn keeping_the_moment_moves_the_clock_and_keeping_the_clock_does_not() {
        let mut moved = form(
            "America/Los_Angeles",
            "2027-03-18T14:00",
            "2027-03-18T16:00",
        );
        moved.zone_change = "clock".into();
        assert_eq!(keep_on_zone_change(&mut moved, &stored()), None);
        assert_eq!(moved.local_start, "2027-03-18T14:00");
        moved.zone_change = "instant".into();
        assert_eq!(keep_on_zone_change(&mut moved, &stored()), None);
        assert_eq!(
            (moved.local_start.as_str(), moved.local_end.as_str()),
            ("2027-03-18T11:00", "2027-03-18T13:00")
        );
        assert_eq!(
            read(&mut FieldErrors::default(), &moved).unwrap().starts,
            stored().starts
        );
    }

    #[test]
    fn a_moment_kept_through_a_doubled_hour_stays_the_same_moment() {
        let utc = form("UTC", "2026-11-01T06:30", "2026-11-01T08:00");
        let stored = read(&mut FieldErrors::default(), &utc).unwrap();
        let mut moved = form("America/New_York", "2026-11-01T06:30", "2026-11-01T08:00");
        moved.zone_change = "instant".into();
        keep_on_zone_change(&mut moved, &stored);
        assert_eq!(
            (moved.local_start.as_str(), moved.start_fold.as_str()),
            ("2026-11-01T01:30", "later")
        );
        assert_eq!(
            read(&mut FieldErrors::default(), &moved).unwrap().starts,
            stored.starts
        );
    }
}
