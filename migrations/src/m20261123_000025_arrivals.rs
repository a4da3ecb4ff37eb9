//! Who came to a convening.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
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
        let mut table = Table::create()
            .table("arrivals")
            .col(uuid("id"))
            .col(uuid("convening_id"))
            .col(uuid_null("invitation_id"))
            .col(uuid_null("seat_id"))
            .col(text("name"))
            .col(text("organization"))
            .col(text("kind"))
            .col(timestamp_with_time_zone("at"))
            .col(text("by"))
            .col(uuid("client_key"))
            .col(timestamp_with_time_zone_null("undone_at"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        for (column, to_table, on_delete) in [
            ("convening_id", "convenings", ForeignKeyAction::Cascade),
            ("invitation_id", "invitations", ForeignKeyAction::SetNull),
            ("seat_id", "seats", ForeignKeyAction::SetNull),
        ] {
            table.foreign_key(&mut references(
                "arrivals", column, to_table, "id", on_delete,
            ));
        }
        manager.create_table(table).await?;
        index(manager, "arrivals", &["client_key"], true).await?;
        index(manager, "arrivals", &["convening_id", "at"], false).await?;
        // Two phones that note the same guest note one arrival.
        for column in ["invitation_id", "seat_id"] {
            let once = format!(
                "CREATE UNIQUE INDEX ux_arrivals_{column} ON arrivals ({column}) WHERE undone_at IS NULL"
            );
            manager.get_connection().execute_unprepared(&once).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("arrivals").to_owned())
            .await
    }
}
