//! Finds the copies of mails that are kept long enough, and looks at no others.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kept = "CREATE INDEX ix_outbound_mails_copy ON outbound_mails (created_at) WHERE mime IS NOT NULL";
        manager.get_connection().execute_unprepared(kept).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("ix_outbound_mails_copy")
            .table("outbound_mails")
            .to_owned();
        manager.drop_index(index).await
    }
}
