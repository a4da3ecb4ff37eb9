//! What staff think of a funding source for one goal: shortlisted, not now, never, pinned.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, date_null, integer, text, text_null, timestamp_with_time_zone, uuid},
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
        let to = |column, table| {
            references(
                "match_stances",
                column,
                table,
                "id",
                ForeignKeyAction::Cascade,
            )
        };
        let table = Table::create()
            .table("match_stances")
            .col(uuid("id"))
            .col(uuid("goal_id"))
            .col(uuid("funding_source_id"))
            .col(text_null("stance"))
            .col(boolean("pinned"))
            .col(text_null("reason_kind"))
            .col(text("reason"))
            .col(date_null("look_again_on"))
            .col(text("changed_by"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("id"))
            .foreign_key(&mut to("goal_id", "goals"))
            .foreign_key(&mut to("funding_source_id", "funding_sources"))
            .to_owned();
        manager.create_table(table).await?;
        let table = "match_stances";
        index(manager, table, &["goal_id", "funding_source_id"], true).await?;
        index(manager, table, &["funding_source_id"], false).await?;
        index(manager, table, &["stance", "changed_at"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("match_stances").to_owned())
            .await
    }
}
