//! Small writes that wait for the same turn are committed together: one sync of the disk for all of them. Where one of them
//! fails nothing of the transaction holds, and each is done again alone.

use std::{
    fmt,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use sea_orm::{DatabaseTransaction, DbErr, TransactionTrait};
use tokio::sync::oneshot;

use super::{Db, WriteError, immediate};

/// The most writes that are committed at once: a reader of what they wrote does not wait long for them.
const MOST: usize = 64;

/// A piece of work inside a transaction.
pub type Running<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Whose turn it is to write, and who waits for being written along.
#[derive(Default)]
pub(super) struct Turn {
    pub(super) taken: tokio::sync::Mutex<()>,
    waiting: Mutex<Vec<Box<dyn Part>>>,
}

impl fmt::Debug for Turn {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Turn").finish_non_exhaustive()
    }
}

impl Turn {
    fn wait(&self, part: Box<dyn Part>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(part);
    }

    /// Those who came first, at most `MOST`.
    fn come(&self) -> Vec<Box<dyn Part>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let many = waiting.len().min(MOST);
        waiting.drain(..many).collect()
    }
}

/// A write that waits, whatever it gives back.
trait Part: Send {
    /// Does it inside this transaction; false if it failed.
    fn run<'t>(&'t mut self, txn: &'t DatabaseTransaction) -> Running<'t, bool>;
    /// It is committed: says so to whom it belongs. One that is dropped instead is done again alone.
    fn tell(self: Box<Self>);
}

struct Work<T, E, F> {
    act: F,
    value: Option<Result<T, E>>,
    to: oneshot::Sender<T>,
}

impl<T, E, F> Part for Work<T, E, F>
where
    T: Send,
    E: Send,
    F: for<'t> Fn(&'t DatabaseTransaction) -> Running<'t, Result<T, E>> + Send,
{
    fn run<'t>(&'t mut self, txn: &'t DatabaseTransaction) -> Running<'t, bool> {
        let running = (self.act)(txn);
        let value = &mut self.value;
        Box::pin(async move {
            let done = running.await;
            let kept = done.is_ok();
            *value = Some(done);
            kept
        })
    }

    fn tell(self: Box<Self>) {
        if let Some(Ok(value)) = self.value {
            // Nobody listens any more: it is written all the same.
            let _ = self.to.send(value);
        }
    }
}

impl Db {
    /// Like `write`, for small writes of which many come at once: on SQLite those that wait for their turn are committed
    /// together. What refuses has to be a value, not an error: an error takes the others' transaction with it, and then each
    /// is done again alone.
    pub async fn write_together<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError + Send + 'static,
        F: for<'t> Fn(&'t DatabaseTransaction) -> Running<'t, Result<T, E>>
            + Clone
            + Send
            + 'static,
    {
        let alone = work.clone();
        if let Some(turn) = &self.turn {
            let (to, mut told) = oneshot::channel();
            let value = None;
            let act = work;
            turn.wait(Box::new(Work { act, value, to }));
            let kept = loop {
                tokio::select! {
                    biased;
                    kept = &mut told => break kept,
                    _taken = turn.taken.lock() => self.commit_all(turn.come()).await,
                }
            };
            if let Ok(value) = kept {
                return Ok(value);
            }
        }
        self.write(async |txn| alone(txn).await).await
    }

    /// Does and commits these in one transaction. Those of a transaction that failed are dropped, and thereby done again.
    async fn commit_all(&self, mut parts: Vec<Box<dyn Part>>) {
        let committed = async {
            let transaction = self.connection.begin_with_options(immediate()).await?;
            for part in &mut parts {
                if !part.run(&transaction).await {
                    transaction.rollback().await?;
                    return Ok(false);
                }
            }
            transaction.commit().await?;
            Ok::<_, DbErr>(true)
        };
        if matches!(committed.await, Ok(true)) {
            for part in parts {
                part.tell();
            }
        }
    }
}
