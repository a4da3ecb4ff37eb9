//! A row for every change to a funding source, so that a process that keeps all of them in memory need not read all again.

use sea_orm_migration::{
    prelude::*,
    schema::{big_pk_auto, uuid_null},
    sea_orm::DatabaseBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each table of a funding source, and the column that says whose it is.
const OF_A_SOURCE: [(&str, &str); 5] = [
    ("funding_sources", "id"),
    ("funding_source_areas", "funding_source_id"),
    ("funding_source_issues", "funding_source_id"),
    ("funding_source_populations", "funding_source_id"),
    ("capital_products", "funding_source_id"),
];

/// Which row a trigger sees after each event.
const EVENTS: [(&str, &str); 3] = [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No foreign keys: a row outlives what it speaks of. A row with neither is about every source.
        let table = Table::create()
            .table("directory_changes")
            .col(big_pk_auto("number"))
            .col(uuid_null("funding_source_id"))
            .col(uuid_null("organization_id"))
            .to_owned();
        manager.create_table(table).await?;
        for trigger in triggers() {
            trigger.make(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for trigger in triggers() {
            trigger.drop(manager).await?;
        }
        manager
            .drop_table(Table::drop().table("directory_changes").to_owned())
            .await
    }
}

struct Trigger {
    table: &'static str,
    event: &'static str,
    /// What is written, and when.
    note: String,
    when: &'static str,
}

fn triggers() -> Vec<Trigger> {
    let mut triggers = Vec::new();
    for (table, column) in OF_A_SOURCE {
        for (event, row) in EVENTS {
            triggers.push(Trigger {
                table,
                event,
                note: format!(
                    "INSERT INTO directory_changes (funding_source_id) VALUES ({row}.{column})"
                ),
                when: "",
            });
        }
    }
    // A new organization has no source yet, and the sources of one that goes are deleted with it.
    triggers.push(Trigger {
        table: "organizations",
        event: "UPDATE",
        note: "INSERT INTO directory_changes (organization_id) VALUES (NEW.id)".to_owned(),
        when: "",
    });
    triggers.push(Trigger {
        table: "places",
        event: "UPDATE",
        note: "INSERT INTO directory_changes (funding_source_id) VALUES (NULL)".to_owned(),
        when: "WHEN (OLD.name <> NEW.name)",
    });
    triggers
}

impl Trigger {
    fn name(&self) -> String {
        format!("note_{}_{}", self.table, self.event.to_lowercase())
    }

    /// On PostgreSQL, as the revision does: the table's revision is raised before the statement takes its locks, so writers
    /// of the directory come one after another and rows are numbered in the order they are committed in.
    async fn make(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let Self {
            table,
            event,
            note,
            when,
        } = self;
        let name = self.name();
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            db.execute_unprepared(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN {note}; RETURN NULL; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{name} AFTER {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
            ))
            .await?;
            return Ok(());
        }
        db.execute_unprepared(&format!(
            "CREATE TRIGGER tr_{name} AFTER {event} ON {table} FOR EACH ROW {when} BEGIN {note}; END"
        ))
        .await?;
        Ok(())
    }

    async fn drop(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let (name, table) = (self.name(), self.table);
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{name} ON {table}"))
                .await?;
            db.execute_unprepared(&format!("DROP FUNCTION {name}()"))
                .await?;
            return Ok(());
        }
        db.execute_unprepared(&format!("DROP TRIGGER tr_{name}"))
            .await?;
        Ok(())
    }
}
