//! The administrators' start page: how the site is doing, in a handful of facts that lead on.

use askama::Template;
use axum::response::Response;
use sea_orm::DatabaseBackend;

use crate::{
    auth::accounts,
    jobs,
    matching::{self, Memory},
    operations::sample_data,
    values::{grouped, tzdb_version},
    web::{AdminsDesk, Result, Shell, page},
};

#[derive(Template)]
#[template(path = "operations/home.html")]
struct HomePage {
    shell: Shell,
    accounts: u64,
    waiting: u64,
    failed: u64,
    failed_words: String,
    database: &'static str,
    address: String,
    version: &'static str,
    zones: &'static str,
    /// What matching holds in memory, in words.
    matching: String,
    /// What sample data there is, in words; empty if none.
    sample: String,
}

pub(super) async fn show(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    let db = desk.db();
    let (waiting, failed) = jobs::counts(db).await?;
    let sample = sample_data(db).await?;
    page(&HomePage {
        shell: desk.shell("admin", "Administration"),
        accounts: accounts::page(db, 0, 1).await?.1,
        waiting,
        failed,
        failed_words: format!("{failed} failed"),
        database: match db.get_database_backend() {
            DatabaseBackend::Postgres => "PostgreSQL",
            DatabaseBackend::Sqlite => "SQLite, embedded",
            _ => "Unknown",
        },
        address: desk.app.settings.url(""),
        version: env!("CARGO_PKG_VERSION"),
        zones: tzdb_version(),
        matching: matching::memory(&desk.app.db)
            .map_or_else(|| "Reading the funding sources".to_owned(), in_words),
        sample: if sample.is_empty() {
            String::new()
        } else {
            sample.in_words()
        },
    })
}

/// "25 funding sources, 4 kB to match with and 5 kB to search by".
fn in_words(memory: Memory) -> String {
    let size = |bytes: usize| match bytes {
        0..10_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    };
    let sources = grouped(i64::try_from(memory.sources).unwrap_or(i64::MAX));
    let (columns, names) = (size(memory.columns), size(memory.names));
    format!("{sources} funding sources in memory: {columns} to match with, {names} to search by")
}
