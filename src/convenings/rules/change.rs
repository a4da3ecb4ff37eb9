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
    Tentative,
    Confirmed,
    Cancelled,
}

/// The calendar's three states behind our ten.
#[must_use]
pub fn firmness(status: ConveningStatus) -> Firmness {
    use ConveningStatus as S;
    match status {
        S::Idea | S::DatePoll | S::Hold | S::Postponed => Firmness::Tentative,
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
    let when = |plan: &Plan| (plan.when.starts, plan.when.ends, plan.when.zone.clone());
    when(before) != when(after)
        || before.format != after.format
        || before.meeting_place() != after.meeting_place()
        || before.place != after.place
        || firmness(before.status) != firmness(after.status)
}

/// The DTSTAMP of a change: now, to the second that calendars write, and later than the one before.
#[must_use]
pub fn next_stamp(previous: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let (previous, now) = (previous.trunc_subsecs(0), now.trunc_subsecs(0));
    now.max(previous + TimeDelta::seconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        convenings::rules::{ConveningForm, Offered, read},
        web::FieldErrors,
    };

    fn plan(change: impl Fn(&mut ConveningForm)) -> Plan {
        let mut form = ConveningForm {
            title: "Youth table".into(),
            mode: "issue_focused".into(),
            purpose: "deal_matching".into(),
            time_zone: "America/Los_Angeles".into(),
            local_start: "2027-03-18T09:30".into(),
            local_end: "2027-03-18T12:00".into(),
            format: "hybrid".into(),
            venue: "Public library".into(),
            online_link: "https://meet.example/1".into(),
            status: "confirmed".into(),
            ..ConveningForm::default()
        };
        change(&mut form);
        read(&mut FieldErrors::default(), &form, &Offered::default()).unwrap()
    }

    #[test]
    fn time_place_and_firmness_are_material() {
        let before = plan(|_| ());
        for after in [
            plan(|form| form.local_start = "2027-03-18T10:00".into()),
            plan(|form| form.local_end = "2027-03-18T13:00".into()),
            plan(|form| form.time_zone = "America/Denver".into()),
            plan(|form| form.venue = "City hall".into()),
            plan(|form| form.format = "in_person".into()),
            plan(|form| form.status = "hold".into()),
        ] {
            assert!(is_material(&before, &after), "{after:?}");
        }
    }

    #[test]
    fn a_mended_text_or_link_is_not() {
        let before = plan(|_| ());
        for after in [
            plan(|form| form.title = "Youth funder table".into()),
            plan(|form| form.summary = "Who closes the gap?".into()),
            plan(|form| form.online_link = "https://meet.example/2".into()),
            plan(|form| form.purpose = "learning".into()),
        ] {
            assert!(!is_material(&before, &after), "{after:?}");
            assert_eq!(differences(&before, &after, &BTreeMap::new()).len(), 1);
        }
        assert_eq!(differences(&before, &before, &BTreeMap::new()), []);
    }

    #[test]
    fn stamps_move_forward_by_a_second_at_least() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            next_stamp(at("2026-11-22T15:00:00Z"), at("2026-11-22T15:00:00.900Z")),
            at("2026-11-22T15:00:01Z")
        );
        assert_eq!(
            next_stamp(at("2026-11-22T15:00:00Z"), at("2026-11-22T16:00:00.5Z")),
            at("2026-11-22T16:00:00Z")
        );
        assert_eq!(
            next_stamp(at("2026-11-22T15:00:09Z"), at("2026-11-22T15:00:00Z")),
            at("2026-11-22T15:00:10Z")
        );
    }
}
