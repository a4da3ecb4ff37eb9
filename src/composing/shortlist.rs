//! Whom one goal's guests are chosen from: a few facts of its best matches, kept while nothing behind them changes, so that
//! the next button on the page does not read them all again.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::inputs::{Shortlist, Source, open_kinds, scene, sources};
use crate::{
    db::Db,
    goals::GoalNeed,
    ids::{FundingSourceId, GoalId, OrganizationId},
    matching::{GoalMatches, matches_of},
};

/// A goal and whom its guests are chosen from; nothing when there is no such goal.
///
/// The best are kept; those who are locked differ from look to look and are read apart.
pub(super) async fn shortlist(
    db: &Db,
    goal: GoalId,
    locked: &BTreeSet<OrganizationId>,
    today: Date,
) -> Result<Option<(GoalNeed, Shortlist)>, DbErr> {
    let Some(matches) = matches_of(db, goal, today).await? else {
        return Ok(None);
    };
    let best = matches.for_a_room();
    let revision = format!("{} {}", matches.revision(), in_short(&best));
    let kept = db
        .kept_as(&format!("{goal} {today}"), &revision, async || {
            facts(db, &matches, &best).await
        })
        .await?;
    let named = if locked.is_empty() {
        Vec::new()
    } else {
        let held: HashSet<FundingSourceId> = best.iter().copied().collect();
        let mut named = matches.candidates(0, locked);
        named.retain(|id| !held.contains(id));
        facts(db, &matches, &named).await?
    };
    let list = Shortlist {
        open: open_kinds(matches.goal()),
        best: Arc::clone(&kept),
        named,
    };
    Ok(Some((matches.goal().clone(), list)))
}

async fn facts(
    db: &Db,
    matches: &GoalMatches,
    ids: &[FundingSourceId],
) -> Result<Vec<Source>, DbErr> {
    Ok(sources(matches.goal(), &matches.explain(db, ids).await?))
}

/// Which they are and in which order, as one number: their order rests on more than the goal and the directory.
fn in_short(ids: &[FundingSourceId]) -> u64 {
    let mut hasher = DefaultHasher::new();
    ids.hash(&mut hasher);
    hasher.finish()
}

/// A goal and these organizations alone; nothing when there is no such goal.
pub(super) async fn of_these(
    db: &Db,
    goal: GoalId,
    organizations: &BTreeSet<OrganizationId>,
    today: Date,
) -> Result<Option<(GoalNeed, Shortlist)>, DbErr> {
    let Some(matches) = matches_of(db, goal, today).await? else {
        return Ok(None);
    };
    let sources = matches.candidates(0, organizations);
    let list = Shortlist {
        open: open_kinds(matches.goal()),
        best: Arc::new(Vec::new()),
        named: facts(db, &matches, &sources).await?,
    };
    Ok(Some((matches.goal().clone(), list)))
}

/// What each of these organizations could bring to these goals together if it came alone, in dollars: no kind of money
/// beyond what the goals leave open, and no dollar of a source twice. Whoever could bring nothing is left out.
pub async fn could_bring(
    db: &Db,
    goals: &[GoalId],
    guests: &BTreeSet<OrganizationId>,
    today: Date,
) -> Result<BTreeMap<OrganizationId, u64>, DbErr> {
    let mut lists = Vec::new();
    for goal in goals {
        let found = of_these(db, *goal, guests, today).await?;
        lists.extend(found.map(|(_, list)| list));
    }
    let organizations = scene(&lists).organizations.into_iter();
    let brings = organizations.map(|(id, known)| (id, known.budget));
    Ok(brings.filter(|(_, brings)| *brings > 0).collect())
}
