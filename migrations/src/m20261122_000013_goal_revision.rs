//! A number on each goal that grows with every change to its lines, its indicators and their values.

use sea_orm_migration::{prelude::*, schema::big_integer, sea_orm::DatabaseBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each table, and how its row leads to its goal.
const FIGURES: [(&str, &str); 3] = [
    ("stack_lines", "{row}.goal_id"),
    ("indicators", "{row}.goal_id"),
    (
        "data_points",
        "(SELECT goal_id FROM indicators WHERE indicators.id = {row}.indicator_id)",
    ),
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
        for (table, goal) in FIGURES {
            watch(manager, table, goal).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _) in FIGURES {
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

async fn watch(manager: &SchemaManager<'_>, table: &str, goal: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    for (event, row) in EVENTS {
        let goal = goal.replace("{row}", row);
        let raise = format!("UPDATE goals SET revision = revision + 1 WHERE id = {goal}");
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
