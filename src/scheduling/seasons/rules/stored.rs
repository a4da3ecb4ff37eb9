//! Dates as they are kept: with names of things instead of numbers of the search, and with what they rest on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    asked::{Asked, Invited, Spot},
    days::date_of,
    question::Question,
};
use crate::{
    ids::{ConveningId, OrganizationId},
    scheduling::season::{Plan, Trouble},
};

/// A guest who is lost, and to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Loss {
    pub(crate) funder: OrganizationId,
    pub(crate) value: u64,
    pub(crate) to: Vec<ConveningId>,
}

/// The best of the other days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Instead {
    pub(crate) day: NaiveDate,
    pub(crate) spot: Spot,
    /// In dollars; below zero where a kept date stands in the way of a better one.
    pub(crate) costs: i64,
}

/// A convening with its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dated {
    pub(crate) convening: ConveningId,
    pub(crate) day: NaiveDate,
    pub(crate) days: u16,
    pub(crate) spot: Spot,
    pub(crate) kept: bool,
    pub(crate) comes: Vec<OrganizationId>,
    pub(crate) lost: Vec<Loss>,
    pub(crate) instead: Option<Instead>,
}

/// One stop of a guest's journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stop {
    pub(crate) convening: ConveningId,
    pub(crate) day: NaiveDate,
    /// Days on the way from the one before, and free days left between them.
    pub(crate) travel: u16,
    pub(crate) free: i32,
}

/// Where one guest goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Journey {
    pub(crate) funder: OrganizationId,
    pub(crate) stops: Vec<Stop>,
}

/// The dates, and what they rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "they are its dates")]
pub(crate) struct Dates {
    pub(crate) dates: Vec<Dated>,
    pub(crate) journeys: Vec<Journey>,
    /// In dollars, less what late dates cost.
    pub(crate) value: i64,
    pub(crate) ceiling: i64,
    pub(crate) invited: Vec<Invited>,
}

/// The answer of the search in the words of the season.
pub(crate) fn stored(asked: &Asked, question: &Question, plan: &Plan) -> Dates {
    let spot = |place: usize| question.spots.get(place).copied();
    let length = |id: ConveningId| asked.meeting(id).map_or(1, |meeting| meeting.days);
    let dates = plan.dates.iter().filter_map(|dated| {
        let convening = ConveningId::from_u128(dated.convening);
        let lost = dated.lost.iter().map(|lost| Loss {
            funder: OrganizationId::from_u128(lost.funder),
            value: lost.value,
            to: lost
                .to
                .iter()
                .map(|id| ConveningId::from_u128(*id))
                .collect(),
        });
        Some(Dated {
            convening,
            day: date_of(dated.day),
            days: length(convening),
            spot: spot(dated.place)?,
            kept: dated.kept,
            comes: dated
                .comes
                .iter()
                .map(|id| OrganizationId::from_u128(*id))
                .collect(),
            lost: lost.collect(),
            instead: dated.other.and_then(|other| {
                Some(Instead {
                    day: date_of(other.day),
                    spot: spot(other.place)?,
                    costs: other.costs,
                })
            }),
        })
    });
    let journeys = plan.itineraries.iter().map(|way| Journey {
        funder: OrganizationId::from_u128(way.funder),
        stops: way
            .visits
            .iter()
            .map(|visit| Stop {
                convening: ConveningId::from_u128(visit.convening),
                day: date_of(visit.day),
                travel: visit.travel,
                free: visit.idle,
            })
            .collect(),
    });
    let mut dates: Vec<Dated> = dates.collect();
    dates.sort_by_key(|dated| (dated.day, dated.convening));
    Dates {
        dates,
        journeys: journeys.collect(),
        value: plan.value,
        ceiling: plan.ceiling,
        invited: asked.invited.clone(),
    }
}

/// Why there are no dates, in a sentence, and what to do.
pub(crate) fn trouble(
    asked: &Asked,
    question: &Question,
    names: &BTreeMap<OrganizationId, String>,
    trouble: &Trouble,
) -> String {
    let name = |id: u128| {
        let meeting = asked.meeting(ConveningId::from_u128(id));
        let meeting = meeting.map(|meeting| format!("“{}”", meeting.title));
        let funder = || names.get(&OrganizationId::from_u128(id)).cloned();
        meeting
            .or_else(funder)
            .unwrap_or_else(|| "Somebody".to_owned())
    };
    let place = |at: usize| {
        let spot = question.spots.get(at);
        spot.map_or_else(|| "one place".to_owned(), |spot| asked.spot_name(*spot))
    };
    let said = trouble.sentence(name, place);
    match trouble {
        Trouble::Never(_) | Trouble::NotFound(_) => format!(
            "{said} Widen a window, add a venue, or let a guest of the two be optional on its guest list."
        ),
        _ => said,
    }
}

impl Dates {
    /// How much of what any dates could bring these bring, in whole percent, rounded down.
    pub(crate) fn share(&self) -> Option<i64> {
        (self.ceiling > 0).then(|| self.value.saturating_mul(100).div_euclid(self.ceiling))
    }

    pub(crate) fn of(&self, convening: ConveningId) -> Option<&Dated> {
        self.dates.iter().find(|dated| dated.convening == convening)
    }

    /// What a guest was counted with at a convening.
    pub(crate) fn invited(
        &self,
        convening: ConveningId,
        funder: OrganizationId,
    ) -> Option<Invited> {
        let mut all = self.invited.iter().copied();
        all.find(|each| (each.convening, each.funder) == (convening, funder))
    }

    /// Every guest of every convening.
    pub(crate) fn funders(&self) -> BTreeSet<OrganizationId> {
        self.invited.iter().map(|invited| invited.funder).collect()
    }

    /// The same without some guests of some convenings, as if they had never been asked.
    pub(crate) fn without(mut self, away: &BTreeSet<(ConveningId, OrganizationId)>) -> Self {
        if away.is_empty() {
            return self;
        }
        for dated in &mut self.dates {
            let here = dated.convening;
            dated
                .comes
                .retain(|funder| !away.contains(&(here, *funder)));
            dated
                .lost
                .retain(|lost| !away.contains(&(here, lost.funder)));
        }
        for journey in &mut self.journeys {
            let funder = journey.funder;
            journey
                .stops
                .retain(|stop| !away.contains(&(stop.convening, funder)));
        }
        self.invited
            .retain(|each| !away.contains(&(each.convening, each.funder)));
        let asked = self.funders();
        self.journeys
            .retain(|journey| asked.contains(&journey.funder));
        self
    }
}
