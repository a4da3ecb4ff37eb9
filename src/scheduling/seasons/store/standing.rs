//! Whether a proposed date can still be had: what it rested on may have been changed since, by others or by the calendar.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use super::scene::{Part, Scene};
use crate::{
    ids::{ConveningId, OrganizationId},
    scheduling::seasons::rules::{Dated, Dates, Spot, in_words},
};

/// The first and the last day of something.
type Span = (NaiveDate, NaiveDate);

fn span(from: NaiveDate, days: u16) -> Span {
    (from, from + TimeDelta::days(i64::from(days.max(1)) - 1))
}

fn meet(one: Span, other: Span) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// Why this date cannot be had, as a sentence; nothing where it can. Others that are to get their dates in the same act are
/// left to the plan, which has kept them apart.
pub(super) fn stands_against(
    scene: &Scene,
    plan: &Dates,
    (dated, picked): (&Dated, &BTreeSet<ConveningId>),
    today: NaiveDate,
) -> Option<String> {
    if dated.day <= today {
        return Some("This day is today or has passed. Propose dates again.".to_owned());
    }
    if let Spot::Venue(id) = dated.spot
        && !scene.venues.iter().any(|venue| venue.id == id)
    {
        return Some("Its venue was taken off the season. Propose dates again.".to_owned());
    }
    let here = span(dated.day, dated.days);
    let musts = musts(plan, dated.convening);
    let others = scene.parts.iter().filter(|part| {
        let id = part.row.convening_id;
        part.counts() && id != dated.convening && !picked.contains(&id) && part.stands()
    });
    for part in others {
        let days = part.meeting_days();
        if !meet(here, span(part.day(), days)) {
            continue;
        }
        let other = &part.convening.row.title;
        let on = in_words(part.day());
        if part.place(&scene.venues) == Some(dated.spot) {
            return Some(format!("“{other}” is at the same venue on {on}."));
        }
        if !musts.is_disjoint(&self::musts(plan, part.row.convening_id)) {
            return Some(format!(
                "Somebody who must attend must also be at “{other}” on {on}."
            ));
        }
    }
    None
}

fn musts(plan: &Dates, of: ConveningId) -> BTreeSet<OrganizationId> {
    let invited = plan.invited.iter();
    let musts = invited.filter(|each| each.must && each.convening == of);
    musts.map(|each| each.funder).collect()
}

impl Part {
    /// Whether it is on its day for good, as far as dates here are concerned.
    fn stands(&self) -> bool {
        self.is_firm() || self.row.accepted
    }
}
