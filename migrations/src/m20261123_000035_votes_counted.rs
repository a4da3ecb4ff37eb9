//! Counts the votes of a poll and finds the newest from the index alone: whether anything was said since the last look.

use sea_orm_migration::prelude::*;

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = ["poll_option_id", "answer", "said_at"];
        index(manager, "poll_votes", &columns, false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("ix_poll_votes_poll_option_id_answer_said_at")
            .table("poll_votes")
            .to_owned();
        manager.drop_index(index).await
    }
}
