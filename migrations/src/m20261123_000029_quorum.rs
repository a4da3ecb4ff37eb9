//! How many of which kind a convening needs.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, timestamp_with_time_zone, uuid},
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
        let cascade = ForeignKeyAction::Cascade;
        let table = Table::create()
            .table("quorum_rules")
            .col(uuid("id"))
            .col(uuid("convening_id"))
            .col(text("kind"))
            .col(integer("at_least"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(&mut references(
                "quorum_rules",
                "convening_id",
                "convenings",
                "id",
                cascade,
            ))
            .to_owned();
        manager.create_table(table).await?;
        index(manager, "quorum_rules", &["convening_id", "kind"], true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("quorum_rules").to_owned())
            .await
    }
}
