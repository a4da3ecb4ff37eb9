//! A goal's matches: worked out in numbers over the directory in memory, put into words for the rows that are looked at.
//!
//! Matching keeps no table of verdicts: they are worked out when they are looked at, so they are never older than the
//! facts they rest on. What a goal's list comes to is kept until the goal, the directory, the asks, the weights or the day
//! changes.

mod weighed;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{
    dealings::{Known, known},
    directory::{Directory, Face, directory},
    engine::Hit,
    inputs, numbers,
    rules::{Match, Need, Timing, Verdict, Weights, match_up, next_decision},
    weighing,
};
use crate::{
    db::{Db, Topic},
    funders::{self, PocketRow},
    goals::{self, GoalNeed},
    ids::{FundingSourceId, GoalId, OrganizationId, StackLineId},
    values::CapitalProduct,
};

/// How many conveners are offered for a guest list.
const CONVENERS: usize = 200;

/// One funding source held against a goal.
#[derive(Clone, Debug)]
pub struct GoalMatch {
    pub pocket: PocketRow,
    /// When it decides next.
    pub timing: Timing,
    /// Verdict, reasons, fit and likely ask.
    pub found: Match,
}

/// A goal with the verdict on every funding source.
#[derive(Debug)]
struct Standing {
    goal: GoalNeed,
    need: Need,
    /// Eligible and aligned sources with their scores, best first.
    passed: Vec<(FundingSourceId, Verdict, u32)>,
    verdicts: HashMap<FundingSourceId, Verdict>,
}

/// A goal and all active funding sources held against it.
#[derive(Clone, Debug)]
pub struct GoalMatches {
    standing: Arc<Standing>,
    directory: Arc<Directory>,
    ground: Ground,
    /// How many organizations have no funding source to match.
    pub unmatched: u64,
}

/// What a score rests on beside the goal and the directory.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) weights: Weights,
    pub(super) known: Arc<Known>,
    pub(super) today: Date,
}

/// The matches of a goal on the given day; `None` when there is no such goal.
pub async fn matches_of(db: &Db, goal: GoalId, today: Date) -> Result<Option<GoalMatches>, DbErr> {
    matches_for(db, goal, None, today).await
}

/// The same for one line of the goal's stack: who could fill it.
pub async fn matches_for(
    db: &Db,
    goal: GoalId,
    line: Option<StackLineId>,
    today: Date,
) -> Result<Option<GoalMatches>, DbErr> {
    let Some(stamp) = goals::stamp_of(db.read(), goal).await? else {
        return Ok(None);
    };
    let topics = [Topic::Funders, Topic::Asks, Topic::Weights];
    let [funders, asks, weights] = db.revisions(topics).await?;
    let directory = directory(db).await?;
    let ground = Ground {
        weights: weighing::in_force(db, weights).await?,
        known: known(db, (funders, asks), today).await?,
        today,
    };
    let revision = format!("{stamp} {} {funders} {asks} {weights}", directory.number);
    let key = format!("{goal} {line:?} {today}");
    let standing = db.kept_as(&key, &revision, async || {
        let goal = goals::need_of(db.read(), goal).await?;
        let goal = goal.ok_or_else(|| DbErr::RecordNotFound("the goal".to_owned()))?;
        stand(&directory, goal, line, &ground)
    });
    let directory_revision = funders.to_string();
    let unmatched = db.kept_as("", &directory_revision, async || {
        funders::organizations_without_pocket(db.read())
            .await
            .map(Unmatched)
    });
    let (standing, unmatched) = tokio::try_join!(standing, unmatched)?;
    Ok(Some(GoalMatches {
        standing,
        directory,
        ground,
        unmatched: unmatched.0,
    }))
}

struct Unmatched(u64);

fn stand(
    directory: &Directory,
    goal: GoalNeed,
    line: Option<StackLineId>,
    ground: &Ground,
) -> Result<Standing, DbErr> {
    let (weights, today) = (ground.weights, ground.today);
    let need = inputs::need(&goal, line);
    let mut ask = directory.numbers.ask(&need, weights, today);
    let known = ground.known.all(&need, today);
    numbers::know(&mut ask, weights, known.map(|(id, d)| (id.as_u128(), d)));
    let (eligible, aligned) = directory
        .index
        .all(&ask)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    let of = |hits: Vec<Hit>, verdict| {
        hits.into_iter()
            .map(move |hit| (FundingSourceId::from_u128(hit.id), verdict, hit.score))
    };
    let passed: Vec<_> = of(eligible, Verdict::Eligible)
        .chain(of(aligned, Verdict::AlignedNoOpenLine))
        .collect();
    Ok(Standing {
        verdicts: passed
            .iter()
            .map(|(id, verdict, _)| (*id, *verdict))
            .collect(),
        passed,
        goal,
        need,
    })
}

impl GoalMatches {
    pub fn goal(&self) -> &GoalNeed {
        &self.standing.goal
    }

    /// How many funding sources there are.
    pub fn sources(&self) -> usize {
        self.directory.sums.sources
    }

    /// How many are eligible or aligned.
    pub fn could_help(&self) -> usize {
        self.standing.passed.len()
    }

    /// How many have this verdict.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        let passed = &self.standing.passed;
        let conveners = self.directory.sums.conveners;
        match verdict {
            Verdict::NotAFunder => conveners,
            Verdict::Ineligible => self.sources().saturating_sub(passed.len() + conveners),
            _ => passed
                .iter()
                .filter(|(_, each, _)| *each == verdict)
                .count(),
        }
    }

    /// Whether anybody offers this kind of money.
    pub(super) fn offer(&self, product: CapitalProduct) -> bool {
        self.directory.sums.offer(product)
    }

    /// Funding sources with one verdict: higher fit first, then smaller id.
    pub(super) fn with(
        &self,
        verdict: Verdict,
    ) -> Box<dyn Iterator<Item = (FundingSourceId, &Face)> + Send + '_> {
        let directory = &self.directory;
        match verdict {
            Verdict::Eligible | Verdict::AlignedNoOpenLine => {
                let passed = self.standing.passed.iter();
                let these = passed.filter(move |(_, each, _)| *each == verdict);
                Box::new(these.filter_map(|(id, _, _)| directory.face(*id).map(|face| (*id, face))))
            }
            Verdict::NotAFunder => Box::new(
                directory
                    .faces()
                    .filter(|(_, face)| face.at_best == Verdict::NotAFunder),
            ),
            Verdict::Ineligible => Box::new(directory.faces().filter(|(id, face)| {
                face.at_best != Verdict::NotAFunder && !self.standing.verdicts.contains_key(id)
            })),
        }
    }

    /// Every funding source: better verdict first, then higher fit, then smaller id.
    pub fn ids(&self) -> Vec<FundingSourceId> {
        let all = [
            Verdict::Eligible,
            Verdict::AlignedNoOpenLine,
            Verdict::Ineligible,
            Verdict::NotAFunder,
        ];
        let all = all.into_iter().flat_map(|verdict| self.with(verdict));
        all.map(|(id, _)| id).collect()
    }

    /// The funding sources of these organizations, in the order of [`Self::ids`].
    pub(super) fn of(&self, organizations: &BTreeSet<OrganizationId>) -> Vec<FundingSourceId> {
        if organizations.is_empty() {
            return Vec::new();
        }
        let rank = |id: FundingSourceId| {
            let at = self
                .standing
                .passed
                .iter()
                .position(|(each, _, _)| *each == id);
            (at.unwrap_or(usize::MAX), id)
        };
        let faces = self.directory.faces();
        let mut theirs: Vec<_> = faces
            .filter(|(_, face)| organizations.contains(&face.organization))
            .map(|(id, _)| rank(id))
            .collect();
        theirs.sort_unstable();
        theirs.into_iter().map(|(_, id)| id).collect()
    }

    /// The best of them that are eligible or aligned.
    pub fn best(&self, most: usize) -> Vec<FundingSourceId> {
        let best = self.standing.passed.iter().take(most);
        best.map(|(id, _, _)| *id).collect()
    }

    /// Whom a guest list is chosen from: the best that are eligible or aligned, the first of the conveners, and whatever
    /// these organizations have; better verdict first, then higher fit.
    pub fn candidates(
        &self,
        most: usize,
        named: &BTreeSet<OrganizationId>,
    ) -> Vec<FundingSourceId> {
        let mut chosen = self.best(most);
        let mut seen: HashSet<FundingSourceId> = chosen.iter().copied().collect();
        let conveners = self
            .with(Verdict::NotAFunder)
            .take(CONVENERS)
            .map(|(id, _)| id);
        let named = self.of(named);
        chosen.extend(
            named
                .into_iter()
                .chain(conveners)
                .filter(|id| seen.insert(*id)),
        );
        chosen
    }

    /// These funding sources in words, in the order asked for; those that are no more are left out.
    pub async fn explain(&self, db: &Db, ids: &[FundingSourceId]) -> Result<Vec<GoalMatch>, DbErr> {
        let mut found: HashMap<FundingSourceId, GoalMatch> = HashMap::new();
        for some in ids.chunks(1_000) {
            for pocket in funders::pocket_rows(db.read(), some).await? {
                found.insert(pocket.id, self.in_words(pocket));
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    fn in_words(&self, row: PocketRow) -> GoalMatch {
        let (need, today) = (&self.standing.need, self.ground.today);
        let pocket = inputs::pocket(&row);
        let dealings = self.ground.known.of(row.organization_id, need, today);
        let found = match_up(&pocket, need, dealings, self.ground.weights, today);
        GoalMatch {
            timing: next_decision(&pocket.cycle, today),
            pocket: row,
            found,
        }
    }
}
