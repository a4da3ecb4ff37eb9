//! The other direction: the goals a funder could help, by the same verdicts and scores as a goal's own list.
//!
//! A funder has a handful of funding sources, so an index of just these is asked about every goal that money is sought for.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{
    dealings::{KnownOfOne, RestsOn},
    directory::{Directory, directory},
    engine::Index,
    inputs,
    numbers::know,
    odd,
    rules::{Dealings, Match, Verdict, Weights, match_up},
    sought::{AllSought, Sought, sought},
    weighing,
};
use crate::{
    db::Db,
    funders::{self, PocketRow},
    ids::{FundingSourceId, OrganizationId},
};

/// One goal with the funder's source that fits it best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    verdict: Verdict,
    score: u32,
    /// Its place among all goals.
    goal: usize,
    source: FundingSourceId,
}

/// All goals that a funder could help: better verdict first, then higher fit, then the older goal.
#[derive(Clone, Debug)]
pub(super) struct FunderGoals {
    found: Arc<Vec<Found>>,
    pub(super) goals: Arc<AllSought>,
    /// What the funder has, as the rules read it.
    pub(super) pockets: Vec<PocketRow>,
    ground: Ground,
}

/// One of them in words.
pub(super) struct FunderGoal {
    pub(super) goal: Arc<Sought>,
    /// The funding source that fits best.
    pub(super) pocket: PocketRow,
    pub(super) found: Match,
}

/// The goals for a funder on the given day.
pub(super) async fn goals_for(
    db: &Db,
    funder: OrganizationId,
    today: Date,
) -> Result<FunderGoals, DbErr> {
    let rests_on = RestsOn::read(db).await?;
    let directory = directory(db).await?;
    let weights = weighing::in_force(db, rests_on.weights).await?;
    let goals = sought(db).await?;
    let faces = directory
        .faces()
        .filter(|(_, face)| face.organization == funder);
    let ids: Vec<FundingSourceId> = faces.map(|(id, _)| id).collect();
    let pockets = funders::pocket_rows(db.read(), &ids).await?;
    let ground = Ground {
        known: KnownOfOne::read(db, &rests_on, funder, today).await?,
        weights,
        today,
    };
    let number = (directory.number, goals.number());
    let revision = format!("{} {rests_on} {} {today}", number.0, number.1);
    let found = db
        .kept_as(&funder.to_string(), &revision, async || {
            let (directory, goals, pockets) =
                (Arc::clone(&directory), Arc::clone(&goals), pockets.clone());
            let ground = ground.clone();
            let work = move || ground.stand(&directory, &goals, &pockets);
            tokio::task::spawn_blocking(work).await.map_err(odd)?
        })
        .await?;
    Ok(FunderGoals {
        found,
        goals,
        pockets,
        ground,
    })
}

/// What scores rest on beside the goals and the funder's sources.
#[derive(Clone, Debug)]
struct Ground {
    known: KnownOfOne,
    weights: Weights,
    today: Date,
}

impl Ground {
    /// What is known of the funder to those who seek this goal.
    fn dealings(&self, goal: &Sought) -> Dealings {
        self.known.to(goal.table, &goal.need, self.today)
    }

    fn stand(
        &self,
        directory: &Directory,
        goals: &AllSought,
        pockets: &[PocketRow],
    ) -> Result<Vec<Found>, DbErr> {
        let mut numbers = directory.numbers.clone();
        let sources = pockets
            .iter()
            .filter_map(|row| numbers.source(row.id.as_u128(), &inputs::pocket(row)));
        let sources = sources.collect();
        let index = Index::new(sources, numbers.tree.clone()).map_err(odd)?;
        let mut all = Vec::new();
        for (at, goal) in goals.goals.iter().enumerate() {
            let mut ask = numbers.ask(&goal.need, self.weights, self.today);
            let dealings = self.dealings(goal);
            let known = pockets
                .iter()
                .map(|row| (row.id.as_u128(), dealings.clone()));
            know(&mut ask, self.weights, known);
            let (eligible, aligned) = index.all(&ask).map_err(odd)?;
            let eligible = eligible.first().map(|hit| (Verdict::Eligible, hit));
            let best = eligible.or_else(|| {
                let aligned = aligned.first();
                aligned.map(|hit| (Verdict::AlignedNoOpenLine, hit))
            });
            all.extend(best.map(|(verdict, hit)| Found {
                verdict,
                score: hit.score,
                goal: at,
                source: FundingSourceId::from_u128(hit.id),
            }));
        }
        all.sort_by(|a, b| {
            let verdict = a.verdict.cmp(&b.verdict);
            verdict
                .then(b.score.cmp(&a.score))
                .then(a.goal.cmp(&b.goal))
        });
        Ok(all)
    }
}

impl FunderGoals {
    /// How many have this verdict.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        let these = self.found.iter().filter(|found| found.verdict == verdict);
        these.count()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Some of them in words.
    pub(super) fn page(&self, skip: usize, take: usize) -> Vec<FunderGoal> {
        let pockets: HashMap<FundingSourceId, &PocketRow> =
            self.pockets.iter().map(|row| (row.id, row)).collect();
        let these = self.found.iter().skip(skip).take(take);
        these
            .filter_map(|found| {
                let goal = self.goals.goals.get(found.goal)?;
                let pocket = *pockets.get(&found.source)?;
                Some(self.in_words(goal, pocket))
            })
            .collect()
    }

    fn in_words(&self, goal: &Arc<Sought>, pocket: &PocketRow) -> FunderGoal {
        let (weights, today) = (self.ground.weights, self.ground.today);
        let rules = inputs::pocket(pocket);
        let dealings = self.ground.dealings(goal);
        FunderGoal {
            found: match_up(&rules, &goal.need, dealings, weights, today),
            goal: Arc::clone(goal),
            pocket: pocket.clone(),
        }
    }
}
