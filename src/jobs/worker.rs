//! The loop that does what was promised: lease, do, record. Each kind of job has one handler,
//! registered where the rooms are joined.

use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;
use tokio::sync::watch;

use super::{Job, LEASE, PutOff, store};
use crate::{clock::Clock, db::Db, entities::jobs};

type Handler =
    Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>> + Send + Sync>;

/// How often to look for work when the last look found none.
const PAUSE: Duration = Duration::from_millis(500);

/// What one look for work came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Idle,
    Done,
    Failed,
    PutOff,
}

/// The handlers and what they work on.
#[derive(Clone)]
pub struct Workers {
    db: Db,
    clock: Clock,
    handlers: HashMap<&'static str, Handler>,
    lease: TimeDelta,
}

impl Workers {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            handlers: HashMap::new(),
            lease: LEASE,
        }
    }

    /// Says how long a worker may be silent before another takes its job.
    #[must_use]
    pub fn with_lease(mut self, lease: TimeDelta) -> Self {
        self.lease = lease;
        self
    }

    /// Says who does jobs of this kind.
    #[must_use]
    pub fn with<J, F, Fut>(mut self, handler: F) -> Self
    where
        J: Job,
        F: Fn(J) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let boxed: Handler = Arc::new(move |payload| match serde_json::from_str::<J>(&payload) {
            Ok(job) => Box::pin(handler(job)),
            Err(error) => Box::pin(async move { Err(error.into()) }),
        });
        self.handlers.insert(J::KIND, boxed);
        self
    }

    /// Looks once for work and does it.
    pub async fn turn(&self) -> Result<Outcome, DbErr> {
        let now = self.clock.now();
        store::give_up_silent(self.db.read(), now).await?;
        let Some(job) = store::lease(self.db.read(), self.lease, now).await? else {
            return Ok(Outcome::Idle);
        };
        let result = self.perform(&job).await;
        let now = self.clock.now();
        match result {
            Ok(()) => {
                store::finish(self.db.read(), &job, now).await?;
                Ok(Outcome::Done)
            }
            Err(error) => self.not_done(&job, error, now).await,
        }
    }

    async fn not_done(
        &self,
        job: &jobs::Model,
        error: anyhow::Error,
        now: DateTime<Utc>,
    ) -> Result<Outcome, DbErr> {
        match error.downcast() {
            Ok(PutOff(pause)) => {
                store::put_off(self.db.read(), job, now + pause).await?;
                Ok(Outcome::PutOff)
            }
            Err(error) => {
                // The error may quote an address: it is kept in the row and not logged.
                tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, "job failed");
                store::postpone(self.db.read(), job, &format!("{error:#}"), now).await?;
                Ok(Outcome::Failed)
            }
        }
    }

    /// Does the job in a task of its own, so that a panic in it is only its own failure, and stops it
    /// while the lease still holds, so that nobody else has begun it.
    async fn perform(&self, job: &jobs::Model) -> anyhow::Result<()> {
        let Some(handler) = self.handlers.get(job.kind.as_str()).cloned() else {
            anyhow::bail!("this version knows no job of kind {}", job.kind);
        };
        let payload = job.payload.clone();
        let mut task = tokio::spawn(async move { handler(payload).await });
        let longest = (self.lease * 3 / 4).to_std().unwrap_or_default();
        match tokio::time::timeout(longest, &mut task).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(anyhow::anyhow!("the job panicked")),
            Err(_) => {
                task.abort();
                Err(anyhow::anyhow!("the job took too long"))
            }
        }
    }

    /// Does everything that is due now; used by tests and by `demo` before it starts.
    pub async fn drain(&self) -> Result<(), DbErr> {
        while self.turn().await? != Outcome::Idle {}
        Ok(())
    }

    /// Works until told to stop; the job in hand is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        loop {
            let idle = match self.turn().await {
                Ok(outcome) => outcome == Outcome::Idle,
                Err(error) => {
                    tracing::error!(%error, "could not look for jobs");
                    true
                }
            };
            if *stop.borrow() {
                return;
            }
            if idle {
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    _ = stop.changed() => return,
                }
            }
        }
    }
}
