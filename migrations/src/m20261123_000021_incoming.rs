//! Mail that comes in: what it was, what guests propose, who stands at the door, and whom not to write to.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary_null, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
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
        create_inbound_mails(manager).await?;
        create_time_proposals(manager).await?;
        create_door_requests(manager).await?;
        create_mail_suppressions(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "mail_suppressions",
            "door_requests",
            "time_proposals",
            "inbound_mails",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_inbound_mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("inbound_mails")
        .col(uuid("id"))
        .col(timestamp_with_time_zone("received_at"))
        .col(text("way"))
        .col(text("digest"))
        .col(text("message_id"))
        .col(text("sender"))
        .col(text("recipient"))
        .col(uuid_null("convening_id"))
        .col(uuid_null("invitation_id"))
        .col(text("method"))
        .col(text("rule"))
        .col(text("verdict"))
        .col(text("told"))
        .col(binary_null("raw"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("convening_id", "convenings", ForeignKeyAction::SetNull),
        ("invitation_id", "invitations", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "inbound_mails",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "inbound_mails", &["digest"], true).await?;
    index(manager, "inbound_mails", &["received_at"], false).await?;
    index(
        manager,
        "inbound_mails",
        &["convening_id", "received_at"],
        false,
    )
    .await?;
    index(manager, "inbound_mails", &["invitation_id"], false).await
}

async fn create_time_proposals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("time_proposals")
        .col(uuid("id"))
        .col(uuid("invitation_id"))
        .col(uuid("convening_id"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("note"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("said_at"))
        .col(timestamp_with_time_zone("made_at"))
        .col(text("state"))
        .col(text("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("invitation_id", "invitations", ForeignKeyAction::Cascade),
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
    ] {
        table.foreign_key(&mut references(
            "time_proposals",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(
        manager,
        "time_proposals",
        &["invitation_id", "state"],
        false,
    )
    .await?;
    index(manager, "time_proposals", &["convening_id", "state"], false).await
}

async fn create_door_requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("door_requests")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(text("address"))
        .col(text("name"))
        .col(text("partstat"))
        .col(uuid_null("delegated_from"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("said_at"))
        .col(text("note"))
        .col(timestamp_with_time_zone("received_at"))
        .col(text("state"))
        .col(text("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
        ("delegated_from", "invitations", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "door_requests",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "door_requests", &["convening_id", "address"], true).await?;
    index(manager, "door_requests", &["convening_id", "state"], false).await?;
    index(manager, "door_requests", &["delegated_from"], false).await
}

async fn create_mail_suppressions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("mail_suppressions")
        .col(text("address_key"))
        .col(text("kind"))
        .col(text("detail"))
        .col(timestamp_with_time_zone("since"))
        .primary_key(Index::create().col("address_key"))
        .to_owned();
    manager.create_table(table).await
}
