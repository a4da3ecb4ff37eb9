//! A number on each goal that grows with every change to what its page shows, so that the page can be kept.

use sea_orm_migration::{prelude::*, schema::big_integer, sea_orm::DatabaseBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each table, and which goals a change to its row `{row}` touches.
const SHOWN: [(&str, &str); 14] = [
    ("stack_lines", "id = {row}.goal_id"),
    ("stack_snapshots", "id = {row}.goal_id"),
    ("indicators", "id = {row}.goal_id"),
    (
        "data_points",
        "id = (SELECT goal_id FROM indicators WHERE indicators.id = {row}.indicator_id)",
    ),
    ("goal_places", "id = {row}.goal_id"),
    ("goal_issues", "id = {row}.goal_id"),
    ("goal_populations", "id = {row}.goal_id"),
    ("goal_partners", "id = {row}.goal_id"),
    ("goal_systems_changes", "id = {row}.goal_id"),
    ("strategies", "id = {row}.goal_id"),
    ("performance_measures", "id = {row}.goal_id"),
    ("projects", "id = {row}.goal_id"),
    ("convening_goals", "id = {row}.goal_id"),
    ("partnerships", "partnership_id = {row}.id"),
];

/// Tables that belong to the directory's revision since they were added.
const DIRECTORY: [&str; 4] = [
    "absorbers",
    "absorber_issues",
    "absorber_counties",
    "organization_city_records",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let revision = big_integer("revision").default(0).to_owned();
        manager
            .alter_table(
                Table::alter()
                    .table("goals")
                    .add_column(revision)
                    .to_owned(),
            )
            .await?;
        for (table, touched) in SHOWN {
            watch(manager, table, touched).await?;
        }
        watch_directory(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unwatch_directory(manager).await?;
        for (table, _) in SHOWN {
            unwatch(manager, table).await?;
        }
        manager
            .alter_table(
                Table::alter()
                    .table("goals")
                    .drop_column("revision")
                    .to_owned(),
            )
            .await
    }
}

/// Which row a trigger sees after each event.
const EVENTS: [(&str, &str); 3] = [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")];

async fn watch(manager: &SchemaManager<'_>, table: &str, touched: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    for (event, row) in EVENTS {
        let touched = touched.replace("{row}", row);
        let raise = format!("UPDATE goals SET revision = revision + 1 WHERE {touched}");
        let name = format!("raise_goal_{table}_{}", event.to_lowercase());
        if on_postgres {
            db.execute_unprepared(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN {raise}; RETURN NULL; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            ))
            .await?;
        } else {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{name} AFTER {event} ON {table} BEGIN {raise}; END"
            ))
            .await?;
        }
    }
    Ok(())
}

async fn unwatch(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    for (event, _) in EVENTS {
        let name = format!("raise_goal_{table}_{}", event.to_lowercase());
        if on_postgres {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{name} ON {table}"))
                .await?;
            db.execute_unprepared(&format!("DROP FUNCTION {name}()"))
                .await?;
        } else {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{name}"))
                .await?;
        }
    }
    Ok(())
}

/// As the directory's first tables are watched: before the statement on PostgreSQL, so that writers queue in one order.
async fn watch_directory(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const RAISE: &str = "UPDATE revisions SET number = number + 1 WHERE topic = 'funders'";
    let db = manager.get_connection();
    for table in DIRECTORY {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_revision BEFORE INSERT OR UPDATE OR DELETE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION raise_funders_revision()"
            ))
            .await?;
            continue;
        }
        for (event, _) in EVENTS {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_{event} AFTER {event} ON {table} BEGIN {RAISE}; END"
            ))
            .await?;
        }
    }
    Ok(())
}

async fn unwatch_directory(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for table in DIRECTORY {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_revision ON {table}"))
                .await?;
            continue;
        }
        for (event, _) in EVENTS {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_{event}"))
                .await?;
        }
    }
    Ok(())
}
