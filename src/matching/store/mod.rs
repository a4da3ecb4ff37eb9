//! A goal's matches: worked out in numbers over the directory in memory, put into words for the rows that are looked at.
//!
//! Matching keeps no table of verdicts: they are worked out when they are looked at, so they are never older than the
//! facts they rest on. What a goal's list comes to is kept until the goal, the directory, the asks, the weights or the day
//! changes.

mod room;
mod weighed;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{
    dealings::{Known, RestsOn, known},
    directory::{Directory, Face, aside, directory},
    engine::{Ask, Hit},
    inputs, numbers,
    rules::{
        Brings, Match, Need, Timing, Verdict, Weights, brings, match_up, next_decision,
        open_by_kind,
    },
    stances::{self, Stances},
    weighing,
};
use crate::{
    db::{Db, Large},
    funders::{self, PocketRow},
    goals::{self, GoalNeed},
    ids::{FundingSourceId, GoalId, OrganizationId, StackLineId},
    values::{CapitalProduct, Money},
};

/// One funding source held against a goal.
#[derive(Clone, Debug)]
pub struct GoalMatch {
    pub pocket: PocketRow,
    /// When it decides next.
    pub timing: Timing,
    /// Verdict, reasons, fit and likely ask.
    pub found: Match,
    /// What it could bring of each kind of money; nothing unless it is eligible.
    pub brings: Vec<Brings>,
}

/// A goal with the verdict on every funding source.
#[derive(Debug)]
struct Standing {
    goal: GoalNeed,
    need: Need,
    /// Eligible and aligned sources with their scores, best first.
    passed: Vec<(FundingSourceId, Verdict, u32)>,
    /// The same by rising key.
    by_id: Vec<(FundingSourceId, Verdict)>,
}

impl Standing {
    /// The verdict on a source that passed.
    fn verdict(&self, id: FundingSourceId) -> Option<Verdict> {
        let at = self.by_id.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.by_id[at].1)
    }
}

impl Large for Standing {
    fn bytes(&self) -> usize {
        size_of_val(self.passed.as_slice()) + size_of_val(self.by_id.as_slice())
    }
}

/// A goal and all active funding sources held against it.
#[derive(Clone, Debug)]
pub struct GoalMatches {
    standing: Arc<Standing>,
    directory: Arc<Directory>,
    /// What staff think of them, as of this look.
    stances: Stances,
    ground: Ground,
    /// Changes with everything a score or verdict rests on.
    revision: String,
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

impl Ground {
    /// A goal's question to the index, with what is known of single sources.
    pub(super) fn ask(&self, directory: &Directory, need: &Need) -> Ask {
        let mut ask = directory.numbers.ask(need, self.weights, self.today);
        let known = self.known.all(need, self.today);
        numbers::know(
            &mut ask,
            self.weights,
            known.map(|(id, d)| (id.as_u128(), d)),
        );
        ask
    }
}

/// The matches of a goal on the given day; `None` when there is no such goal.
pub async fn matches_of(db: &Db, goal: GoalId, today: Date) -> Result<Option<GoalMatches>, DbErr> {
    matches_for(db, goal, None, today).await
}

/// The same for one line of the goal's stack, who could fill it; `None` too when the goal has no such line.
pub async fn matches_for(
    db: &Db,
    goal: GoalId,
    line: Option<StackLineId>,
    today: Date,
) -> Result<Option<GoalMatches>, DbErr> {
    let Some((stamp, table)) = goals::stamp_and_table(db.read(), goal).await? else {
        return Ok(None);
    };
    let rests_on = RestsOn::read(db).await?;
    let directory = directory(db).await?;
    let ground = Ground {
        weights: weighing::in_force(db, rests_on.weights).await?,
        known: known(db, &rests_on, table, today).await?,
        today,
    };
    let revision = format!("{stamp} {} {rests_on}", directory.number);
    let key = format!("{goal} {line:?} {today}");
    let standing = db.kept_large(&key, &revision, async || {
        let goal = goals::need_of(db.read(), goal).await?;
        let goal = goal.filter(|goal| line.is_none_or(|line| goal.line_ids.contains(&line)));
        let goal = goal.ok_or_else(|| DbErr::RecordNotFound("the goal or line".to_owned()))?;
        let (directory, ground) = (Arc::clone(&directory), ground.clone());
        aside(move || stand(&directory, goal, line, &ground)).await?
    });
    let directory_revision = rests_on.funders.to_string();
    let unmatched = db.kept_as("", &directory_revision, async || {
        funders::organizations_without_pocket(db.read())
            .await
            .map(Unmatched)
    });
    let stances = stances::of_goal(db.read(), goal, today);
    let (standing, unmatched, stances) = match tokio::try_join!(standing, unmatched, stances) {
        Err(DbErr::RecordNotFound(_)) => return Ok(None),
        found => found?,
    };
    Ok(Some(GoalMatches {
        standing,
        directory,
        stances,
        ground,
        revision,
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
    let need = inputs::need(&goal, line);
    let ask = ground.ask(directory, &need);
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
    let mut by_id: Vec<_> = passed
        .iter()
        .map(|(id, verdict, _)| (*id, *verdict))
        .collect();
    by_id.sort_unstable();
    Ok(Standing {
        goal,
        need,
        passed,
        by_id,
    })
}

impl GoalMatches {
    /// A text that changes with everything that a verdict or score of it rests on.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    pub fn goal(&self) -> &GoalNeed {
        &self.standing.goal
    }

    /// What is open of each kind of money.
    pub(super) fn open(&self) -> BTreeMap<CapitalProduct, Money> {
        open_by_kind(&self.standing.need.lines)
    }

    /// The newest change to any funding source that this has seen.
    pub(super) fn directory_number(&self) -> i64 {
        self.directory.number
    }

    /// The same for somebody who may not read what staff wrote in their own words.
    #[must_use]
    pub(super) fn without_words(mut self) -> Self {
        self.stances.hide_words();
        self
    }

    /// How many funding sources there are.
    pub fn sources(&self) -> usize {
        self.directory.sums.sources
    }

    /// How many are eligible or aligned, and not set aside.
    pub fn could_help(&self) -> usize {
        let aside = self.stances.aside();
        let aside = aside.filter(|id| self.standing.verdict(*id).is_some());
        self.standing.passed.len() - aside.count()
    }

    /// What staff think of them.
    pub(super) fn stances(&self) -> &Stances {
        &self.stances
    }

    /// The verdict on one funding source; nothing if it is not in the directory.
    pub(super) fn verdict_on(&self, id: FundingSourceId) -> Option<(Verdict, &Face)> {
        let face = self.directory.face(id)?;
        let passed = self.standing.verdict(id);
        let verdict = passed.unwrap_or(match face.at_best {
            Verdict::NotAFunder => Verdict::NotAFunder,
            _ => Verdict::Ineligible,
        });
        Some((verdict, face))
    }

    /// Where one stands in the order of [`Self::ids`] among those of its verdict.
    pub(super) fn rank(&self, id: FundingSourceId) -> (usize, FundingSourceId) {
        let mut passed = self.standing.passed.iter();
        let at = passed.position(|(each, _, _)| *each == id);
        (at.unwrap_or(usize::MAX), id)
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
                face.at_best != Verdict::NotAFunder && self.standing.verdict(*id).is_none()
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
        let faces = self.directory.faces();
        let mut theirs: Vec<_> = faces
            .filter(|(_, face)| organizations.contains(&face.organization))
            .map(|(id, _)| self.rank(id))
            .collect();
        theirs.sort_unstable();
        theirs.into_iter().map(|(_, id)| id).collect()
    }

    /// Those of these organizations that have a funding source.
    pub(super) fn matched_of(
        &self,
        organizations: BTreeSet<OrganizationId>,
    ) -> BTreeSet<OrganizationId> {
        if organizations.is_empty() {
            return organizations;
        }
        let faces = self.directory.faces().map(|(_, face)| face.organization);
        faces.filter(|id| organizations.contains(id)).collect()
    }

    /// The best of them that are eligible or aligned, and not set aside.
    pub fn best(&self, most: usize) -> Vec<FundingSourceId> {
        let passed = self.standing.passed.iter().map(|(id, _, _)| *id);
        let best = passed.filter(|id| !self.stances.is_aside(*id));
        best.take(most).collect()
    }

    /// Whom a guest list is chosen from: the best that are eligible or aligned, and whatever these organizations have;
    /// better verdict first, then higher fit. Nobody who is set aside.
    pub fn candidates(
        &self,
        most: usize,
        named: &BTreeSet<OrganizationId>,
    ) -> Vec<FundingSourceId> {
        let mut chosen = self.best(most);
        let mut seen: HashSet<FundingSourceId> = chosen.iter().copied().collect();
        let named = self.of(named).into_iter();
        chosen.extend(named.filter(|id| !self.stances.is_aside(*id) && seen.insert(*id)));
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
            brings: match found.judgment.verdict {
                Verdict::Eligible => brings(&pocket, need),
                _ => Vec::new(),
            },
            pocket: row,
            found,
        }
    }
}
