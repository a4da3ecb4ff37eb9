//! Another time, as a guest proposes it: on the convening's clocks, with the same care as when it was planned.

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp, civil};
use serde::Deserialize;

use crate::{
    convenings::rules::fold_of,
    values::{
        TimeZone,
        time_convert::to_chrono,
        typed,
        wall_time::{Resolved, resolve},
    },
    web::FieldErrors,
};

/// The longest a convening may last.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A proposal as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::invitations) struct ProposalForm {
    pub(in crate::invitations) local_start: String,
    pub(in crate::invitations) local_end: String,
    pub(in crate::invitations) start_fold: String,
    pub(in crate::invitations) end_fold: String,
    pub(in crate::invitations) proposal_note: String,
}

/// Another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Proposal {
    pub(in crate::invitations) starts_at: DateTime<Utc>,
    pub(in crate::invitations) ends_at: DateTime<Utc>,
    pub(in crate::invitations) note: String,
}

/// Reads another time on the clocks of `zone`; `now` keeps it in the future.
pub(in crate::invitations) fn read_proposal(
    errors: &mut FieldErrors,
    form: &ProposalForm,
    zone: &TimeZone,
    now: DateTime<Utc>,
) -> Option<Proposal> {
    let start = (&*form.local_start, &*form.start_fold);
    let starts = moment(errors, zone, start, ["local_start", "start_fold"]);
    let end = (&*form.local_end, &*form.end_fold);
    let ends = moment(errors, zone, end, ["local_end", "end_fold"]);
    let note = typed::optional(&form.proposal_note, "this", 1_000);
    let note = errors.keep("proposal_note", note);
    let (starts, ends) = (starts?, ends?);
    if ends <= starts {
        errors.add("local_end", "The end must come after the start");
        return None;
    }
    if ends.duration_since(starts) > LONGEST {
        errors.add("local_end", "A convening lasts 14 days at most");
        return None;
    }
    let starts_at = to_chrono(starts);
    if starts_at <= now {
        errors.add("local_start", "Propose a time that is still to come");
        return None;
    }
    Some(Proposal {
        starts_at,
        ends_at: to_chrono(ends),
        note: note?,
    })
}

fn moment(
    errors: &mut FieldErrors,
    zone: &TimeZone,
    (local, fold): (&str, &str),
    [field, fold_field]: [&'static str; 2],
) -> Option<Timestamp> {
    let local = local.trim().parse::<civil::DateTime>().ok();
    let local = local.filter(|local| (2000..=2100).contains(&local.year()));
    let Some(local) = local else {
        errors.add(
            field,
            "Choose a day and a time, for example 2027-03-18 09:30",
        );
        return None;
    };
    let resolved = errors.keep(field, resolve(local, zone))?;
    let twice = matches!(resolved, Resolved::Twice { .. });
    let instant = resolved.instant(fold_of(fold).filter(|_| twice));
    if instant.is_none() {
        let field = if twice { fold_field } else { field };
        errors.add(field, resolved.question(local, zone).unwrap_or_default());
    }
    instant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(start: &str, end: &str, fold: &str) -> Result<Proposal, FieldErrors> {
        let form = ProposalForm {
            local_start: start.into(),
            local_end: end.into(),
            start_fold: fold.into(),
            ..ProposalForm::default()
        };
        let zone = "America/New_York".parse().unwrap();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut errors = FieldErrors::default();
        read_proposal(&mut errors, &form, &zone, now).ok_or(errors)
    }

    #[test]
    fn a_time_that_does_not_exist_is_refused_and_one_that_comes_twice_asked_about() {
        let gap = read("2026-03-08T02:30", "2026-03-08T05:00", "").unwrap_err();
        assert!(gap.of("local_start").ends_with("Choose 01:30 or 03:30"));
        let twice = read("2026-11-01T01:30", "2026-11-01T04:00", "").unwrap_err();
        assert!(twice.of("start_fold").contains("the first (UTC-4)"));
        let later = read("2026-11-01T01:30", "2026-11-01T04:00", "later").unwrap();
        assert_eq!(later.starts_at.to_rfc3339(), "2026-11-01T06:30:00+00:00");
    }

    #[test]
    fn a_proposal_lies_ahead_and_ends_after_it_starts() {
        let plain = read("2026-05-01T09:00", "2026-05-01T11:00", "").unwrap();
        assert_eq!(plain.ends_at.to_rfc3339(), "2026-05-01T15:00:00+00:00");
        let refused = |start, end, field| {
            let errors = read(start, end, "").unwrap_err();
            assert!(!errors.of(field).is_empty(), "{start} {end}");
        };
        refused("2026-05-01T09:00", "2026-05-01T09:00", "local_end");
        refused("2026-05-01T09:00", "2026-05-19T09:00", "local_end");
        refused("2025-05-01T09:00", "2025-05-01T10:00", "local_start");
        refused("soon", "2026-05-01T09:00", "local_start");
    }
}
