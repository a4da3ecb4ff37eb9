//! Date polls: the times a convening could be at, whom it asks, and what they say.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date_null, date_time, integer, integer_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
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
        create_date_polls(manager).await?;
        create_poll_options(manager).await?;
        create_poll_people(manager).await?;
        create_poll_links(manager).await?;
        create_poll_votes(manager).await?;
        create_poll_hours(manager).await?;
        create_poll_busy_times(manager).await?;
        create_poll_holds(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "poll_holds",
            "poll_busy_times",
            "poll_hours",
            "poll_votes",
            "poll_links",
            "poll_people",
            "poll_options",
            "date_polls",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

type Key = (&'static str, &'static str, ForeignKeyAction);

/// Adds foreign keys: a column, the table whose id it holds, and what becomes of the row when that is gone.
fn refer(table: &mut TableCreateStatement, name: &'static str, keys: &[Key]) {
    for (column, to, action) in keys {
        table.foreign_key(&mut references(name, column, to, "id", *action));
    }
}

async fn create_date_polls(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("date_polls")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(text("state"))
        .col(text("manner"))
        .col(text("time_zone"))
        .col(integer("minutes"))
        .col(text("message"))
        .col(timestamp_with_time_zone_null("closes_at"))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone_null("ready_told_at"))
        .col(integer("if_needed"))
        .col(integer("unknown"))
        .col(integer_null("heads"))
        .col(date_null("first_day"))
        .col(date_null("last_day"))
        .col(integer("most_reminders"))
        .col(boolean("holds"))
        .col(uuid_null("decided_option_id"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(text("decided_by"))
        .col(text("decision_reason"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "date_polls",
        &[
            ("convening_id", "convenings", ForeignKeyAction::Cascade),
            ("created_by", "users", ForeignKeyAction::SetNull),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "date_polls", &["convening_id", "state"], false).await?;
    index(manager, "date_polls", &["state", "closes_at"], false).await
}

async fn create_poll_options(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_options")
        .col(uuid("id"))
        .col(uuid("poll_id"))
        .col(date_time("local_start"))
        .col(date_time("local_end"))
        .col(text_null("start_fold"))
        .col(text_null("end_fold"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("tzdb_version"))
        .col(timestamp_with_time_zone("added_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(integer("version"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "poll_options",
        &[("poll_id", "date_polls", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(manager, "poll_options", &["poll_id", "starts_at"], false).await
}

async fn create_poll_people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_people")
        .col(uuid("id"))
        .col(uuid("poll_id"))
        .col(uuid_null("seat_id"))
        .col(uuid_null("organization_id"))
        .col(uuid_null("person_id"))
        .col(text("name"))
        .col(text("address"))
        .col(text("address_key"))
        .col(text("attendance"))
        .col(integer_null("any_of"))
        .col(text_null("time_zone"))
        .col(text("state"))
        .col(text("note"))
        .col(timestamp_with_time_zone_null("asked_at"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(text_null("answer_source"))
        .col(text("recorded_by"))
        .col(integer("reminded"))
        .col(timestamp_with_time_zone_null("reminded_at"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "poll_people",
        &[
            ("poll_id", "date_polls", ForeignKeyAction::Cascade),
            ("seat_id", "seats", ForeignKeyAction::SetNull),
            (
                "organization_id",
                "organizations",
                ForeignKeyAction::SetNull,
            ),
            ("person_id", "people", ForeignKeyAction::SetNull),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "poll_people", &["poll_id", "address_key"], true).await?;
    index(manager, "poll_people", &["person_id"], false).await
}

async fn create_poll_links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_links")
        .col(uuid("id"))
        .col(uuid("poll_person_id"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "poll_links",
        &[("poll_person_id", "poll_people", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(manager, "poll_links", &["token_hash"], true).await?;
    index(manager, "poll_links", &["poll_person_id"], false).await
}

async fn create_poll_votes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_votes")
        .col(uuid("poll_person_id"))
        .col(uuid("poll_option_id"))
        .col(text("answer"))
        .col(text("note"))
        .col(timestamp_with_time_zone("said_at"))
        .col(text("source"))
        .col(text("written_by"))
        .primary_key(Index::create().col("poll_person_id").col("poll_option_id"))
        .to_owned();
    refer(
        &mut table,
        "poll_votes",
        &[
            ("poll_person_id", "poll_people", ForeignKeyAction::Cascade),
            ("poll_option_id", "poll_options", ForeignKeyAction::Cascade),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "poll_votes", &["poll_option_id"], false).await
}

async fn create_poll_hours(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_hours")
        .col(uuid("id"))
        .col(uuid("poll_person_id"))
        .col(integer("weekday"))
        .col(integer("from_minute"))
        .col(integer("to_minute"))
        .col(text("answer"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "poll_hours",
        &[("poll_person_id", "poll_people", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(
        manager,
        "poll_hours",
        &["poll_person_id", "weekday", "from_minute"],
        true,
    )
    .await
}

async fn create_poll_busy_times(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_busy_times")
        .col(uuid("id"))
        .col(uuid("poll_person_id"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "poll_busy_times",
        &[("poll_person_id", "poll_people", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(
        manager,
        "poll_busy_times",
        &["poll_person_id", "starts_at"],
        false,
    )
    .await
}

async fn create_poll_holds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("poll_holds")
        .col(uuid("poll_option_id"))
        .col(uuid("poll_person_id"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("stamped_at"))
        .col(timestamp_with_time_zone_null("released_at"))
        .primary_key(Index::create().col("poll_option_id").col("poll_person_id"))
        .to_owned();
    refer(
        &mut table,
        "poll_holds",
        &[
            ("poll_option_id", "poll_options", ForeignKeyAction::Cascade),
            ("poll_person_id", "poll_people", ForeignKeyAction::Cascade),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "poll_holds", &["poll_person_id"], false).await
}
