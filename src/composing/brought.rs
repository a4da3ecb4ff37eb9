//! What some organizations could bring to the gap of some goals, and how likely each comes: for other rooms that weigh a
//! meeting by who is there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{
    inputs::{self, best_known, chance, scene},
    rules::{Need, Offer},
    shortlist::of_these,
};
use crate::{
    db::Db,
    ids::{GoalId, OrganizationId, PartnershipId},
    relationships,
    values::{CapitalProduct, time_convert::to_naive},
};

/// What is open, and who could fill what of it.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// Open kinds of money; offers name them by their place here.
    pub kinds: Vec<CapitalProduct>,
    pub needs: Vec<Need>,
    pub offers: BTreeMap<OrganizationId, Vec<Offer>>,
    /// The most each could bring in all, in dollars: one product that fills two kinds is one product.
    pub purses: BTreeMap<OrganizationId, u64>,
    chances: BTreeMap<OrganizationId, u16>,
}

impl Brought {
    /// How likely somebody comes who said yes, in basis points.
    #[must_use]
    pub fn chance(&self, organization: Option<OrganizationId>) -> u16 {
        let known = organization.and_then(|id| self.chances.get(&id));
        known.copied().unwrap_or_else(|| chance(None))
    }
}

/// Holds the funding sources of these organizations, and of nobody else, against these goals.
pub async fn brought_by(
    db: &Db,
    goals: &[GoalId],
    organizations: &BTreeSet<OrganizationId>,
    today: Date,
) -> Result<Brought, DbErr> {
    let (mut lists, mut partnerships) = (Vec::new(), BTreeSet::new());
    for goal in goals {
        if let Some((need, list)) = of_these(db, *goal, organizations, today).await? {
            partnerships.extend(need.partnership_id);
            lists.push(list);
        }
    }
    let mut tables: Vec<(PartnershipId, _)> = Vec::new();
    let day = to_naive(today.at(0, 0, 0, 0)).date();
    for id in partnerships {
        tables.push((id, relationships::standings(db.read(), id, day).await?));
    }
    let scene = scene(&lists);
    let offers = organizations.iter().filter_map(|id| {
        let known: &inputs::Organization = scene.organizations.get(id)?;
        let offer = |(need, max): (&usize, &u64)| Offer {
            need: *need,
            min: 0,
            max: *max,
        };
        Some((*id, known.brings.iter().map(offer).collect()))
    });
    let known = best_known(tables).into_iter();
    let purses = organizations.iter();
    let purses = purses.filter_map(|id| Some((*id, scene.organizations.get(id)?.budget)));
    Ok(Brought {
        kinds: scene.kinds.iter().map(|(kind, _)| *kind).collect(),
        needs: scene.needs(),
        offers: offers.collect(),
        purses: purses.collect(),
        chances: known
            .map(|(id, known)| (id, chance(Some(known.stage))))
            .collect(),
    })
}
