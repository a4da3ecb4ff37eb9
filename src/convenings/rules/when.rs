//! When people meet: a local start and end on the clocks of a zone, and the instants they mean.
//!
//! Guessing about a clock change would move somebody's meeting by an hour, so a time that does not
//! exist is refused with its neighbours named, and a time that comes twice waits for the choice.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::ConveningForm;
use crate::{
    values::{
        TimeZone,
        wall_time::{self, Fold, Resolved, resolve},
    },
    web::FieldErrors,
};

/// The longest a convening may last.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A local start and end, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub zone: TimeZone,
    pub local_start: DateTime,
    pub local_end: DateTime,
    /// Which of the two, only where the local time comes twice.
    pub start_fold: Option<Fold>,
    pub end_fold: Option<Fold>,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

impl When {
    /// `Thu 18 Mar 2027, 9:30 am to 12:00 pm Pacific (UTC-7)`.
    #[must_use]
    pub fn words(&self) -> String {
        wall_time::range(self.starts, self.ends, &self.zone)
    }
}

/// One local time as typed, and where to say what is wrong with it.
struct Typed<'a> {
    local: &'a str,
    fold: &'a str,
    field: &'static str,
    fold_field: &'static str,
}

type Moment = (DateTime, Option<Fold>, Timestamp);

/// How a fold is stored and sent.
#[must_use]
pub fn fold_code(fold: Fold) -> &'static str {
    match fold {
        Fold::Earlier => "earlier",
        Fold::Later => "later",
    }
}

/// The fold of a code; anything else is none.
#[must_use]
pub fn fold_of(code: &str) -> Option<Fold> {
    [Fold::Earlier, Fold::Later]
        .into_iter()
        .find(|fold| fold_code(*fold) == code)
}

/// Reads zone, start and end.
pub(super) fn read(errors: &mut FieldErrors, form: &ConveningForm) -> Option<When> {
    let zone: Option<TimeZone> = if form.time_zone.trim().is_empty() {
        errors.add("time_zone", "Choose the time zone the times are in");
        None
    } else {
        errors.keep("time_zone", form.time_zone.parse())
    };
    let start = Typed {
        local: &form.local_start,
        fold: &form.start_fold,
        field: "local_start",
        fold_field: "start_fold",
    };
    let end = Typed {
        local: &form.local_end,
        fold: &form.end_fold,
        field: "local_end",
        fold_field: "end_fold",
    };
    let start = moment(errors, zone.as_ref(), &start);
    let end = moment(errors, zone.as_ref(), &end);
    let ((local_start, start_fold, starts), (local_end, end_fold, ends)) = (start?, end?);
    if ends <= starts {
        errors.add("local_end", "The end must come after the start");
        return None;
    }
    if ends.duration_since(starts) > LONGEST {
        errors.add(
            "local_end",
            "A convening lasts 14 days at most. Plan a series as several convenings",
        );
        return None;
    }
    Some(When {
        zone: zone?,
        local_start,
        local_end,
        start_fold,
        end_fold,
        starts,
        ends,
    })
}

fn moment(errors: &mut FieldErrors, zone: Option<&TimeZone>, typed: &Typed<'_>) -> Option<Moment> {
    let Some(local) = local_time(typed.local) else {
        let which = if typed.field == "local_start" {
            "starts"
        } else {
            "ends"
        };
        errors.add(
            typed.field,
            format!("Say on which day and at what time it {which}, for example 2027-03-18 09:30"),
        );
        return None;
    };
    let zone = zone?;
    let resolved = errors.keep(typed.field, resolve(local, zone))?;
    let fold = fold_of(typed.fold).filter(|_| matches!(resolved, Resolved::Twice { .. }));
    let instant = resolved.instant(fold);
    if instant.is_none() {
        let field = if matches!(resolved, Resolved::Twice { .. }) {
            typed.fold_field
        } else {
            typed.field
        };
        errors.add(field, resolved.question(local, zone).unwrap_or_default());
    }
    Some((local, fold, instant?))
}

/// A date and time as a `datetime-local` field sends it, in the years people plan for.
pub(super) fn local_time(text: &str) -> Option<DateTime> {
    let local: DateTime = text.trim().parse().ok()?;
    (2000..=2100).contains(&local.year()).then_some(local)
}

/// The two readings to choose from, where this local time comes twice in this zone.
#[must_use]
pub fn fold_choices(local: &str, zone: &str) -> Option<[(&'static str, String); 2]> {
    let (local, zone) = (local_time(local)?, zone.parse::<TimeZone>().ok()?);
    let Ok(Resolved::Twice { earlier, later }) = resolve(local, &zone) else {
        return None;
    };
    let clock = local.strftime("%-I:%M %P");
    Some([
        (
            "earlier",
            format!("The first {clock} ({})", earlier.offset_words()),
        ),
        (
            "later",
            format!(
                "The second {clock}, an hour after the first ({})",
                later.offset_words()
            ),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(zone: &str, start: &str, end: &str) -> ConveningForm {
        ConveningForm {
            time_zone: zone.into(),
            local_start: start.into(),
            local_end: end.into(),
            ..ConveningForm::default()
        }
    }

    fn refused(form: &ConveningForm, field: &str) -> String {
        let mut errors = FieldErrors::default();
        assert_eq!(read(&mut errors, form), None);
        errors.of(field).to_owned()
    }

    #[test]
    fn a_time_in_the_gap_is_refused_with_both_neighbours() {
        let spring = form("America/New_York", "2026-03-08T02:30", "2026-03-08T05:00");
        assert!(refused(&spring, "local_start").ends_with("Choose 01:30 or 03:30"));
    }

    #[test]
    fn a_time_that_comes_twice_is_asked_about_and_either_choice_is_kept() {
        let mut fall = form("America/New_York", "2026-11-01T01:30", "2026-11-01T04:00");
        assert!(refused(&fall, "start_fold").contains("the first (UTC-4) or the second (UTC-5)"));
        for (fold, utc) in [
            ("earlier", "2026-11-01T05:30:00Z"),
            ("later", "2026-11-01T06:30:00Z"),
        ] {
            fold.clone_into(&mut fall.start_fold);
            let when = read(&mut FieldErrors::default(), &fall).unwrap();
            assert_eq!(
                (when.starts.to_string().as_str(), when.start_fold),
                (utc, fold_of(fold))
            );
        }
        let [first, second] = fold_choices(&fall.local_start, &fall.time_zone).unwrap();
        assert_eq!(first.1, "The first 1:30 am (UTC-4)");
        assert_eq!(
            second.1,
            "The second 1:30 am, an hour after the first (UTC-5)"
        );
    }

    #[test]
    fn a_left_over_choice_is_dropped_where_the_time_is_certain() {
        let mut plain = form("America/Chicago", "2027-03-18T09:30", "2027-03-18T12:00");
        plain.start_fold = "later".into();
        assert_eq!(
            read(&mut FieldErrors::default(), &plain)
                .unwrap()
                .start_fold,
            None
        );
    }

    #[test]
    fn the_end_follows_the_start_within_two_weeks() {
        let at = |end: &str| form("America/Chicago", "2027-03-18T09:30", end);
        assert_eq!(
            refused(&at("2027-03-18T09:30"), "local_end"),
            "The end must come after the start"
        );
        assert!(
            refused(&at("2027-04-02T09:30"), "local_end").starts_with("A convening lasts 14 days")
        );
        assert!(read(&mut FieldErrors::default(), &at("2027-04-01T09:30")).is_some());
    }

    #[test]
    fn what_is_missing_or_not_a_time_is_named() {
        assert!(
            refused(
                &form("", "2027-03-18T09:30", "2027-03-18T12:00"),
                "time_zone"
            )
            .starts_with("Choose")
        );
        assert!(
            refused(
                &form("Mars/Base", "2027-03-18T09:30", "2027-03-18T12:00"),
                "time_zone"
            )
            .contains("not a time zone")
        );
        assert!(
            refused(&form("UTC", "soon", "2027-03-18T12:00"), "local_start").contains("starts")
        );
        assert!(refused(&form("UTC", "9999-03-18T09:30", ""), "local_end").contains("ends"));
    }
}
