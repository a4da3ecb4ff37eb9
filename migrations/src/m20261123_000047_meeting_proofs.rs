//! Whether somebody asked how few breaks a plan of meetings needs, and what was proved.

use sea_orm_migration::{
    prelude::*,
    schema::{integer_null, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 3] = ["proof_asked_at", "proof_ended_at", "fewest_breaks"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in COLUMNS {
            let column = match name {
                "fewest_breaks" => integer_null(name),
                _ => timestamp_with_time_zone_null(name),
            };
            let table = Table::alter()
                .table("meeting_plans")
                .add_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in COLUMNS {
            let table = Table::alter()
                .table("meeting_plans")
                .drop_column(name)
                .to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
