//! Calendar subscriptions of one city or initiative, and of guests.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text("scope").default("all"), text("scope_id").default("")] {
            let change = Table::alter()
                .table("calendar_feeds")
                .add_column(column)
                .to_owned();
            manager.alter_table(change).await?;
        }
        let table = Table::create()
            .table("guest_feeds")
            .col(uuid("id"))
            .col(text("address_key"))
            .col(text("token_hash"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(timestamp_with_time_zone_null("last_read_at"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        manager.create_table(table).await?;
        index(manager, "guest_feeds", &["token_hash"], true).await?;
        index(manager, "guest_feeds", &["address_key"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("guest_feeds").to_owned())
            .await?;
        for column in ["scope", "scope_id"] {
            let change = Table::alter()
                .table("calendar_feeds")
                .drop_column(column)
                .to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }
}
