//! Databases that every test's own is a copy of: migrating one and loading the sample takes longer than most tests do.
//!
//! They are made by the first test that needs them, while the others wait, and belong to one build of the tests.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use roundtable::db::{ConnectOptions, Db};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TransactionTrait};

/// What a test finds in its database.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    Nothing,
    /// The reference data and the sample funders and goals.
    Sample,
}

impl Content {
    /// A name that no other build of the tests uses.
    fn name(self) -> String {
        let tests = std::env::current_exe().unwrap();
        let built = tests.metadata().unwrap().modified().unwrap();
        let built = built.duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let what = match self {
            Self::Nothing => "nothing",
            Self::Sample => "sample",
        };
        format!("rt_{what}_{built}")
    }

    async fn make(self, url: String) {
        let options = ConnectOptions {
            url,
            connections: 1,
        };
        let db = Db::open(&options).await.unwrap();
        db.migrate().await.unwrap();
        if matches!(self, Self::Sample) {
            let then = super::then();
            roundtable::loading::sample(&db, then).await.unwrap();
        }
        db.close().await.unwrap();
    }
}

/// The SQLite file to copy.
pub async fn file(content: Content) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(content.name()).with_extension("db");
    if file.exists() {
        return file;
    }
    let turn = File::create(file.with_extension("lock")).unwrap();
    turn.lock().unwrap();
    if !file.exists() {
        let making = tempfile::tempdir_in(folder).unwrap();
        let made = making.path().join("made.db");
        content.make(format!("sqlite://{}", made.display())).await;
        std::fs::rename(made, &file).unwrap();
        forget_others(folder, &file);
    }
    file
}

/// Earlier builds of the tests need theirs no longer.
fn forget_others(folder: &Path, file: &Path) {
    let built = |path: &Path| Some(path.file_stem()?.to_str()?.rsplit_once('_')?.1.to_owned());
    for each in std::fs::read_dir(folder).unwrap() {
        let each = each.unwrap().path();
        let is_ours = each.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with("rt_nothing_") || name.starts_with("rt_sample_")
        });
        if is_ours && built(&each) != built(file) {
            std::fs::remove_file(each).ok();
        }
    }
}

/// The name of the database to copy on this cluster.
#[expect(
    clippy::disallowed_methods,
    reason = "holds a lock of PostgreSQL and writes nothing"
)]
pub async fn database(base: &str, admin: &DatabaseConnection, content: Content) -> String {
    let name = content.name();
    if is_there(admin, &name).await {
        return name;
    }
    let turn = admin.begin().await.unwrap();
    let lock = format!("SELECT pg_advisory_xact_lock(hashtext('{name}'))");
    turn.execute_unprepared(&lock).await.unwrap();
    if !is_there(&turn, &name).await {
        let making = format!("{name}_making");
        let other = sea_orm::Database::connect(base).await.unwrap();
        let run = async |sql: String| other.execute_unprepared(&sql).await.unwrap();
        run(format!("CREATE DATABASE \"{making}\"")).await;
        content.make(url_of(base, &making)).await;
        run(format!("ALTER DATABASE \"{making}\" RENAME TO \"{name}\"")).await;
        other.close().await.unwrap();
    }
    turn.commit().await.unwrap();
    name
}

async fn is_there(on: &impl ConnectionTrait, name: &str) -> bool {
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let asked = Statement::from_string(on.get_database_backend(), sql);
    on.query_one_raw(asked).await.unwrap().is_some()
}

/// The address of another database of the same cluster.
pub fn url_of(base: &str, name: &str) -> String {
    let mut url = url::Url::parse(base).unwrap();
    url.set_path(name);
    url.to_string()
}
