//! Reminders, whom each was sent to, and how many one guest gets at most.

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
        create_reminders(manager).await?;
        create_reminder_sends(manager).await?;
        let limits = Table::create()
            .table("reminder_limits")
            .col(uuid("convening_id"))
            .col(integer("most"))
            .col(integer("version"))
            .primary_key(Index::create().col("convening_id"))
            .foreign_key(&mut references(
                "reminder_limits",
                "convening_id",
                "convenings",
                "id",
                ForeignKeyAction::Cascade,
            ))
            .to_owned();
        manager.create_table(limits).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["reminder_limits", "reminder_sends", "reminders"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_reminders(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("reminders")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(text("anchor"))
        .col(integer("minutes"))
        .col(text("audience"))
        .col(text("subject"))
        .col(text("body"))
        .col(integer("position"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "reminders",
            "convening_id",
            "convenings",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "reminders", &["convening_id", "position"], false).await
}

async fn create_reminder_sends(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("reminder_sends")
        .col(uuid("reminder_id"))
        .col(uuid("invitation_id"))
        .col(timestamp_with_time_zone("sent_at"))
        .primary_key(Index::create().col("reminder_id").col("invitation_id"))
        .to_owned();
    for (column, to_table) in [
        ("reminder_id", "reminders"),
        ("invitation_id", "invitations"),
    ] {
        table.foreign_key(&mut references(
            "reminder_sends",
            column,
            to_table,
            "id",
            ForeignKeyAction::Cascade,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "reminder_sends", &["invitation_id"], false).await
}
