//! The door to the database, embedded SQLite or PostgreSQL. Reads go through `Db::read`; every write
//! goes through `Db::write`, which commits at the end and rolls back on `?`, so a commit cannot be
//! forgotten and a job promised in a transaction is kept exactly when the transaction is.

mod connect;
mod errors;
mod kept;

use migrations::Migrator;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

pub use connect::{ConnectOptions, redact};
pub use errors::unique_violation;
pub use kept::Topic;

/// The database, cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    connection: DatabaseConnection,
    shelf: kept::Shelf,
    rooms: kept::Rooms,
}

impl Db {
    /// Opens the database; an SQLite file is made where there is none.
    pub async fn open(options: &ConnectOptions) -> Result<Self, DbErr> {
        Ok(Self {
            connection: connect::connect(options).await?,
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
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&DatabaseTransaction) -> Result<T, E>,
        E: From<DbErr>,
    {
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

fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}
