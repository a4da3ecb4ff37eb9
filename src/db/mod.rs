//! The door to the database, embedded SQLite or PostgreSQL. Reads go through `Db::read`; every write
//! goes through `Db::write`, which commits at the end and rolls back on `?`, so a commit cannot be
//! forgotten and a job promised in a transaction is kept exactly when the transaction is.

mod connect;
mod errors;
mod kept;
mod together;

use std::{sync::Arc, time::Duration};

use migrations::Migrator;
use sea_orm::{
    DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

pub use connect::{ConnectOptions, redact};
use errors::must_be_tried_again;
pub use errors::{WriteError, unique_violation};
pub use kept::{Large, Topic, seen};
pub use together::Running;
use together::Turn;

/// How often a write is tried that the database itself breaks off.
const MOST_TRIES: u32 = 5;

/// The database, cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    connection: DatabaseConnection,
    /// SQLite has one writer at a time and lets the others sleep and try again, in no order: a few wait for long. Here
    /// whoever came first is next.
    turn: Option<Arc<Turn>>,
    shelf: kept::Shelf,
    rooms: kept::Rooms,
}

impl Db {
    /// Opens the database; an SQLite file is made where there is none.
    pub async fn open(options: &ConnectOptions) -> Result<Self, DbErr> {
        let connection = connect::connect(options).await?;
        let is_sqlite = connection.get_database_backend() == DatabaseBackend::Sqlite;
        Ok(Self {
            connection,
            turn: is_sqlite.then(Arc::default),
            shelf: kept::Shelf::default(),
            rooms: kept::Rooms::default(),
        })
    }

    /// A handle for reading outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Runs `work` in one write transaction and commits it. SQLite's write lock is taken at the
    /// start: a deferred transaction that reads first and writes later fails under contention.
    /// PostgreSQL breaks one of two transactions off that wait for each other; nothing of it is kept,
    /// and it is tried again with a copy of `work`, which may therefore run several times.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&DatabaseTransaction) -> Result<T, E> + Clone,
        E: WriteError,
    {
        let mut tries = 1;
        loop {
            let done = self.write_once(work.clone()).await;
            let broken_off = |error: &E| error.database().is_some_and(must_be_tried_again);
            if tries >= MOST_TRIES || !done.as_ref().err().is_some_and(broken_off) {
                return done;
            }
            tokio::time::sleep(pause(tries)).await;
            tries += 1;
        }
    }

    async fn write_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&DatabaseTransaction) -> Result<T, E>,
        E: WriteError,
    {
        let _turn = match &self.turn {
            Some(turn) => Some(turn.taken.lock().await),
            None => None,
        };
        let transaction = self.connection.begin_with_options(immediate()).await?;
        match work(&transaction).await {
            Ok(value) => {
                transaction.commit().await?;
                Ok(value)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    /// Applies what is pending and says how many steps that was.
    pub async fn migrate(&self) -> Result<usize, DbErr> {
        let pending = Migrator::get_pending_migrations(&self.connection)
            .await?
            .len();
        Migrator::up(&self.connection, None).await?;
        Ok(pending)
    }

    /// How many migrations this binary knows that the database has not had.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations(&self.connection)
            .await?
            .len())
    }

    /// Closes the pool; an SQLite write-ahead log is folded into its file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.connection.close().await
    }
}

/// How long to wait before the next try: longer each time, and by chance, so that two do not meet again.
fn pause(tries: u32) -> Duration {
    let mut chance = [0];
    // Without chance the pause is merely the shortest one.
    let [chance] = getrandom::fill(&mut chance).map_or([0], |()| chance);
    Duration::from_millis(10 + u64::from(chance) / 8) * tries
}

fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}
