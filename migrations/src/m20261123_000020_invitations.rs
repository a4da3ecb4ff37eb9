//! Invitations: what each address holds of a convening, what it answered, and the mails that told it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, integer_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What a mail to a guest carries besides its text; all empty for other mail.
const MAIL_COLUMNS: [&str; 6] = [
    "sender",
    "calendar_method",
    "calendar",
    "unsubscribe",
    "mask",
    "mime",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(
            manager,
            "convenings",
            integer("rescheduled_sequence").default(0),
        )
        .await?;
        for column in MAIL_COLUMNS {
            add(manager, "outbound_mails", text_null(column)).await?;
        }
        add(manager, "outbound_mails", uuid_null("lane")).await?;
        index(manager, "outbound_mails", &["lane", "id"], false).await?;
        create_invitation_settings(manager).await?;
        create_invitations(manager).await?;
        create_invitation_links(manager).await?;
        create_invitation_answers(manager).await?;
        create_invitation_mails(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "invitation_mails",
            "invitation_answers",
            "invitation_links",
            "invitations",
            "invitation_settings",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        let lane = Index::drop()
            .name("ix_outbound_mails_lane_id")
            .table("outbound_mails")
            .to_owned();
        manager.drop_index(lane).await?;
        for column in MAIL_COLUMNS.into_iter().chain(["lane"]) {
            drop(manager, "outbound_mails", column).await?;
        }
        drop(manager, "convenings", "rescheduled_sequence").await
    }
}

async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: impl IntoColumnDef,
) -> Result<(), DbErr> {
    let change = Table::alter().table(table).add_column(column).to_owned();
    manager.alter_table(change).await
}

async fn drop(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
) -> Result<(), DbErr> {
    let change = Table::alter().table(table).drop_column(column).to_owned();
    manager.alter_table(change).await
}

async fn create_invitation_settings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("invitation_settings")
        .col(uuid("convening_id"))
        .col(text("mail_token"))
        .col(timestamp_with_time_zone_null("answer_by"))
        .col(text("guest_list"))
        .col(text("delegation"))
        .col(integer_null("capacity"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("convening_id"))
        .to_owned();
    table.foreign_key(&mut references(
        "invitation_settings",
        "convening_id",
        "convenings",
        "id",
        ForeignKeyAction::Cascade,
    ));
    manager.create_table(table).await?;
    index(manager, "invitation_settings", &["mail_token"], true).await
}

async fn create_invitations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("invitations")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(uuid_null("seat_id"))
        .col(uuid_null("organization_id"))
        .col(uuid_null("person_id"))
        .col(text("address"))
        .col(text("address_key"))
        .col(text("name"))
        .col(text("attendance"))
        .col(boolean("is_chair"))
        .col(text("state"))
        .col(text("partstat"))
        .col(boolean("rsvp"))
        .col(text("why"))
        .col(integer_null("seen_sequence"))
        .col(timestamp_with_time_zone_null("seen_stamp"))
        .col(timestamp_with_time_zone_null("seen_starts_at"))
        .col(timestamp_with_time_zone_null("seen_ends_at"))
        .col(text_null("seen_facts"))
        .col(integer_null("last_sequence"))
        .col(timestamp_with_time_zone_null("last_stamp"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(text_null("answer_source"))
        .col(integer_null("answered_sequence"))
        .col(text("note"))
        .col(uuid_null("delegated_from"))
        .col(timestamp_with_time_zone_null("offered_until"))
        .col(timestamp_with_time_zone_null("invited_at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
        ("seat_id", "seats", ForeignKeyAction::SetNull),
        (
            "organization_id",
            "organizations",
            ForeignKeyAction::SetNull,
        ),
        ("person_id", "people", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "invitations",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(
        manager,
        "invitations",
        &["convening_id", "address_key"],
        true,
    )
    .await?;
    index(manager, "invitations", &["convening_id", "state"], false).await?;
    index(manager, "invitations", &["address_key"], false).await?;
    index(manager, "invitations", &["seat_id"], false).await?;
    index(manager, "invitations", &["organization_id"], false).await?;
    index(manager, "invitations", &["person_id"], false).await
}

async fn create_invitation_links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("invitation_links")
        .col(uuid("id"))
        .col(uuid("invitation_id"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    table.foreign_key(&mut references(
        "invitation_links",
        "invitation_id",
        "invitations",
        "id",
        ForeignKeyAction::Cascade,
    ));
    manager.create_table(table).await?;
    index(manager, "invitation_links", &["token_hash"], true).await?;
    index(manager, "invitation_links", &["invitation_id"], false).await
}

async fn create_invitation_answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("invitation_answers")
        .col(uuid("id"))
        .col(uuid("invitation_id"))
        .col(uuid("convening_id"))
        .col(text("partstat"))
        .col(text("source"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("said_at"))
        .col(timestamp_with_time_zone("received_at"))
        .col(text("note"))
        .col(boolean("counted"))
        .col(text("rule"))
        .col(text("written_by"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("invitation_id", "invitations", ForeignKeyAction::Cascade),
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
    ] {
        table.foreign_key(&mut references(
            "invitation_answers",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(
        manager,
        "invitation_answers",
        &["invitation_id", "received_at"],
        false,
    )
    .await?;
    index(
        manager,
        "invitation_answers",
        &["convening_id", "received_at"],
        false,
    )
    .await
}

async fn create_invitation_mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("invitation_mails")
        .col(uuid("id"))
        .col(uuid("invitation_id"))
        .col(uuid("convening_id"))
        .col(text("kind"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("stamp"))
        .col(text("subject"))
        .col(uuid_null("mail_id"))
        .col(text("sent_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("invitation_id", "invitations", ForeignKeyAction::Cascade),
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
        ("mail_id", "outbound_mails", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "invitation_mails",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(
        manager,
        "invitation_mails",
        &["invitation_id", "created_at"],
        false,
    )
    .await?;
    index(
        manager,
        "invitation_mails",
        &["convening_id", "created_at"],
        false,
    )
    .await?;
    index(manager, "invitation_mails", &["mail_id"], false).await
}
