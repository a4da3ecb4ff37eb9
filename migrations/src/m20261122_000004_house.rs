//! Accounts, sessions, jobs, mail, audit, limits and search.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::parts::{bytewise_text, index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_users(manager).await?;
        create_sign_in_links(manager).await?;
        create_sessions(manager).await?;
        create_jobs(manager).await?;
        create_outbound_mails(manager).await?;
        create_audit_entries(manager).await?;
        create_rate_limits(manager).await?;
        create_search_entries(manager).await?;
        create_search_terms(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "search_terms",
            "search_entries",
            "rate_limits",
            "audit_entries",
            "outbound_mails",
            "jobs",
            "sessions",
            "sign_in_links",
            "users",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_users(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("users")
        .col(uuid("id"))
        .col(text("name"))
        .col(text("email"))
        .col(text("email_key"))
        .col(text("role"))
        .col(text_null("password_hash"))
        .col(text_null("time_zone"))
        .col(text("theme"))
        .col(boolean("shortcuts"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone_null("last_sign_in_at"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "users", &["email_key"], true).await?;
    index(manager, "users", &["name"], false).await?;
    Ok(())
}

async fn create_sign_in_links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("sign_in_links")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(text("token_hash"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "sign_in_links",
            "user_id",
            "users",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "sign_in_links", &["token_hash"], true).await?;
    index(manager, "sign_in_links", &["user_id"], false).await?;
    index(manager, "sign_in_links", &["expires_at"], false).await?;
    Ok(())
}

async fn create_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("sessions")
        .col(text("id_hash"))
        .col(uuid_null("user_id"))
        .col(text("data"))
        .col(text("device"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("id_hash"))
        .foreign_key(&mut references(
            "sessions",
            "user_id",
            "users",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "sessions", &["user_id", "created_at"], false).await?;
    index(manager, "sessions", &["expires_at"], false).await?;
    Ok(())
}

async fn create_jobs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("jobs")
        .col(uuid("id"))
        .col(text("kind"))
        .col(text("payload"))
        .col(text("state"))
        .col(timestamp_with_time_zone("run_at"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone_null("lease_until"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "jobs", &["state", "run_at"], false).await?;
    index(manager, "jobs", &["state", "lease_until"], false).await?;
    index(manager, "jobs", &["created_at"], false).await?;
    Ok(())
}

async fn create_outbound_mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("outbound_mails")
        .col(uuid("id"))
        .col(uuid_null("job_id"))
        .col(text("message_id"))
        .col(text("recipient"))
        .col(text("subject"))
        .col(text_null("text_body"))
        .col(text_null("html_body"))
        .col(text("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "outbound_mails",
            "job_id",
            "jobs",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "outbound_mails", &["message_id"], true).await?;
    index(manager, "outbound_mails", &["state", "created_at"], false).await?;
    index(manager, "outbound_mails", &["job_id"], false).await?;
    index(manager, "outbound_mails", &["created_at"], false).await?;
    Ok(())
}

async fn create_audit_entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("audit_entries")
        .col(uuid("id"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("user_id"))
        .col(text("actor"))
        .col(text("action"))
        .col(text("subject_kind"))
        .col(text("subject_id"))
        .col(text("summary"))
        .col(text_null("before"))
        .col(text_null("after"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "audit_entries",
            "user_id",
            "users",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "audit_entries",
        &["subject_kind", "subject_id", "at"],
        false,
    )
    .await?;
    index(manager, "audit_entries", &["at"], false).await?;
    index(manager, "audit_entries", &["user_id", "at"], false).await?;
    Ok(())
}

async fn create_rate_limits(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("rate_limits")
        .col(text("key"))
        .col(integer("hits"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("key"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "rate_limits", &["expires_at"], false).await?;
    Ok(())
}

async fn create_search_entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("search_entries")
        .col(text("id"))
        .col(text("kind"))
        .col(text("title"))
        .col(text("subtitle"))
        .col(text("url"))
        .col(big_integer("weight"))
        .col(boolean("illustrative"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "search_entries", &["kind", "weight"], false).await?;
    Ok(())
}

async fn create_search_terms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("search_terms")
        .col(bytewise_text("term", manager))
        .col(text("entry_id"))
        .primary_key(Index::create().col("term").col("entry_id"))
        .foreign_key(&mut references(
            "search_terms",
            "entry_id",
            "search_entries",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "search_terms", &["entry_id"], false).await?;
    Ok(())
}
