//! The same convening on another day: its clock times and its zone stay.

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime},
};

use super::{Plan, When};
use crate::values::{
    ConveningStatus, TimeZone,
    wall_time::{Fold, Resolved, resolve},
};

/// Whether a season may still choose its day: it has none that anybody relies on.
#[must_use]
pub fn day_is_open(status: ConveningStatus) -> bool {
    use ConveningStatus::{DatePoll, Hold, Idea};
    matches!(status, Idea | DatePoll | Hold)
}

/// How many days it takes, on its own clocks.
#[must_use]
pub fn days_taken(when: &When) -> i32 {
    let (first, last) = (when.local_start.date(), when.local_end.date());
    (last - first).get_days().max(0) + 1
}

/// The convening with its first day on this one, or what to ask about its clock there. An idea becomes a hold: it now has
/// a date; a date poll stays one until it is decided.
pub fn on_day(plan: &Plan, day: Date) -> Result<Plan, String> {
    let when = &plan.when;
    let later = when.local_end.date() - when.local_start.date();
    let last = day
        .checked_add(later.get_days().days())
        .map_err(|_| format!("{day} is outside the years a calendar can hold"))?;
    let moment = |day: Date, local: DateTime, fold: Option<Fold>| {
        let local = day.to_datetime(local.time());
        let resolved = resolve(local, &when.zone).map_err(|error| error.to_string())?;
        certain(&resolved, (local, fold), &when.zone)
    };
    let (local_start, start_fold, starts) = moment(day, when.local_start, when.start_fold)?;
    let (local_end, end_fold, ends) = moment(last, when.local_end, when.end_fold)?;
    Ok(Plan {
        when: When {
            zone: when.zone.clone(),
            local_start,
            local_end,
            start_fold,
            end_fold,
            starts,
            ends,
        },
        status: match plan.status {
            ConveningStatus::Idea => ConveningStatus::Hold,
            other => other,
        },
        ..plan.clone()
    })
}

fn certain(
    resolved: &Resolved,
    (local, fold): (DateTime, Option<Fold>),
    zone: &TimeZone,
) -> Result<(DateTime, Option<Fold>, jiff::Timestamp), String> {
    let fold = fold.filter(|_| matches!(resolved, Resolved::Twice { .. }));
    match resolved.instant(fold) {
        Some(instant) => Ok((local, fold, instant)),
        None => Err(resolved
            .question(local, zone)
            .unwrap_or_else(|| format!("{local} is not certain there"))),
    }
}

#[cfg(test)]
mod tests;
