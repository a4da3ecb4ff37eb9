//! The question put together from what is stored and what is asked, and its answer.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;

use super::{asked::Settings, held::Held};
use crate::{
    composing::{
        inputs::{self, Acquaintance, Organization, Scene, number},
        rules::{self, GuestList, Instance, Problem, Trouble},
        shortlist::shortlist,
    },
    convenings::{self, Upcoming},
    goals::GoalNeed,
    ids::{GoalId, OrganizationId, PartnershipId},
    relationships,
    web::{AppError, Desk, Result},
};

/// A list, or why there is none, with everything a page says of it.
pub(super) struct Composed {
    pub(super) goals: Vec<GoalNeed>,
    pub(super) scene: Scene,
    pub(super) answer: std::result::Result<Answer, Trouble>,
    pub(super) held: Held,
    pub(super) upcoming: Vec<Upcoming>,
    pub(super) seated: BTreeSet<OrganizationId>,
    /// Who is locked, asked not to be contacted and is left out for that.
    pub(super) silent: BTreeSet<OrganizationId>,
    pub(super) asked: BTreeMap<OrganizationId, u32>,
    /// Who of the goals' partnerships knows a guest best.
    pub(super) acquainted: BTreeMap<OrganizationId, Acquaintance>,
}

/// What the rules found.
pub(super) struct Answer {
    pub(super) list: GuestList,
    /// From the linear program, where it was asked for.
    pub(super) proof: Option<u64>,
    pub(super) candidates: usize,
    pub(super) rested: Vec<OrganizationId>,
}

/// Puts the question together and answers it, away from the threads that serve.
pub(super) async fn compose(desk: &Desk, goal: GoalId, settings: &Settings) -> Result<Composed> {
    let db = &desk.app.db;
    let silent = silent_of(desk, &settings.locked).await?;
    let locked = &settings.locked - &silent;
    let locked = &locked;
    let (mut goals, mut lists) = (Vec::new(), Vec::new());
    for id in [goal].iter().chain(&settings.goals) {
        let (need, list) = AppError::found(shortlist(db, *id, locked, desk.local_date()).await?)?;
        goals.push(need);
        lists.push(list);
    }
    let mut scene = inputs::scene(&lists);
    let ids: Vec<GoalId> = goals.iter().map(|each| each.id).collect();
    let (today, except) = (desk.local_date(), settings.convening);
    let seated = convenings::seated_for(desk.db(), ids.clone(), except).await?;
    let asked = convenings::asked_this_quarter(desk.db(), today, except).await?;
    let upcoming = convenings::upcoming_for(desk.db(), goal, desk.app.now()).await?;
    let acquainted = acquainted(desk, &goals).await?;
    let chosen_from = scene.chosen_from(locked);
    let held = Held::load(
        desk.db(),
        (&ids, settings.convening),
        &upcoming,
        &chosen_from,
    )
    .await?;
    name_the_rest(desk, settings, &held, &mut scene).await?;
    let numbers = |ids: &BTreeSet<OrganizationId>| ids.iter().copied().map(number).collect();
    let mut wish = settings.wish();
    wish.must = numbers(locked);
    wish.recused = numbers(&held.recused);
    let pairs = held.apart.iter();
    wish.apart = pairs.map(|pair| pair.map(number).into()).collect();
    wish.never.extend(held.kept_out.iter().copied().map(number));
    let locked_out = locked.intersection(&held.kept_out).next().copied();
    let problem = Problem {
        needs: scene.needs(),
        candidates: scene.candidates(&chosen_from, &seated, &asked, &acquainted),
        wish,
    };
    let prove = settings.prove;
    let answer = match locked_out {
        Some(id) => Err(Trouble::MustApartFromSeated(number(id))),
        None => tokio::task::spawn_blocking(move || answer(&problem, prove))
            .await
            .context("composing stopped")?,
    };
    Ok(Composed {
        goals,
        scene,
        answer,
        held,
        upcoming,
        seated,
        silent,
        asked,
        acquainted,
    })
}

/// Who of the goals' partnerships knows a funder best: one query for each partnership, however many may come.
async fn acquainted(
    desk: &Desk,
    goals: &[GoalNeed],
) -> Result<BTreeMap<OrganizationId, Acquaintance>> {
    let mut named = BTreeSet::new();
    let partnerships = goals.iter().filter_map(|goal| goal.partnership_id);
    let partnerships: Vec<PartnershipId> = partnerships.filter(|id| named.insert(*id)).collect();
    let mut tables = Vec::new();
    for id in partnerships {
        let standings = relationships::standings(desk.db(), id, desk.today()).await?;
        tables.push((id, standings));
    }
    Ok(inputs::best_known(tables))
}

fn answer(problem: &Problem, prove: bool) -> std::result::Result<Answer, Trouble> {
    let instance = Instance::new(problem)?;
    let list = rules::compose(&instance);
    Ok(Answer {
        proof: prove
            .then(|| rules::certificate(&instance, &list))
            .flatten(),
        list,
        candidates: instance.candidates(),
        rested: instance
            .rested()
            .iter()
            .copied()
            .map(inputs::organization)
            .collect(),
    })
}

/// Who of these asked not to be contacted. Nobody else has to be asked about: matches leave them out themselves.
async fn silent_of(
    desk: &Desk,
    locked: &BTreeSet<OrganizationId>,
) -> Result<BTreeSet<OrganizationId>> {
    if locked.is_empty() {
        return Ok(BTreeSet::new());
    }
    let known = convenings::organizations(desk.db(), locked.iter().copied()).await?;
    let silent = known.into_values().filter(|one| one.do_not_contact);
    Ok(silent.map(|one| one.id).collect())
}

/// Names of those who are not among the best matches: locked or left out by name, kept apart, recused.
async fn name_the_rest(
    desk: &Desk,
    settings: &Settings,
    held: &Held,
    scene: &mut Scene,
) -> Result<()> {
    let asked = settings.locked.iter().chain(&settings.dropped).copied();
    let unknown: BTreeSet<OrganizationId> = asked
        .chain(held.named())
        .filter(|id| !scene.organizations.contains_key(id))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    for (id, row) in convenings::organizations(desk.db(), unknown).await? {
        let organization = Organization {
            name: row.name,
            kind: row.kind,
            illustrative: row.illustrative,
            brings: BTreeMap::new(),
            budget: 0,
            offers: BTreeSet::new(),
            fit: None,
            local: false,
            convener: row.kind == Some(crate::values::FunderType::ConvenerNonfunder),
        };
        scene.organizations.insert(id, organization);
    }
    Ok(())
}
