//! How a connection is opened: pool sizes, and on SQLite the pragmas that make it fit to serve.

use std::time::Duration;

use sea_orm::{Database, DatabaseConnection, DbErr};

/// Where the database is and how many connections to hold.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// `sqlite://path/to/file.db`, `sqlite::memory:` or `postgres://user:password@host/name`.
    pub url: String,
    /// Most connections held at once.
    pub connections: u32,
}

pub(super) async fn connect(options: &ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let in_memory = options.url.contains(":memory:");
    let mut settings = sea_orm::ConnectOptions::new(with_create(&options.url));
    settings
        // An in-memory SQLite database lives and dies with its one connection.
        .max_connections(if in_memory { 1 } else { options.connections })
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(8))
        // Asking the server "are you there" before every query would double its round trips.
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("journal_mode", "WAL")
                // A commit is on the disk before it is told to anyone: a confirmed registration
                // must survive a power cut, not only a crash of this process.
                .pragma("synchronous", "FULL")
                .pragma("cache_size", "-8000")
                .pragma("temp_store", "MEMORY")
        });
    Database::connect(settings).await
}

/// SQLite makes a missing file only when asked to.
fn with_create(url: &str) -> String {
    if url.starts_with("sqlite:") && !url.contains("mode=") && !url.contains(":memory:") {
        let joint = if url.contains('?') { '&' } else { '?' };
        return format!("{url}{joint}mode=rwc");
    }
    url.to_owned()
}

/// The database's address without its password, fit for a log or a page.
pub fn redact(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut parsed) if parsed.password().is_some() => {
            // Setting a password fails only for addresses that cannot have one.
            if parsed.set_password(Some("***")).is_err() {
                return "(address hidden)".to_owned();
            }
            parsed.to_string()
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_the_password() {
        assert_eq!(redact("postgres://a:secret@h/db"), "postgres://a:***@h/db");
        assert_eq!(redact("sqlite://x.db"), "sqlite://x.db");
    }

    #[test]
    fn makes_a_missing_file() {
        assert_eq!(with_create("sqlite://x.db"), "sqlite://x.db?mode=rwc");
        assert_eq!(with_create("sqlite::memory:"), "sqlite::memory:");
    }
}
