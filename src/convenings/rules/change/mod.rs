//! What a change means. Calendars apply an update only when SEQUENCE and DTSTAMP moved forward, and
//! ask people to answer again when SEQUENCE did; so time, place and firmness raise it (RFC 5546
//! 2.1.4), a mended title does not (`calendar.md` O2, O4, O5, O7).

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

use super::Plan;
use crate::values::{ConveningStatus, PlaceId};

/// How firm a convening is, as calendars see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// There is no date, or it was taken back.
    Undated,
    Tentative,
    Confirmed,
    Cancelled,
}

/// The calendar's three states behind our ten, and no date at all.
#[must_use]
pub fn firmness(status: ConveningStatus) -> Firmness {
    use ConveningStatus as S;
    match status {
        S::Idea | S::DatePoll => Firmness::Undated,
        S::Hold | S::Postponed => Firmness::Tentative,
        S::Confirmed | S::InProgress | S::Held | S::Debriefed | S::Closed => Firmness::Confirmed,
        S::Cancelled => Firmness::Cancelled,
    }
}

/// One field that differs, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub label: &'static str,
    pub before: String,
    pub after: String,
}

/// Every field in which two plans differ, in the order of the form. `places` names the places.
#[must_use]
pub fn differences(
    before: &Plan,
    after: &Plan,
    places: &BTreeMap<PlaceId, String>,
) -> Vec<Difference> {
    let (old, new) = (told(before, places), told(after, places));
    old.into_iter()
        .zip(new)
        .filter(|(old, new)| old.2 != new.2)
        .map(|((field, label, before), (_, _, after))| Difference {
            field,
            label,
            before,
            after,
        })
        .collect()
}

fn told(
    plan: &Plan,
    places: &BTreeMap<PlaceId, String>,
) -> [(&'static str, &'static str, String); 10] {
    let place = plan.place.as_ref();
    let place = place.map(|id| places.get(id).cloned().unwrap_or_else(|| id.to_string()));
    [
        ("title", "Title", plan.title.clone()),
        ("mode", "Mode", plan.mode.label().to_owned()),
        ("purpose", "Purpose", plan.purpose.label().to_owned()),
        ("summary", "Question for the room", plan.summary.clone()),
        ("place", "City", place.unwrap_or_default()),
        ("when", "When", plan.when.words()),
        ("format", "Format", plan.format.label().to_owned()),
        ("venue", "Venue", plan.venue.clone()),
        ("online_link", "Online link", plan.online_link.clone()),
        ("status", "Status", plan.status.label().to_owned()),
    ]
}

/// Whether guests must look at their calendars again: the time, its zone, where or how people meet,
/// or how firm it is.
#[must_use]
pub fn is_material(before: &Plan, after: &Plan) -> bool {
    is_rescheduled(before, after)
        || before.format != after.format
        || before.meeting_place() != after.meeting_place()
        || before.place != after.place
        || firmness(before.status) != firmness(after.status)
}

/// Whether the time or its zone is another, so that answers to the old one no longer count (O2).
#[must_use]
pub fn is_rescheduled(before: &Plan, after: &Plan) -> bool {
    let when = |plan: &Plan| (plan.when.starts, plan.when.ends, plan.when.zone.clone());
    when(before) != when(after)
}

/// The DTSTAMP of a change: now, to the second that calendars write, and later than the one before.
#[must_use]
pub fn next_stamp(previous: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let (previous, now) = (previous.trunc_subsecs(0), now.trunc_subsecs(0));
    now.max(previous + TimeDelta::seconds(1))
}

#[cfg(test)]
mod tests;
