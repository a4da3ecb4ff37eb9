//! The question put together from what is stored and what is asked, and its answer.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;

use super::asked::Settings;
use crate::{
    composing::{
        inputs::{self, Organization, Scene, number},
        rules::{self, GuestList, Instance, Problem, Trouble},
        store,
    },
    convenings,
    entities::{kept_apart, recusals},
    goals::GoalNeed,
    ids::{GoalId, OrganizationId},
    matching::matches_of,
    web::{AppError, Desk, Result},
};

/// A list, or why there is none, with everything a page says of it.
pub(super) struct Composed {
    pub(super) goals: Vec<GoalNeed>,
    pub(super) scene: Scene,
    pub(super) answer: std::result::Result<Answer, Trouble>,
    pub(super) pairs: Vec<kept_apart::Model>,
    pub(super) recusals: Vec<recusals::Model>,
    pub(super) seated: BTreeSet<OrganizationId>,
    pub(super) asked: BTreeMap<OrganizationId, u32>,
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
    let today = desk.local_date();
    let mut found = Vec::new();
    for id in [goal].iter().chain(&settings.goals) {
        let db = &desk.app.db;
        let matches = AppError::found(matches_of(db, *id, today).await?)?;
        let candidates = matches.candidates(inputs::LOOKED_AT, &settings.locked);
        let explained = matches.explain(db, &candidates).await?;
        found.push((matches.goal().clone(), explained));
    }
    let mut scene = inputs::scene(&found);
    let goals: Vec<GoalNeed> = found.into_iter().map(|(goal, _)| goal).collect();
    let ids: Vec<GoalId> = goals.iter().map(|each| each.id).collect();
    let pairs = store::pairs(desk.db()).await?;
    let recusals = store::recusals(desk.db(), ids.clone()).await?;
    let seated = convenings::seated_for(desk.db(), ids).await?;
    let asked = convenings::asked_this_quarter(desk.db(), today).await?;
    name_the_rest(desk, settings, (&pairs, &recusals), &mut scene).await?;
    let mut wish = settings.wish();
    wish.recused = recusals
        .iter()
        .map(|row| number(row.organization_id))
        .collect();
    let pair = |row: &kept_apart::Model| (number(row.one_id), number(row.other_id));
    wish.apart = pairs.iter().map(pair).collect();
    let problem = Problem {
        needs: scene.needs(),
        candidates: scene.candidates(&settings.locked, &seated, &asked),
        wish,
    };
    let prove = settings.prove;
    let answer = tokio::task::spawn_blocking(move || answer(&problem, prove))
        .await
        .context("composing stopped")?;
    Ok(Composed {
        goals,
        scene,
        answer,
        pairs,
        recusals,
        seated,
        asked,
    })
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

/// Names of those who are in no match: locked or left out by name, kept apart, recused.
async fn name_the_rest(
    desk: &Desk,
    settings: &Settings,
    (pairs, recusals): (&[kept_apart::Model], &[recusals::Model]),
    scene: &mut Scene,
) -> Result<()> {
    let of_pairs = pairs.iter().flat_map(|row| [row.one_id, row.other_id]);
    let of_recusals = recusals.iter().map(|row| row.organization_id);
    let asked = settings.locked.iter().chain(&settings.dropped).copied();
    let unknown: BTreeSet<OrganizationId> = asked
        .chain(of_pairs)
        .chain(of_recusals)
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
            offers: BTreeSet::new(),
            fit: None,
            local: false,
            convener: row.kind == Some(crate::values::FunderType::ConvenerNonfunder),
        };
        scene.organizations.insert(id, organization);
    }
    Ok(())
}
