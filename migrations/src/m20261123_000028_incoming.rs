//! Mail that comes in: what it was, which way another time was proposed, and who stands at the door.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary_null, integer, integer_null, text, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
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
        widen_time_proposals(manager).await?;
        create_door_requests(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["said_at", "sequence", "source"] {
            let alter = Table::alter()
                .table("time_proposals")
                .drop_column(column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        for table in ["door_requests", "inbound_mails"] {
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

/// Which way a proposal came, and what it is about: programs deliver mail in any order.
async fn widen_time_proposals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut source = text("source");
    source.default("link");
    for column in [
        source,
        integer_null("sequence"),
        timestamp_with_time_zone_null("said_at"),
    ] {
        let alter = Table::alter()
            .table("time_proposals")
            .add_column(column)
            .to_owned();
        manager.alter_table(alter).await?;
    }
    Ok(())
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
