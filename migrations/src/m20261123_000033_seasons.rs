//! Seasons: convenings whose dates are chosen together, where they could be, and the dates that were proposed.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, date_null, integer, integer_null, text, text_null,
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
        create_seasons(manager).await?;
        create_season_venues(manager).await?;
        create_season_convenings(manager).await?;
        create_season_convening_venues(manager).await?;
        create_season_travel(manager).await?;
        create_season_plans(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "season_plans",
            "season_travel",
            "season_convening_venues",
            "season_convenings",
            "season_venues",
            "seasons",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_seasons(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("seasons")
        .col(uuid("id"))
        .col(text("title"))
        .col(uuid_null("partnership_id"))
        .col(uuid_null("host_id"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(integer_null("most_per_week"))
        .col(boolean("keeps_ask_first"))
        .col(text("blackouts"))
        .col(text("effort"))
        .col(integer("seed"))
        .col(integer("revision"))
        .col(timestamp_with_time_zone_null("working_since"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    for (column, to) in [("partnership_id", "partnerships"), ("host_id", "users")] {
        table.foreign_key(&mut references(
            "seasons",
            column,
            to,
            "id",
            ForeignKeyAction::SetNull,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "seasons", &["last_day"], false).await
}

async fn create_season_venues(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("season_venues")
        .col(uuid("id"))
        .col(uuid("season_id"))
        .col(text("name"))
        .col(text_null("place_id"))
        .col(text("closed"))
        .col(integer("version"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "season_venues",
            "season_id",
            "seasons",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "season_venues",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "season_venues", &["season_id"], false).await
}

async fn create_season_convenings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("season_convenings")
        .col(uuid("season_id"))
        .col(uuid("convening_id"))
        .col(date_null("first_day"))
        .col(date_null("last_day"))
        .col(integer("days"))
        .col(big_integer("late_cost"))
        .col(date_null("kept_day"))
        .col(uuid_null("kept_venue_id"))
        .col(integer("version"))
        .primary_key(Index::create().col("season_id").col("convening_id"))
        .to_owned();
    for (column, to, action) in [
        ("season_id", "seasons", ForeignKeyAction::Cascade),
        ("convening_id", "convenings", ForeignKeyAction::Cascade),
        ("kept_venue_id", "season_venues", ForeignKeyAction::SetNull),
    ] {
        table.foreign_key(&mut references(
            "season_convenings",
            column,
            to,
            "id",
            action,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "season_convenings", &["convening_id"], false).await
}

async fn create_season_convening_venues(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("season_convening_venues")
        .col(uuid("venue_id"))
        .col(uuid("convening_id"))
        .primary_key(Index::create().col("venue_id").col("convening_id"))
        .to_owned();
    for (column, to) in [
        ("venue_id", "season_venues"),
        ("convening_id", "convenings"),
    ] {
        table.foreign_key(&mut references(
            "season_convening_venues",
            column,
            to,
            "id",
            ForeignKeyAction::Cascade,
        ));
    }
    manager.create_table(table).await?;
    index(manager, "season_convening_venues", &["convening_id"], false).await
}

async fn create_season_travel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("season_travel")
        .col(uuid("season_id"))
        .col(text("one"))
        .col(text("other"))
        .col(integer("days"))
        .primary_key(Index::create().col("season_id").col("one").col("other"))
        .foreign_key(&mut references(
            "season_travel",
            "season_id",
            "seasons",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await
}

async fn create_season_plans(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("season_plans")
        .col(uuid("season_id"))
        .col(uuid("plan_id"))
        .col(timestamp_with_time_zone("made_at"))
        .col(text("made_by"))
        .col(integer("revision"))
        .col(text("trouble"))
        .col(text("plan"))
        .primary_key(Index::create().col("season_id"))
        .foreign_key(&mut references(
            "season_plans",
            "season_id",
            "seasons",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await
}
