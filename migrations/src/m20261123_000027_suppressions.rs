//! Addresses that are not written to. Made where an earlier step has not made it.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("mail_suppressions")
            .if_not_exists()
            .col(text("address_key"))
            .col(text("kind"))
            .col(text("detail"))
            .col(timestamp_with_time_zone("since"))
            .primary_key(Index::create().col("address_key"))
            .to_owned();
        manager.create_table(table).await
    }

    /// What an earlier step made, it drops.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
