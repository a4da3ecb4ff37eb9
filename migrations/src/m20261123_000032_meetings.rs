//! The meetings in the room of a convening: rounds and tables, who meets, what they wish, and the plans made of it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date_time, integer, integer_null, text, text_null,
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
        create_meeting_rooms(manager).await?;
        create_meeting_sessions(manager).await?;
        create_meeting_tables(manager).await?;
        create_meeting_parties(manager).await?;
        create_meeting_people(manager).await?;
        create_meeting_links(manager).await?;
        create_meeting_wishes(manager).await?;
        create_meeting_pairs(manager).await?;
        create_meeting_plans(manager).await?;
        create_meeting_places(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "meeting_places",
            "meeting_plans",
            "meeting_pairs",
            "meeting_wishes",
            "meeting_links",
            "meeting_people",
            "meeting_parties",
            "meeting_tables",
            "meeting_sessions",
            "meeting_rooms",
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

async fn create_meeting_rooms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_rooms")
        .col(uuid("id"))
        .col(uuid("convening_id"))
        .col(text("phase"))
        .col(text("manner"))
        .col(integer("minutes"))
        .col(integer("pause"))
        .col(integer_null("most"))
        .col(integer("least"))
        .col(integer("smallest"))
        .col(integer("largest"))
        .col(text("message"))
        .col(uuid_null("plan_id"))
        .col(boolean("guests_see_draft"))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_rooms",
        &[
            ("convening_id", "convenings", ForeignKeyAction::Cascade),
            ("created_by", "users", ForeignKeyAction::SetNull),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_rooms", &["convening_id"], true).await
}

async fn create_meeting_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_sessions")
        .col(uuid("id"))
        .col(uuid("room_id"))
        .col(date_time("local_start"))
        .col(date_time("local_end"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_sessions",
        &[("room_id", "meeting_rooms", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(
        manager,
        "meeting_sessions",
        &["room_id", "starts_at"],
        false,
    )
    .await
}

async fn create_meeting_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_tables")
        .col(uuid("id"))
        .col(uuid("room_id"))
        .col(integer("position"))
        .col(text("name"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_tables",
        &[("room_id", "meeting_rooms", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_tables", &["room_id", "position"], true).await
}

async fn create_meeting_parties(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_parties")
        .col(uuid("id"))
        .col(uuid("room_id"))
        .col(text("side"))
        .col(uuid_null("goal_id"))
        .col(uuid_null("organization_id"))
        .col(text("name"))
        .col(boolean("illustrative"))
        .col(integer_null("most"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(timestamp_with_time_zone_null("said_at"))
        .col(text("said_by"))
        .col(boolean("said_by_link"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_parties",
        &[
            ("room_id", "meeting_rooms", ForeignKeyAction::Cascade),
            ("goal_id", "goals", ForeignKeyAction::Cascade),
            (
                "organization_id",
                "organizations",
                ForeignKeyAction::Cascade,
            ),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_parties", &["room_id", "goal_id"], true).await?;
    index(
        manager,
        "meeting_parties",
        &["room_id", "organization_id"],
        true,
    )
    .await
}

async fn create_meeting_people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_people")
        .col(uuid("id"))
        .col(uuid("room_id"))
        .col(uuid_null("party_id"))
        .col(uuid_null("seat_id"))
        .col(uuid_null("person_id"))
        .col(uuid_null("organization_id"))
        .col(text("name"))
        .col(text_null("address"))
        .col(text("away"))
        .col(timestamp_with_time_zone_null("gone_at"))
        .col(timestamp_with_time_zone_null("asked_at"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_people",
        &[
            ("room_id", "meeting_rooms", ForeignKeyAction::Cascade),
            ("party_id", "meeting_parties", ForeignKeyAction::SetNull),
            ("seat_id", "seats", ForeignKeyAction::SetNull),
            ("person_id", "people", ForeignKeyAction::SetNull),
            (
                "organization_id",
                "organizations",
                ForeignKeyAction::SetNull,
            ),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_people", &["room_id", "seat_id"], true).await?;
    index(manager, "meeting_people", &["party_id"], false).await
}

async fn create_meeting_links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_links")
        .col(uuid("id"))
        .col(uuid("meeting_person_id"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_links",
        &[(
            "meeting_person_id",
            "meeting_people",
            ForeignKeyAction::Cascade,
        )],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_links", &["token_hash"], true).await?;
    index(manager, "meeting_links", &["meeting_person_id"], false).await
}

async fn create_meeting_wishes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_wishes")
        .col(uuid("from_id"))
        .col(uuid("to_id"))
        .col(text("wish"))
        .primary_key(Index::create().col("from_id").col("to_id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_wishes",
        &[
            ("from_id", "meeting_parties", ForeignKeyAction::Cascade),
            ("to_id", "meeting_parties", ForeignKeyAction::Cascade),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_wishes", &["to_id"], false).await
}

async fn create_meeting_pairs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_pairs")
        .col(uuid("team_id"))
        .col(uuid("funder_id"))
        .col(uuid("room_id"))
        .col(text("verdict"))
        .col(text("said_by"))
        .col(timestamp_with_time_zone("said_at"))
        .primary_key(Index::create().col("team_id").col("funder_id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_pairs",
        &[
            ("team_id", "meeting_parties", ForeignKeyAction::Cascade),
            ("funder_id", "meeting_parties", ForeignKeyAction::Cascade),
            ("room_id", "meeting_rooms", ForeignKeyAction::Cascade),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_pairs", &["funder_id"], false).await?;
    index(manager, "meeting_pairs", &["room_id"], false).await
}

async fn create_meeting_plans(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_plans")
        .col(uuid("id"))
        .col(uuid("room_id"))
        .col(text("state"))
        .col(uuid_null("after_id"))
        .col(boolean("frozen"))
        .col(integer("moves"))
        .col(integer("seed"))
        .col(integer("done"))
        .col(boolean("stop"))
        .col(text("trouble"))
        .col(integer("held"))
        .col(integer("left_out"))
        .col(integer("breaks"))
        .col(big_integer("worth"))
        .col(big_integer_null("most_worth"))
        .col(integer_null("least_breaks"))
        .col(boolean("proved"))
        .col(integer("number"))
        .col(text("asked_by"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_plans",
        &[("room_id", "meeting_rooms", ForeignKeyAction::Cascade)],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_plans", &["room_id", "asked_at"], false).await
}

async fn create_meeting_places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("meeting_places")
        .col(uuid("plan_id"))
        .col(integer("round"))
        .col(uuid("party_id"))
        .col(uuid("table_id"))
        .primary_key(Index::create().col("plan_id").col("round").col("party_id"))
        .to_owned();
    refer(
        &mut table,
        "meeting_places",
        &[
            ("plan_id", "meeting_plans", ForeignKeyAction::Cascade),
            ("party_id", "meeting_parties", ForeignKeyAction::Cascade),
            ("table_id", "meeting_tables", ForeignKeyAction::Cascade),
        ],
    );
    manager.create_table(table).await?;
    index(manager, "meeting_places", &["party_id"], false).await?;
    index(manager, "meeting_places", &["table_id"], false).await
}
