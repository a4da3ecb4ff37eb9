//! Meetings follow their convening: which invitation somebody's seat is held by, why they do not come, and at which start
//! of the convening the sessions were set up. An organization may sit on both sides.

use sea_orm_migration::{
    prelude::*,
    schema::{date_time_null, text, text_null, uuid_null},
};

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What is there so far knows its convening and its invitations.
const FILL: [&str; 2] = [
    "UPDATE meeting_rooms SET \
     anchor_start = (SELECT local_start FROM convenings WHERE convenings.id = meeting_rooms.convening_id), \
     anchor_zone = (SELECT time_zone FROM convenings WHERE convenings.id = meeting_rooms.convening_id)",
    "UPDATE meeting_people SET invitation_id = (SELECT invitations.id FROM invitations \
     WHERE invitations.seat_id = meeting_people.seat_id AND invitations.removed_at IS NULL \
     ORDER BY invitations.created_at DESC, invitations.id LIMIT 1)",
];

/// Rows that these point to are deleted now and then.
const INDEXES: [(&str, &str); 5] = [
    ("meeting_people", "person_id"),
    ("meeting_people", "organization_id"),
    ("meeting_people", "seat_id"),
    ("meeting_parties", "goal_id"),
    ("meeting_parties", "organization_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("meeting_rooms", date_time_null("anchor_start")),
            ("meeting_rooms", text_null("anchor_zone")),
            ("meeting_people", uuid_null("invitation_id")),
            ("meeting_people", text("gone_why").default("").take()),
        ] {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        for statement in FILL {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        for (table, column) in INDEXES {
            index(manager, table, &[column], false).await?;
        }
        drop_index(manager, "meeting_parties", "room_id_organization_id").await?;
        let columns = ["room_id", "side", "organization_id"];
        index(manager, "meeting_parties", &columns, true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, "meeting_parties", "room_id_side_organization_id").await?;
        let columns = ["room_id", "organization_id"];
        index(manager, "meeting_parties", &columns, true).await?;
        for (table, column) in INDEXES {
            drop_index(manager, table, column).await?;
        }
        for (table, column) in [
            ("meeting_people", "gone_why"),
            ("meeting_people", "invitation_id"),
            ("meeting_rooms", "anchor_zone"),
            ("meeting_rooms", "anchor_start"),
        ] {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &str,
) -> Result<(), DbErr> {
    let index = Index::drop()
        .name(format!("ix_{table}_{columns}"))
        .table(table)
        .to_owned();
    manager.drop_index(index).await
}
