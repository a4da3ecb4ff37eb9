//! Other addresses that guests answer from.

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
        let mut table = Table::create()
            .table("guest_aliases")
            .col(uuid("convening_id"))
            .col(text("address_key"))
            .col(uuid("invitation_id"))
            .col(text("added_by"))
            .col(timestamp_with_time_zone("added_at"))
            .primary_key(Index::create().col("convening_id").col("address_key"))
            .to_owned();
        for (column, to_table) in [
            ("convening_id", "convenings"),
            ("invitation_id", "invitations"),
        ] {
            table.foreign_key(&mut references(
                "guest_aliases",
                column,
                to_table,
                "id",
                ForeignKeyAction::Cascade,
            ));
        }
        manager.create_table(table).await?;
        index(manager, "guest_aliases", &["invitation_id"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("guest_aliases").to_owned())
            .await
    }
}
