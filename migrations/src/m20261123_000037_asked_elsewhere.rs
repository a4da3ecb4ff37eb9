//! Finds who else asks an organization for a date: its people in other polls, and the times those offer.

use sea_orm_migration::prelude::*;

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        index(manager, "poll_people", &["organization_id"], false).await?;
        index(manager, "poll_options", &["starts_at"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in [
            ("poll_options", "ix_poll_options_starts_at"),
            ("poll_people", "ix_poll_people_organization_id"),
        ] {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        Ok(())
    }
}
