//! Organisations, their pockets, products and people.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date_null, integer, integer_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
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
        create_organizations(manager).await?;
        create_organization_facts(manager).await?;
        create_organization_city_records(manager).await?;
        create_funding_sources(manager).await?;
        create_funding_source_areas(manager).await?;
        create_funding_source_issues(manager).await?;
        create_funding_source_populations(manager).await?;
        create_capital_products(manager).await?;
        create_people(manager).await?;
        create_affiliations(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "affiliations",
            "people",
            "capital_products",
            "funding_source_populations",
            "funding_source_issues",
            "funding_source_areas",
            "funding_sources",
            "organization_city_records",
            "organization_facts",
            "organizations",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_organizations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("organizations")
        .col(uuid("id"))
        .col(text("name"))
        .col(text_null("kind"))
        .col(text("kind_basis"))
        .col(text_null("ein"))
        .col(text_null("ror_id"))
        .col(text_null("website"))
        .col(text_null("domain"))
        .col(text_null("public_email"))
        .col(text_null("hq_place_id"))
        .col(text_null("hq_city"))
        .col(text_null("hq_state"))
        .col(text_null("hq_zip"))
        .col(text("source"))
        .col(text_null("source_key"))
        .col(text("as_of"))
        .col(boolean("illustrative"))
        .col(boolean("do_not_contact"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "organizations",
            "hq_place_id",
            "places",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "organizations", &["ein"], true).await?;
    index(manager, "organizations", &["ror_id"], true).await?;
    index(manager, "organizations", &["source", "source_key"], true).await?;
    index(manager, "organizations", &["domain"], false).await?;
    index(manager, "organizations", &["name"], false).await?;
    index(manager, "organizations", &["kind", "name"], false).await?;
    index(manager, "organizations", &["hq_state", "name"], false).await?;
    index(manager, "organizations", &["hq_place_id", "name"], false).await?;
    Ok(())
}

async fn create_organization_facts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("organization_facts")
        .col(uuid("id"))
        .col(uuid("organization_id"))
        .col(text("label"))
        .col(text("value"))
        .col(big_integer_null("amount_usd"))
        .col(text("source"))
        .col(text("as_of"))
        .col(integer("position"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "organization_facts",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "organization_facts",
        &["organization_id", "position"],
        false,
    )
    .await?;
    Ok(())
}

async fn create_organization_city_records(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("organization_city_records")
        .col(uuid("organization_id"))
        .col(text("place_id"))
        .col(text("source"))
        .col(integer("investments"))
        .col(big_integer("amount_usd"))
        .col(integer("first_year"))
        .col(integer("last_year"))
        .col(text("as_of"))
        .primary_key(
            Index::create()
                .col("organization_id")
                .col("place_id")
                .col("source"),
        )
        .foreign_key(&mut references(
            "organization_city_records",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "organization_city_records",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "organization_city_records",
        &["place_id", "amount_usd"],
        false,
    )
    .await?;
    Ok(())
}

async fn create_funding_sources(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("funding_sources")
        .col(uuid("id"))
        .col(uuid("organization_id"))
        .col(text("name"))
        .col(text("kind"))
        .col(text("decision_body"))
        .col(text("decision_cycle"))
        .col(text("constraints"))
        .col(text("target_markets"))
        .col(text("notes"))
        .col(boolean("active"))
        .col(text("source"))
        .col(text("as_of"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "funding_sources",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "funding_sources", &["organization_id"], false).await?;
    index(manager, "funding_sources", &["active", "id"], false).await?;
    Ok(())
}

async fn create_funding_source_areas(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("funding_source_areas")
        .col(uuid("funding_source_id"))
        .col(text("basis"))
        .col(text("area"))
        .primary_key(
            Index::create()
                .col("funding_source_id")
                .col("basis")
                .col("area"),
        )
        .foreign_key(&mut references(
            "funding_source_areas",
            "funding_source_id",
            "funding_sources",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "funding_source_areas", &["area"], false).await?;
    Ok(())
}

async fn create_funding_source_issues(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("funding_source_issues")
        .col(uuid("funding_source_id"))
        .col(text("issue_code"))
        .primary_key(Index::create().col("funding_source_id").col("issue_code"))
        .foreign_key(&mut references(
            "funding_source_issues",
            "funding_source_id",
            "funding_sources",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "funding_source_issues",
            "issue_code",
            "issue_areas",
            "code",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "funding_source_issues", &["issue_code"], false).await?;
    Ok(())
}

async fn create_funding_source_populations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("funding_source_populations")
        .col(uuid("funding_source_id"))
        .col(text("population_code"))
        .primary_key(
            Index::create()
                .col("funding_source_id")
                .col("population_code"),
        )
        .foreign_key(&mut references(
            "funding_source_populations",
            "funding_source_id",
            "funding_sources",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "funding_source_populations",
            "population_code",
            "populations",
            "code",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "funding_source_populations",
        &["population_code"],
        false,
    )
    .await?;
    Ok(())
}

async fn create_capital_products(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("capital_products")
        .col(uuid("id"))
        .col(uuid("funding_source_id"))
        .col(text("product"))
        .col(big_integer("min_usd"))
        .col(big_integer("max_usd"))
        .col(integer_null("rate_low_bp"))
        .col(integer_null("rate_high_bp"))
        .col(integer_null("term_months"))
        .col(text("position"))
        .col(text("conditions"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "capital_products",
            "funding_source_id",
            "funding_sources",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "capital_products", &["funding_source_id"], false).await?;
    Ok(())
}

async fn create_people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("people")
        .col(uuid("id"))
        .col(text("name"))
        .col(text_null("email"))
        .col(text_null("email_key"))
        .col(text_null("time_zone"))
        .col(text("source"))
        .col(timestamp_with_time_zone_null("consent_hold_at"))
        .col(timestamp_with_time_zone_null("consent_contact_at"))
        .col(timestamp_with_time_zone_null("consent_list_at"))
        .col(boolean("do_not_contact"))
        .col(boolean("illustrative"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "people", &["email_key"], true).await?;
    index(manager, "people", &["name"], false).await?;
    Ok(())
}

async fn create_affiliations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("affiliations")
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("organization_id"))
        .col(text("title"))
        .col(date_null("started_on"))
        .col(date_null("ended_on"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "affiliations",
            "person_id",
            "people",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "affiliations",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "affiliations", &["person_id"], false).await?;
    index(manager, "affiliations", &["organization_id"], false).await?;
    Ok(())
}
