//! A goal's matches, read from the tables of other rooms through their verbs.
//!
//! Matching keeps no table of its own: verdicts are worked out when they are looked at, so they are never older than the
//! facts they rest on.

use std::sync::Arc;

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{
    inputs,
    rules::{Dealings, Match, Pocket, Timing, Weights, match_up, next_decision, rank},
};
use crate::{
    db::{Db, Topic},
    funders::{self, PocketRow},
    goals::{self, GoalNeed},
    ids::GoalId,
};

/// One funding source held against a goal.
#[derive(Clone, Debug)]
pub struct GoalMatch {
    pub pocket: Arc<PocketRow>,
    /// When it decides next.
    pub timing: Timing,
    /// Verdict, reasons, fit and likely ask.
    pub found: Match,
}

/// All funding sources, as rows and as the rules see them: most of what a view of matches would read, so it is kept in
/// memory until one of them changes.
struct Directory {
    organizations: u64,
    pockets: Vec<(Arc<PocketRow>, Pocket)>,
}

async fn directory(db: &Db) -> Result<Arc<Directory>, DbErr> {
    db.kept(Topic::Funders, async |db| {
        let rows = funders::pockets_for_matching(db).await?;
        let pockets = rows.into_iter().map(|row| {
            let pocket = inputs::pocket(&row);
            (Arc::new(row), pocket)
        });
        Ok(Directory {
            pockets: pockets.collect(),
            organizations: funders::organization_count(db).await?,
        })
    })
    .await
}

/// A goal and every active funding source held against it, best first.
#[derive(Clone, Debug)]
pub struct GoalMatches {
    pub goal: GoalNeed,
    pub matches: Vec<GoalMatch>,
    /// How many organizations the directory holds, with or without a funding source.
    pub organizations: u64,
}

/// Every match of a goal on the given day: better verdict first, then higher fit, then smaller id. `None` when there is
/// no such goal.
pub async fn matches_of(db: &Db, goal: GoalId, today: Date) -> Result<Option<GoalMatches>, DbErr> {
    let Some(goal) = goals::need_of(db.read(), goal).await? else {
        return Ok(None);
    };
    let directory = directory(db).await?;
    let need = inputs::need(&goal);
    // Nothing is recorded yet about how a source and a partnership know each other.
    let (dealings, weights) = (Dealings::default(), Weights::default());
    let mut found: Vec<_> = directory
        .pockets
        .iter()
        .enumerate()
        .map(|(at, (row, pocket))| {
            let pair = match_up(pocket, &need, dealings, weights, today);
            ((row.id, at), pair)
        })
        .collect();
    rank(&mut found);
    let matches = found.into_iter().map(|((_, at), found)| {
        let pocket = Arc::clone(&directory.pockets[at].0);
        GoalMatch {
            timing: next_decision(&inputs::decision_cycle(&pocket.decision_cycle), today),
            pocket,
            found,
        }
    });
    Ok(Some(GoalMatches {
        matches: matches.collect(),
        goal,
        organizations: directory.organizations,
    }))
}
