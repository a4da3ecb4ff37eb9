//! What guests are asked and told before they answer, the places they hand over, wait for and the times they propose.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
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
        create_guest_questions(manager).await?;
        create_guest_answers(manager).await?;
        create_convening_arrangements(manager).await?;
        create_seat_transfers(manager).await?;
        create_waiting_places(manager).await?;
        create_time_proposals(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "time_proposals",
            "waiting_places",
            "seat_transfers",
            "convening_arrangements",
            "guest_answers",
            "guest_questions",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_guest_questions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("guest_questions")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(text("code"))
        .col(text("label"))
        .col(text("kind"))
        .col(text("choices"))
        .col(boolean("required"))
        .col(boolean("asked"))
        .col(integer("keep_days"))
        .col(integer("position"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    table.foreign_key(&mut references(
        "guest_questions",
        "convening_id",
        "convenings",
        "id",
        ForeignKeyAction::Cascade,
    ));
    manager.create_table(table).await?;
    let columns = ["convening_id", "position"];
    index(manager, "guest_questions", &columns, false).await
}

async fn create_guest_answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("guest_answers")
        .col(uuid("question_id"))
        .col(uuid("invitation_id"))
        .col(text("value"))
        .col(timestamp_with_time_zone("answered_at"))
        .col(timestamp_with_time_zone("forget_at"))
        .primary_key(Index::create().col("question_id").col("invitation_id"))
        .to_owned();
    for (column, to_table) in [
        ("question_id", "guest_questions"),
        ("invitation_id", "invitations"),
    ] {
        table.foreign_key(&mut references(
            "guest_answers",
            column,
            to_table,
            "id",
            ForeignKeyAction::Cascade,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "guest_answers", &["invitation_id"], false).await?;
    index(manager, "guest_answers", &["forget_at"], false).await
}

async fn create_convening_arrangements(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("convening_arrangements")
        .col(uuid("convening_id"))
        .col(text("stipend"))
        .col(text("interpretation"))
        .col(text("access"))
        .col(integer("version"))
        .primary_key(Index::create().col("convening_id"))
        .to_owned();
    table.foreign_key(&mut references(
        "convening_arrangements",
        "convening_id",
        "convenings",
        "id",
        ForeignKeyAction::Cascade,
    ));
    manager.create_table(table).await
}

async fn create_seat_transfers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("seat_transfers")
        .col(uuid("id"))
        .col(uuid_null("seat_id"))
        .col(uuid("from_id"))
        .col(uuid("to_id"))
        .col(timestamp_with_time_zone("made_at"))
        .col(text("made_by"))
        .col(text("why"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("seat_id", "seats", ForeignKeyAction::SetNull),
        ("from_id", "invitations", ForeignKeyAction::Cascade),
        ("to_id", "invitations", ForeignKeyAction::Cascade),
    ] {
        table.foreign_key(&mut references(
            "seat_transfers",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    for column in ["seat_id", "from_id", "to_id"] {
        index(manager, "seat_transfers", &[column], false).await?;
    }
    Ok(())
}

async fn create_waiting_places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("waiting_places")
        .col(uuid("invitation_id"))
        .col(uuid("convening_id"))
        .col(timestamp_with_time_zone("since"))
        .primary_key(Index::create().col("invitation_id"))
        .to_owned();
    for (column, to_table) in [
        ("invitation_id", "invitations"),
        ("convening_id", "convenings"),
    ] {
        table.foreign_key(&mut references(
            "waiting_places",
            column,
            to_table,
            "id",
            ForeignKeyAction::Cascade,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "waiting_places", &["convening_id", "since"], false).await
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
        .col(timestamp_with_time_zone("made_at"))
        .col(text("state"))
        .col(text_null("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table) in [
        ("invitation_id", "invitations"),
        ("convening_id", "convenings"),
    ] {
        table.foreign_key(&mut references(
            "time_proposals",
            column,
            to_table,
            "id",
            ForeignKeyAction::Cascade,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "time_proposals", &["invitation_id"], false).await?;
    let columns = ["convening_id", "state"];
    index(manager, "time_proposals", &columns, false).await
}
