//! Who is not to sit at one table, and who stays away from a goal. Confidential: for staff, never on a page of others and in
//! no file.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_kept_apart(manager).await?;
        create_recusals(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["recusals", "kept_apart"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_kept_apart(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let to = |column| {
        references(
            "kept_apart",
            column,
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        )
    };
    let table = Table::create()
        .table("kept_apart")
        .col(uuid("id"))
        .col(uuid("one_id"))
        .col(uuid("other_id"))
        .col(text("reason"))
        .col(text("added_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut to("one_id"))
        .foreign_key(&mut to("other_id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "kept_apart", &["one_id", "other_id"], true).await?;
    index(manager, "kept_apart", &["other_id"], false).await
}

async fn create_recusals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let to = |column, table| references("recusals", column, table, "id", ForeignKeyAction::Cascade);
    let table = Table::create()
        .table("recusals")
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(uuid("organization_id"))
        .col(text("reason"))
        .col(text("added_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut to("goal_id", "goals"))
        .foreign_key(&mut to("organization_id", "organizations"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "recusals", &["goal_id", "organization_id"], true).await?;
    index(manager, "recusals", &["organization_id"], false).await
}
