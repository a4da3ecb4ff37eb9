//! When the cities of one round meet to learn from each other.

use sea_orm_migration::{
    prelude::*,
    schema::{date, integer, text, timestamp_with_time_zone, uuid},
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("learning_dates")
            .col(uuid("id"))
            .col(text("round_code"))
            .col(date("held_on"))
            .col(text("topic"))
            .col(text("venue"))
            .col(text("source"))
            .col(integer("version"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(&mut references(
                "learning_dates",
                "round_code",
                "initiative_rounds",
                "code",
                ForeignKeyAction::Restrict,
            ))
            .to_owned();
        manager.create_table(table).await?;
        index(manager, "learning_dates", &["round_code", "held_on"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("learning_dates").to_owned())
            .await
    }
}
