//! Interest in goals, convenings, seats and calendar feeds.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer_null, boolean, date_time, integer, text, text_null, timestamp_with_time_zone,
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
        create_interests(manager).await?;
        create_convenings(manager).await?;
        create_convening_goals(manager).await?;
        create_seats(manager).await?;
        create_calendar_feeds(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "calendar_feeds",
            "seats",
            "convening_goals",
            "convenings",
            "interests",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_interests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("interests")
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(text("name"))
        .col(text("email"))
        .col(text("email_key"))
        .col(text("organization_name"))
        .col(text("role_title"))
        .col(text_null("ein"))
        .col(text("website"))
        .col(text("kind"))
        .col(text("products"))
        .col(big_integer_null("amount_low_usd"))
        .col(big_integer_null("amount_high_usd"))
        .col(text("message"))
        .col(boolean("consent_contact"))
        .col(boolean("consent_list"))
        .col(text("status"))
        .col(text_null("confirm_token_hash"))
        .col(uuid_null("confirm_mail_id"))
        .col(timestamp_with_time_zone("confirm_by"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(timestamp_with_time_zone_null("reviewed_at"))
        .col(uuid_null("reviewed_by"))
        .col(text("decline_reason"))
        .col(uuid_null("organization_id"))
        .col(uuid_null("person_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to_table, on_delete) in [
        ("goal_id", "goals", ForeignKeyAction::Cascade),
        (
            "confirm_mail_id",
            "outbound_mails",
            ForeignKeyAction::SetNull,
        ),
        (
            "organization_id",
            "organizations",
            ForeignKeyAction::SetNull,
        ),
        ("person_id", "people", ForeignKeyAction::SetNull),
        ("reviewed_by", "users", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "interests",
            column,
            to_table,
            "id",
            on_delete,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "interests", &["confirm_token_hash"], true).await?;
    index(manager, "interests", &["status", "created_at"], false).await?;
    index(manager, "interests", &["goal_id", "email_key"], true).await?;
    index(manager, "interests", &["confirm_mail_id"], false).await?;
    index(manager, "interests", &["organization_id"], false).await?;
    index(manager, "interests", &["person_id"], false).await?;
    Ok(())
}

async fn create_convenings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("convenings")
        .col(uuid("id"))
        .col(text("title"))
        .col(text("mode"))
        .col(text("purpose"))
        .col(text("summary"))
        .col(text_null("place_id"))
        .col(text("time_zone"))
        .col(date_time("local_start"))
        .col(date_time("local_end"))
        .col(text_null("start_fold"))
        .col(text_null("end_fold"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("tzdb_version"))
        .col(text("format"))
        .col(text("venue"))
        .col(text("online_link"))
        .col(text("status"))
        .col(text("uid"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("stamped_at"))
        .col(timestamp_with_time_zone("modified_at"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .col(uuid_null("host_id"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "convenings",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .foreign_key(&mut references(
            "convenings",
            "host_id",
            "users",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "convenings", &["uid"], true).await?;
    index(manager, "convenings", &["starts_at"], false).await?;
    index(manager, "convenings", &["ends_at"], false).await?;
    index(manager, "convenings", &["status", "starts_at"], false).await?;
    index(manager, "convenings", &["place_id"], false).await?;
    Ok(())
}

async fn create_convening_goals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("convening_goals")
        .col(uuid("convening_id"))
        .col(uuid("goal_id"))
        .primary_key(Index::create().col("convening_id").col("goal_id"))
        .foreign_key(&mut references(
            "convening_goals",
            "convening_id",
            "convenings",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "convening_goals",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "convening_goals", &["goal_id"], false).await?;
    Ok(())
}

async fn create_seats(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("seats")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(uuid_null("organization_id"))
        .col(uuid_null("person_id"))
        .col(text("guest_name"))
        .col(text("role"))
        .col(text("attendance"))
        .col(integer("position"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "seats",
            "convening_id",
            "convenings",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "seats",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "seats",
            "person_id",
            "people",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "seats", &["convening_id", "position"], false).await?;
    index(manager, "seats", &["organization_id"], false).await?;
    index(manager, "seats", &["person_id"], false).await?;
    Ok(())
}

async fn create_calendar_feeds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("calendar_feeds")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(timestamp_with_time_zone_null("last_read_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "calendar_feeds",
            "user_id",
            "users",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "calendar_feeds", &["token_hash"], true).await?;
    index(manager, "calendar_feeds", &["user_id"], false).await?;
    Ok(())
}
