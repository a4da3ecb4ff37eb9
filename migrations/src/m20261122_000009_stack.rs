//! Capital stacks as practitioners keep them: shares of a line, terms and restrictions, and dated snapshots.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, date_null, integer, text, timestamp_with_time_zone, uuid,
        uuid_null,
    },
    sea_orm::DatabaseBackend,
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What a line says besides its amount; empty where nobody has said it.
const TEXTS: [&str; 5] = ["restrictions", "not_match_for", "rate", "term", "claim"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        widen_lines(manager).await?;
        create_snapshots(manager).await?;
        create_snapshot_lines(manager).await?;
        add_assessment(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["stack_snapshot_lines", "stack_snapshots"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        manager
            .drop_index(
                Index::drop()
                    .name("ix_stack_lines_part_of")
                    .table("stack_lines")
                    .to_owned(),
            )
            .await?;
        for column in TEXTS.into_iter().chain(["reimbursed", "part_of"]) {
            drop_column(manager, "stack_lines", column).await?;
        }
        for column in ["areas_source", "areas_as_of", "certified_on"] {
            drop_column(manager, "funding_sources", column).await?;
        }
        Ok(())
    }
}

async fn drop_column(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
) -> Result<(), DbErr> {
    manager
        .alter_table(Table::alter().table(table).drop_column(column).to_owned())
        .await
}

async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &mut ColumnDef,
) -> Result<(), DbErr> {
    manager
        .alter_table(Table::alter().table(table).add_column(column).to_owned())
        .await
}

async fn widen_lines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in TEXTS {
        add(manager, "stack_lines", text(column).default("")).await?;
    }
    add(manager, "stack_lines", boolean("reimbursed").default(false)).await?;
    // A column that refers to its own table can only be added to SQLite in words.
    let kind = match manager.get_database_backend() {
        DatabaseBackend::Postgres => "uuid",
        _ => "uuid_text",
    };
    manager
        .get_connection()
        .execute_unprepared(&format!(
            "ALTER TABLE stack_lines ADD COLUMN part_of {kind} NULL \
             REFERENCES stack_lines (id) ON DELETE SET NULL"
        ))
        .await?;
    index(manager, "stack_lines", &["part_of"], false).await
}

async fn create_snapshots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("stack_snapshots")
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(timestamp_with_time_zone("taken_at"))
        .col(date("local_on"))
        .col(text("time_zone"))
        .col(text("taken_by"))
        .col(text("reason"))
        .col(uuid_null("convening_id"))
        .col(text("note"))
        .col(big_integer("total_usd"))
        .col(big_integer("committed_usd"))
        .col(big_integer("soft_usd"))
        .col(big_integer("unidentified_usd"))
        .col(big_integer("gap_usd"))
        .col(big_integer("outside_cash_usd"))
        .col(big_integer("repayment_usd"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "stack_snapshots",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "stack_snapshots",
            "convening_id",
            "convenings",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "stack_snapshots", &["goal_id", "taken_at"], false).await?;
    // One for each goal of a convening, however often the start is noticed; those by hand have no convening.
    index(
        manager,
        "stack_snapshots",
        &["convening_id", "goal_id"],
        true,
    )
    .await
}

async fn create_snapshot_lines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("stack_snapshot_lines")
        .col(uuid("snapshot_id"))
        // The line as it was then; no reference, because a copy outlives what it copies.
        .col(uuid("line_id"))
        .col(integer("position"))
        .col(uuid_null("part_of"))
        .col(text("layer"))
        .col(text("product"))
        .col(big_integer("amount_usd"))
        .col(text("status"))
        .col(text("purpose"))
        .col(boolean("counts_toward_total"))
        .col(text("funder"))
        .col(text("borrower"))
        .col(text("conditions"))
        .col(text("restrictions"))
        .col(text("terms"))
        .col(date_null("expected_on"))
        .col(text("source"))
        .col(date("as_of"))
        .primary_key(Index::create().col("snapshot_id").col("line_id"))
        .foreign_key(&mut references(
            "stack_snapshot_lines",
            "snapshot_id",
            "stack_snapshots",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await
}

/// Where a pocket's areas are written down, and since when a CDFI is certified.
async fn add_assessment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(manager, "funding_sources", text("areas_source").default("")).await?;
    add(manager, "funding_sources", &mut date_null("areas_as_of")).await?;
    add(manager, "funding_sources", &mut date_null("certified_on")).await
}
