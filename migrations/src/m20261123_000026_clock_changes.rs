//! Convenings whose instant a newer time-zone database computes otherwise, and the list of calendar mails.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
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
        let table = Table::create()
            .table("clock_changes")
            .col(uuid("id"))
            .col(uuid("convening_id"))
            .col(text("time_zone"))
            .col(text("tzdb_from"))
            .col(text("tzdb_to"))
            .col(timestamp_with_time_zone("was_starts_at"))
            .col(timestamp_with_time_zone("was_ends_at"))
            .col(timestamp_with_time_zone_null("now_starts_at"))
            .col(timestamp_with_time_zone_null("now_ends_at"))
            .col(timestamp_with_time_zone("found_at"))
            .col(text_null("decision"))
            .col(text("decided_by"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(&mut references(
                "clock_changes",
                "convening_id",
                "convenings",
                "id",
                ForeignKeyAction::Cascade,
            ))
            .to_owned();
        manager.create_table(table).await?;
        // One question at a time, however many processes look.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_clock_changes_open ON clock_changes (convening_id) WHERE decided_at IS NULL",
            )
            .await?;
        index(manager, "clock_changes", &["convening_id"], false).await?;
        // The administrators' list of calendar mails, newest first.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_outbound_mails_calendar ON outbound_mails (id) WHERE calendar_method IS NOT NULL",
            )
            .await
            .map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Index::drop()
            .name("ix_outbound_mails_calendar")
            .table("outbound_mails")
            .to_owned();
        manager.drop_index(drop).await?;
        manager
            .drop_table(Table::drop().table("clock_changes").to_owned())
            .await
    }
}
