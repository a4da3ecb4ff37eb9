//! A database for one test: a SQLite file of its own, or a database of its own on the cluster that
//! `TEST_DATABASE_URL` names. Both are copies of one that was made once (`template`).

use roundtable::{
    db::{ConnectOptions, Db},
    entities::jobs,
    values::JobState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, Database, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::template::{self, Content};

pub struct TestDatabase {
    pub db: Db,
    url: String,
    /// The folder of the SQLite file, or the cluster and name to drop.
    _folder: Option<tempfile::TempDir>,
    cluster: Option<(String, String)>,
}

impl TestDatabase {
    pub async fn fresh(content: Content) -> Self {
        let (url, folder, cluster) = if let Ok(base) = std::env::var("TEST_DATABASE_URL") {
            on_cluster(base, content).await
        } else {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("test.db");
            std::fs::copy(template::file(content).await, &file).unwrap();
            let url = format!("sqlite://{}", file.display());
            (url, Some(folder), None)
        };
        let db = Db::open(&ConnectOptions {
            url: url.clone(),
            connections: 4,
        })
        .await
        .unwrap();
        Self {
            db,
            url,
            _folder: folder,
            cluster,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// One more handle on it, sharing nothing with the first.
    pub async fn open(&self) -> Db {
        let options = ConnectOptions {
            url: self.url.clone(),
            connections: 1,
        };
        Db::open(&options).await.unwrap()
    }

    /// Runs on a thread of its own: a `Drop` cannot wait on the test's own runtime.
    pub fn assert_no_job_waits(&self) {
        let (url, cluster) = (self.url.clone(), self.cluster.clone());
        let waiting = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let db = Db::open(&ConnectOptions {
                    url,
                    connections: 1,
                })
                .await
                .unwrap();
                let waiting = jobs::Entity::find()
                    .filter(jobs::Column::State.ne(JobState::Done))
                    .count(db.read())
                    .await
                    .unwrap();
                db.close().await.unwrap();
                if let Some((base, name)) = cluster {
                    let admin = Database::connect(base).await.unwrap();
                    let drop = format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
                    admin.execute_unprepared(&drop).await.unwrap();
                }
                waiting
            })
        })
        .join()
        .unwrap();
        assert_eq!(waiting, 0, "jobs were left undone");
    }
}

type Place = (String, Option<tempfile::TempDir>, Option<(String, String)>);

async fn on_cluster(base: String, content: Content) -> Place {
    let name = format!("rt_{}", Uuid::now_v7().simple());
    let admin = Database::connect(&base).await.unwrap();
    let template = template::database(&base, &admin, content).await;
    let copy = format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
    admin.execute_unprepared(&copy).await.unwrap();
    admin.close().await.unwrap();
    (template::url_of(&base, &name), None, Some((base, name)))
}
