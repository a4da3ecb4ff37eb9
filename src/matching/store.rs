//! A goal's matches, read from the tables of other rooms through their verbs.
//!
//! Matching keeps no table of its own: verdicts are worked out when they are looked at, so they are never older than the
//! facts they rest on.

use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    inputs,
    rules::{Dealings, Match, Timing, Weights, match_up, next_decision, rank},
};
use crate::{
    funders::{self, PocketRow},
    goals::{self, GoalNeed},
    ids::GoalId,
};

/// One funding source held against a goal.
#[derive(Clone, Debug)]
pub struct GoalMatch {
    pub pocket: PocketRow,
    /// When it decides next.
    pub timing: Timing,
    /// Verdict, reasons, fit and likely ask.
    pub found: Match,
}

/// A goal and every active funding source held against it, best first.
#[derive(Clone, Debug)]
pub struct GoalMatches {
    pub goal: GoalNeed,
    pub matches: Vec<GoalMatch>,
}

/// Every match of a goal on the given day: better verdict first, then higher fit, then smaller id. `None` when there is
/// no such goal.
pub async fn matches_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
    today: Date,
) -> Result<Option<GoalMatches>, DbErr> {
    let Some(goal) = goals::need_of(db, goal).await? else {
        return Ok(None);
    };
    let need = inputs::need(&goal);
    let mut rows: Vec<Option<PocketRow>> = Vec::new();
    let mut found = Vec::new();
    for (at, row) in funders::pockets_for_matching(db)
        .await?
        .into_iter()
        .enumerate()
    {
        let pocket = inputs::pocket(&row);
        // Nothing is recorded yet about how a source and a partnership know each other.
        let pair = match_up(
            &pocket,
            &need,
            Dealings::default(),
            Weights::default(),
            today,
        );
        found.push(((row.id, at), pair));
        rows.push(Some(row));
    }
    rank(&mut found);
    let matches = found
        .into_iter()
        .filter_map(|((_, at), found)| {
            let pocket = rows[at].take()?;
            let timing = next_decision(&inputs::decision_cycle(&pocket.decision_cycle), today);
            Some(GoalMatch {
                pocket,
                timing,
                found,
            })
        })
        .collect();
    Ok(Some(GoalMatches { goal, matches }))
}
