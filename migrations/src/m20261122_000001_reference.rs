//! Reference data: where, about what, for whom, and which days to keep free.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, date, double_null, integer, text, text_null},
};

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_places(manager).await?;
        create_issue_areas(manager).await?;
        create_populations(manager).await?;
        create_blackout_days(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["blackout_days", "populations", "issue_areas", "places"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("places")
        .col(text("id"))
        .col(text("kind"))
        .col(text("code"))
        .col(text("name"))
        .col(text_null("state"))
        .col(text_null("state_name"))
        .col(text_null("county_fips"))
        .col(text_null("county_name"))
        .col(text_null("cbsa_code"))
        .col(text_null("cbsa_title"))
        .col(big_integer_null("population"))
        .col(double_null("lat"))
        .col(double_null("lon"))
        .col(text_null("time_zone"))
        .col(text_null("fed_bank"))
        .col(text_null("ocd_id"))
        .col(text_null("geonames_id"))
        .col(text("source"))
        .col(text("as_of"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "places", &["kind", "name"], false).await?;
    index(manager, "places", &["kind", "state", "name"], false).await?;
    index(manager, "places", &["kind", "population"], false).await?;
    index(manager, "places", &["county_fips"], false).await?;
    index(manager, "places", &["cbsa_code"], false).await?;
    Ok(())
}

async fn create_issue_areas(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("issue_areas")
        .col(text("code"))
        .col(text_null("parent"))
        .col(text("label"))
        .col(text("definition"))
        .col(text("ntee_codes"))
        .col(text("pcs_codes"))
        .col(text("sdg_goals"))
        .col(text("cra_purpose"))
        .col(integer("position"))
        .primary_key(Index::create().col("code"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "issue_areas", &["position"], false).await?;
    Ok(())
}

async fn create_populations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("populations")
        .col(text("code"))
        .col(text("label"))
        .col(text("pcs_code"))
        .col(integer("position"))
        .primary_key(Index::create().col("code"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "populations", &["position"], false).await?;
    Ok(())
}

async fn create_blackout_days(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("blackout_days")
        .col(date("day"))
        .col(text("name"))
        .col(text("category"))
        .col(text("level"))
        .primary_key(Index::create().col("day").col("name"))
        .to_owned();
    manager.create_table(table).await?;
    Ok(())
}
