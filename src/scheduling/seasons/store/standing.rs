//! Whether a proposed date can still be had: what it rested on may have been changed since, by others or by the calendar.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{DatabaseTransaction, DbErr};

use super::scene::{Part, Scene};
use crate::{
    convenings::{self, invited_to},
    ids::{ConveningId, OrganizationId},
    scheduling::seasons::rules::{Asked, Dated, Dates, Spot, in_words},
};

/// What dates are held against: who must attend today, whatever the guest lists said when dates were proposed, and how far
/// cities are.
pub(super) struct Ground<'a> {
    scene: &'a Scene,
    asked: Asked,
    musts: BTreeMap<ConveningId, BTreeSet<OrganizationId>>,
    names: BTreeMap<OrganizationId, String>,
    today: NaiveDate,
}

impl<'a> Ground<'a> {
    pub(super) async fn read(
        txn: &DatabaseTransaction,
        scene: &'a Scene,
        today: NaiveDate,
    ) -> Result<Self, DbErr> {
        let parts = scene.parts.iter().map(|part| part.row.convening_id);
        let mut musts: BTreeMap<ConveningId, BTreeSet<OrganizationId>> = BTreeMap::new();
        for ((convening, organization), must) in invited_to(txn, parts).await? {
            if must {
                musts.entry(convening).or_default().insert(organization);
            }
        }
        let all = musts.values().flatten().copied();
        let names = convenings::organizations(txn, all).await?;
        let names = names.into_iter().map(|(id, known)| (id, known.name));
        Ok(Self {
            asked: scene.asked(today, Vec::new())?,
            scene,
            musts,
            names: names.collect(),
            today,
        })
    }

    /// Why this date cannot be had, as a sentence; nothing where it can. Those that are to get their dates in the same act
    /// count as being there already.
    pub(super) fn stands_against(
        &self,
        plan: &Dates,
        (dated, picked): (&Dated, &BTreeSet<ConveningId>),
    ) -> Option<String> {
        if dated.day <= self.today {
            return Some("This day is today or has passed. Propose dates again.".to_owned());
        }
        let venues = &self.scene.venues;
        if let Spot::Venue(id) = dated.spot
            && !venues.iter().any(|venue| venue.id == id)
        {
            return Some("Its venue was taken off the season. Propose dates again.".to_owned());
        }
        let here = Stay::of(dated);
        let others = self.scene.parts.iter().filter(|part| part.counts());
        others
            .filter(|part| part.row.convening_id != dated.convening)
            .find_map(|part| {
                let of = part.row.convening_id;
                let there = match plan.of(of) {
                    Some(proposed) if picked.contains(&of) => Stay::of(proposed),
                    _ if part.stands() => Stay {
                        day: part.day(),
                        days: part.meeting_days(),
                        spot: part.place(venues).unwrap_or(Spot::Own(of)),
                    },
                    _ => return None,
                };
                self.between((dated.convening, here), (part, there))
            })
    }

    /// What another convening has against a date.
    fn between(
        &self,
        (convening, here): (ConveningId, Stay),
        (part, there): (&Part, Stay),
    ) -> Option<String> {
        let (other, on) = (&part.convening.row.title, in_words(there.day));
        let is_venue = matches!(here.spot, Spot::Venue(_));
        if is_venue && here.spot == there.spot && !here.is_apart(there, 0) {
            return Some(format!("“{other}” is at the same venue on {on}."));
        }
        let travel = self.asked.travel_between(&[here.spot, there.spot]);
        let travel = travel.days(0, 1);
        if here.is_apart(there, travel) {
            return None;
        }
        let musts = |of| self.musts.get(&of).into_iter().flatten();
        let both =
            musts(convening).find(|one| musts(part.row.convening_id).any(|it| it == *one))?;
        let name = self.names.get(both).map_or("Somebody", String::as_str);
        let away = match travel {
            0 => String::new(),
            1 => ", a day of travel away".to_owned(),
            many => format!(", {many} days of travel away"),
        };
        Some(format!(
            "{name} must attend, and must also be at “{other}” on {on}{away}."
        ))
    }
}

/// Where something is, from when, for how many days.
#[derive(Clone, Copy)]
struct Stay {
    day: NaiveDate,
    days: u16,
    spot: Spot,
}

impl Stay {
    fn of(dated: &Dated) -> Self {
        Self {
            day: dated.day,
            days: dated.days,
            spot: dated.spot,
        }
    }

    /// Whether one can go from either to the other, with so many days between them.
    fn is_apart(self, other: Self, travel: u16) -> bool {
        let leaves = |stay: Self| {
            let days = i64::from(stay.days.max(1)) + i64::from(travel);
            stay.day + TimeDelta::days(days)
        };
        leaves(self) <= other.day || leaves(other) <= self.day
    }
}

impl Part {
    /// Whether it is on its day for good, as far as dates here are concerned.
    fn stands(&self) -> bool {
        self.is_firm() || self.row.accepted
    }
}
