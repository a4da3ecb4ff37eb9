//! The weights of a score by version, and numbers that tell when they or the asks of funders changed.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, timestamp_with_time_zone},
    sea_orm::DatabaseBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each topic, and the tables that raise it.
const TOPICS: [(&str, &[&str]); 2] = [
    ("asks", &["convenings", "seats"]),
    ("weights", &["score_weights"]),
];

const EVENTS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

/// The weights in force before there was a table, with timing beside them.
const FIRST: &str = "
INSERT INTO score_weights (version, place, issue, capital, population, relationship, history, timing, load, why,
  saved_by, saved_at)
VALUES (1, 15, 30, 30, 10, 5, 5, 5, 10, 'The weights Roundtable starts with', 'Roundtable', '2026-11-22 00:00:00+00:00')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("score_weights")
            .col(integer("version"))
            .col(integer("place"))
            .col(integer("issue"))
            .col(integer("capital"))
            .col(integer("population"))
            .col(integer("relationship"))
            .col(integer("history"))
            .col(integer("timing"))
            .col(integer("load"))
            .col(text("why"))
            .col(text("saved_by"))
            .col(timestamp_with_time_zone("saved_at"))
            .primary_key(Index::create().col("version"))
            .to_owned();
        manager.create_table(table).await?;
        manager.get_connection().execute_unprepared(FIRST).await?;
        for (topic, tables) in TOPICS {
            watch(manager, topic, tables).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (topic, tables) in TOPICS {
            unwatch(manager, topic, tables).await?;
        }
        manager
            .drop_table(Table::drop().table("score_weights").to_owned())
            .await
    }
}

/// As the directory is watched: before the statement on PostgreSQL, so that writers queue in one order.
async fn watch(manager: &SchemaManager<'_>, topic: &str, tables: &[&str]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    let raise = format!("UPDATE revisions SET number = number + 1 WHERE topic = '{topic}'");
    db.execute_unprepared(&format!(
        "INSERT INTO revisions (topic, number) VALUES ('{topic}', 1)"
    ))
    .await?;
    if on_postgres {
        db.execute_unprepared(&format!(
            "CREATE FUNCTION raise_{topic}_revision() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {raise}; RETURN NULL; END $$"
        ))
        .await?;
    }
    for table in tables {
        if on_postgres {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_{topic} BEFORE INSERT OR UPDATE OR DELETE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION raise_{topic}_revision()"
            ))
            .await?;
            continue;
        }
        for event in EVENTS {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_{topic}_{event} AFTER {event} ON {table} BEGIN {raise}; END"
            ))
            .await?;
        }
    }
    Ok(())
}

async fn unwatch(manager: &SchemaManager<'_>, topic: &str, tables: &[&str]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    for table in tables {
        if on_postgres {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_{topic} ON {table}"))
                .await?;
            continue;
        }
        for event in EVENTS {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_{topic}_{event}"))
                .await?;
        }
    }
    if on_postgres {
        db.execute_unprepared(&format!("DROP FUNCTION raise_{topic}_revision()"))
            .await?;
    }
    db.execute_unprepared(&format!("DELETE FROM revisions WHERE topic = '{topic}'"))
        .await
        .map(|_| ())
}
