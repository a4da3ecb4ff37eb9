//! Of a date that a season keeps: whether the convening itself was put on it. Moved later by hand, it is seen.

use sea_orm_migration::{prelude::*, schema::boolean};

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter()
            .table("season_convenings")
            .add_column(boolean("accepted").default(false))
            .to_owned();
        manager.alter_table(column).await?;
        index(manager, "season_convenings", &["kept_venue_id"], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kept = Index::drop()
            .name("ix_season_convenings_kept_venue_id")
            .table("season_convenings")
            .to_owned();
        manager.drop_index(kept).await?;
        let column = Table::alter()
            .table("season_convenings")
            .drop_column("accepted")
            .to_owned();
        manager.alter_table(column).await
    }
}
