//! Entities and migrations say the same: every table has exactly the columns its entity has.

use std::collections::BTreeSet;

use roundtable::entities::all_tables;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use crate::support::TestApp;

async fn columns_of(db: &impl ConnectionTrait, table: &str) -> BTreeSet<String> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DatabaseBackend::Postgres => {
            "SELECT column_name::text AS name FROM information_schema.columns \
             WHERE table_name = $1 AND table_schema = 'public'"
        }
        _ => "SELECT name FROM pragma_table_info($1)",
    };
    let statement = Statement::from_sql_and_values(backend, sql, [table.into()]);
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get::<String>("", "name").unwrap())
        .collect()
}

async fn tables(db: &impl ConnectionTrait) -> BTreeSet<String> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DatabaseBackend::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    rows.iter()
        .map(|row| row.try_get::<String>("", "name").unwrap())
        .collect()
}

#[tokio::test]
async fn entities_equal_migrations() {
    let app = TestApp::new().await;
    let db = app.db().read();
    let mut expected = BTreeSet::from(["seaql_migrations".to_owned()]);
    for table in all_tables() {
        let held: BTreeSet<String> = table.columns.iter().cloned().collect();
        assert_eq!(
            columns_of(db, &table.name).await,
            held,
            "columns of {}",
            table.name
        );
        expected.insert(table.name);
    }
    assert_eq!(tables(db).await, expected);
}

#[tokio::test]
async fn every_migration_can_be_undone() {
    use sea_orm_migration::MigratorTrait;
    let app = TestApp::new().await;
    migrations::Migrator::down(app.db().read(), None)
        .await
        .unwrap();
    migrations::Migrator::up(app.db().read(), None)
        .await
        .unwrap();
}
