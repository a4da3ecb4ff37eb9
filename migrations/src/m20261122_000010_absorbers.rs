//! Who can carry capital: absorbers, what they know and where they work.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer_null, boolean, date, date_null, double_null, integer, text,
        timestamp_with_time_zone, uuid,
    },
    sea_orm::DatabaseBackend,
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
        create_absorbers(manager).await?;
        create_link(
            manager,
            "absorber_issues",
            ("issue_code", "issue_areas", "code"),
        )
        .await?;
        create_link(manager, "absorber_counties", ("place_id", "places", "id")).await?;
        add_borrower(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop()
                    .name("ix_stack_lines_absorber_id")
                    .table("stack_lines")
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("stack_lines")
                    .drop_column("absorber_id")
                    .to_owned(),
            )
            .await?;
        for table in ["absorber_counties", "absorber_issues", "absorbers"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_absorbers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("absorbers")
        .col(uuid("id"))
        .col(uuid("organization_id"))
        .col(text("kind"))
        .col(big_integer_null("assets_usd"))
        .col(double_null("net_asset_ratio"))
        .col(text("certification"))
        .col(date_null("certified_on"))
        .col(big_integer_null("pipeline_usd"))
        .col(text("debt_history"))
        .col(text("readiness"))
        .col(text("source"))
        .col(date("as_of"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "absorbers",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "absorbers", &["organization_id"], true).await?;
    index(manager, "absorbers", &["readiness"], false).await
}

/// What an absorber has several of: issues, counties.
async fn create_link(
    manager: &SchemaManager<'_>,
    table: &'static str,
    (column, to_table, to_column): (&'static str, &'static str, &'static str),
) -> Result<(), DbErr> {
    let create = Table::create()
        .table(table)
        .col(uuid("absorber_id"))
        .col(text(column))
        .primary_key(Index::create().col("absorber_id").col(column))
        .foreign_key(&mut references(
            table,
            "absorber_id",
            "absorbers",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            table,
            column,
            to_table,
            to_column,
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(create).await?;
    index(manager, table, &[column], false).await
}

/// Who would take a line's money.
async fn add_borrower(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kind = match manager.get_database_backend() {
        DatabaseBackend::Postgres => "uuid",
        _ => "uuid_text",
    };
    manager
        .get_connection()
        .execute_unprepared(&format!(
            "ALTER TABLE stack_lines ADD COLUMN absorber_id {kind} NULL \
             REFERENCES absorbers (id) ON DELETE SET NULL"
        ))
        .await?;
    index(manager, "stack_lines", &["absorber_id"], false).await
}
