//! All goals held against all funding sources, in the background and with progress.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::civil::Date;
use sea_orm::DbErr;

use crate::{
    db::Db,
    ids::FundingSourceId,
    matching::{
        dealings::{RestsOn, known},
        directory::{Directory, directory},
        engine::{Funnel, Used},
        odd,
        sought::{Sought, sought},
        store::Ground,
        weighing,
    },
};

/// How long a look waits for a sweep before it says how far that is.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many goals are held against the sources at a time.
const BATCH: usize = 50;
/// How far down a goal's list a source counts as wanted by it.
const WANTED: usize = 20;

/// What all goals and all sources come to.
#[derive(Debug)]
pub(in crate::matching) struct Coverage {
    /// Every goal that money is sought for, by key.
    pub(in crate::matching) goals: Vec<GoalCover>,
    /// The sources that may be asked and that no goal can use.
    pub(in crate::matching) unused: Vec<FundingSourceId>,
    /// Among the best of how many goals a source is; most first, then by key. Only those that more than one goal wants.
    pub(in crate::matching) wanted: Vec<(FundingSourceId, u32)>,
    /// How many sources may be asked.
    pub(in crate::matching) askable: usize,
    /// What they were held against.
    pub(in crate::matching) directory: Arc<Directory>,
    revision: String,
}

/// One goal with how far the sources get.
#[derive(Debug)]
pub(in crate::matching) struct GoalCover {
    pub(in crate::matching) goal: Arc<Sought>,
    pub(in crate::matching) funnel: Funnel,
}

impl GoalCover {
    /// Money is sought and nobody could bring any.
    pub(in crate::matching) fn lacks(&self) -> bool {
        self.funnel.capital == 0 && !self.goal.open.is_zero()
    }
}

/// What a look finds.
pub(in crate::matching) enum Look {
    /// As everything is now.
    Ready(Arc<Coverage>),
    /// A sweep is under way.
    Working {
        done: usize,
        of: usize,
        /// What the last one found.
        before: Option<Arc<Coverage>>,
    },
}

#[derive(Debug, Default)]
struct Sweeper {
    newest: RwLock<Option<Arc<Coverage>>>,
    turn: tokio::sync::Mutex<()>,
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Sweeper {
    fn held(&self) -> Option<Arc<Coverage>> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        newest.clone()
    }
}

/// The coverage as of this day, or how far the sweep has come that works it out.
pub(in crate::matching) async fn coverage(db: &Db, today: Date) -> Result<Look, DbErr> {
    let sweeper = db.held::<Sweeper>();
    // A task of its own: it goes on when the reader has gone.
    let work = tokio::spawn(newest(db.clone(), today));
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(found)) => found.map(Look::Ready),
        Ok(Err(stopped)) => Err(DbErr::Custom(stopped.to_string())),
        Err(_) => Ok(Look::Working {
            done: sweeper.done.load(Ordering::Relaxed),
            of: sweeper.of.load(Ordering::Relaxed),
            before: sweeper.held(),
        }),
    }
}

/// What is held if nothing has changed since, or what a new sweep finds.
async fn newest(db: Db, today: Date) -> Result<Arc<Coverage>, DbErr> {
    let sweeper = db.held::<Sweeper>();
    let _turn = sweeper.turn.lock().await;
    let directory = directory(&db).await?;
    let rests_on = RestsOn::read(&db).await?;
    let goals = sought(&db).await?;
    let revision = format!("{} {rests_on} {} {today}", directory.number, goals.number());
    if let Some(held) = sweeper.held().filter(|held| held.revision == revision) {
        return Ok(held);
    }
    let weights = weighing::in_force(&db, rests_on.weights).await?;
    let mut swept = Swept::none(&directory, goals.goals.len());
    sweeper.done.store(0, Ordering::Relaxed);
    sweeper.of.store(goals.goals.len(), Ordering::Relaxed);
    for some in goals.goals.chunks(BATCH) {
        let mut grounds = Vec::with_capacity(some.len());
        for goal in some {
            let known = known(&db, &rests_on, goal.table, today).await?;
            let ground = Ground {
                weights,
                known,
                today,
            };
            grounds.push((Arc::clone(goal), ground));
        }
        let directory = Arc::clone(&directory);
        let work = tokio::task::spawn_blocking(move || swept.with(&directory, grounds));
        swept = work.await.map_err(odd)??;
        sweeper.done.store(swept.goals.len(), Ordering::Relaxed);
    }
    let found = Arc::new(swept.coverage(directory, revision));
    let mut newest = sweeper
        .newest
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    *newest = Some(Arc::clone(&found));
    Ok(found)
}

/// What a sweep has found so far.
struct Swept {
    goals: Vec<GoalCover>,
    used: Used,
    wanted: HashMap<u128, u32>,
}

impl Swept {
    fn none(directory: &Directory, goals: usize) -> Self {
        Self {
            goals: Vec::with_capacity(goals),
            used: directory.index.nobody(),
            wanted: HashMap::new(),
        }
    }

    fn with(
        mut self,
        directory: &Directory,
        goals: Vec<(Arc<Sought>, Ground)>,
    ) -> Result<Self, DbErr> {
        for (goal, ground) in goals {
            let ask = ground.ask(directory, &goal.need);
            let funnel = directory.index.sweep(&ask, &mut self.used).map_err(odd)?;
            if funnel.capital > 0 {
                for hit in directory.index.best(&ask, WANTED).map_err(odd)? {
                    *self.wanted.entry(hit.id).or_default() += 1;
                }
            }
            self.goals.push(GoalCover { goal, funnel });
        }
        Ok(self)
    }

    fn coverage(self, directory: Arc<Directory>, revision: String) -> Coverage {
        let id = FundingSourceId::from_u128;
        let unused = directory.index.unused(&self.used);
        let wanted = self.wanted.into_iter().filter(|(_, goals)| *goals > 1);
        let mut wanted: Vec<(FundingSourceId, u32)> =
            wanted.map(|(source, goals)| (id(source), goals)).collect();
        wanted.sort_unstable_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
        Coverage {
            goals: self.goals,
            unused: unused.into_iter().map(id).collect(),
            wanted,
            askable: directory.index.size().sources,
            directory,
            revision,
        }
    }
}
