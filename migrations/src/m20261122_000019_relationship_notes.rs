//! What staff heard of a funder for a partnership, and how well the two know each other since.

use sea_orm_migration::{
    prelude::*,
    schema::{date, date_null, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
    sea_orm::DatabaseBackend,
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "relationship_notes";
const RAISE: &str = "UPDATE revisions SET number = number + 1 WHERE topic = 'relationships'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager).await?;
        let first = Query::insert()
            .into_table("revisions")
            .columns(["topic", "number"])
            .values_panic(["relationships".into(), 1_i64.into()])
            .to_owned();
        manager.execute(first).await?;
        watch(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        manager
            .drop_table(Table::drop().table(TABLE).to_owned())
            .await?;
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            db.execute_unprepared("DROP FUNCTION raise_relationships_revision()")
                .await?;
        }
        db.execute_unprepared("DELETE FROM revisions WHERE topic = 'relationships'")
            .await?;
        Ok(())
    }
}

async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let to = |column, table| references(TABLE, column, table, "id", ForeignKeyAction::Cascade);
    let table = Table::create()
        .table(TABLE)
        .col(uuid("id"))
        .col(uuid("organization_id"))
        .col(uuid("partnership_id"))
        .col(uuid_null("goal_id"))
        .col(text("kind"))
        .col(date("happened_on"))
        .col(text("said"))
        .col(text_null("stage"))
        .col(date_null("revisit_on"))
        .col(text("written_by"))
        .col(timestamp_with_time_zone("written_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut to("organization_id", "organizations"))
        .foreign_key(&mut to("partnership_id", "partnerships"))
        .foreign_key(&mut references(
            TABLE,
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, TABLE, &["partnership_id", "written_at"], false).await?;
    index(manager, TABLE, &["organization_id", "written_at"], false).await?;
    index(manager, TABLE, &["goal_id"], false).await
}

/// As the directory's tables are watched: before the statement on PostgreSQL, so that writers queue in one order.
async fn watch(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        db.execute_unprepared(&format!(
            "CREATE FUNCTION raise_relationships_revision() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {RAISE}; RETURN NULL; END $$"
        ))
        .await?;
        db.execute_unprepared(&format!(
            "CREATE TRIGGER tr_{TABLE}_revision BEFORE INSERT OR UPDATE OR DELETE ON {TABLE} \
             FOR EACH STATEMENT EXECUTE FUNCTION raise_relationships_revision()"
        ))
        .await?;
        return Ok(());
    }
    for event in ["INSERT", "UPDATE", "DELETE"] {
        db.execute_unprepared(&format!(
            "CREATE TRIGGER tr_{TABLE}_{event} AFTER {event} ON {TABLE} BEGIN {RAISE}; END"
        ))
        .await?;
    }
    Ok(())
}
