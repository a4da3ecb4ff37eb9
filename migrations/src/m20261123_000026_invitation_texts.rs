//! What staff write around the facts in mails to guests.

use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid},
};

use crate::parts::references;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "invitation_texts";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let to_convening = &mut references(
            TABLE,
            "convening_id",
            "convenings",
            "id",
            ForeignKeyAction::Cascade,
        );
        let table = Table::create()
            .table(TABLE)
            .col(uuid("convening_id"))
            .col(text("kind"))
            .col(text("subject"))
            .col(text("body"))
            .primary_key(Index::create().col("convening_id").col("kind"))
            .foreign_key(to_convening)
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::drop().table(TABLE).to_owned();
        manager.drop_table(drop).await
    }
}
