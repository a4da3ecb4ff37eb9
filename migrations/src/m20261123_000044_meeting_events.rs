//! What calendars were told of somebody's meetings: a row for each, with a SEQUENCE of its own.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
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
            .table("meeting_events")
            .col(uuid("id"))
            .col(uuid("person_id"))
            .col(uuid("team_id"))
            .col(text("funders"))
            .col(text("uid"))
            .col(integer("sequence"))
            .col(timestamp_with_time_zone("stamped_at"))
            .col(timestamp_with_time_zone("starts_at"))
            .col(timestamp_with_time_zone("ends_at"))
            .col(text("summary"))
            .col(text("place"))
            .col(boolean("firm"))
            .col(timestamp_with_time_zone_null("gone_at"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        table.foreign_key(&mut references(
            "meeting_events",
            "person_id",
            "meeting_people",
            "id",
            ForeignKeyAction::Cascade,
        ));
        manager.create_table(table).await?;
        index(manager, "meeting_events", &["person_id", "uid"], true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("meeting_events").to_owned())
            .await
    }
}
