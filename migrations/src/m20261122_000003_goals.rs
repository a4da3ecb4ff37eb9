//! Outcome goals, their numbers and their capital stacks.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, date_null, double, integer, text, text_null,
        timestamp_with_time_zone, uuid, uuid_null,
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
        create_goals(manager).await?;
        create_goal_places(manager).await?;
        create_goal_issues(manager).await?;
        create_goal_populations(manager).await?;
        create_indicators(manager).await?;
        create_data_points(manager).await?;
        create_stack_lines(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "stack_lines",
            "data_points",
            "indicators",
            "goal_populations",
            "goal_issues",
            "goal_places",
            "goals",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_goals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("goals")
        .col(uuid("id"))
        .col(text("slug"))
        .col(text("title"))
        .col(text("result_statement"))
        .col(text("partnership"))
        .col(text("status"))
        .col(text("primary_issue"))
        .col(text("story"))
        .col(text("systems_change"))
        .col(text("absorption_function"))
        .col(text_null("suggested_mode"))
        .col(text("performance_measures"))
        .col(text_null("outcomes_contract"))
        .col(text("values_note"))
        .col(boolean("open_for_interest"))
        .col(boolean("illustrative"))
        .col(text_null("source_key"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(uuid_null("updated_by"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "goals",
            "primary_issue",
            "issue_areas",
            "code",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "goals", &["slug"], true).await?;
    index(manager, "goals", &["source_key"], true).await?;
    index(manager, "goals", &["title"], false).await?;
    index(manager, "goals", &["primary_issue", "title"], false).await?;
    index(manager, "goals", &["open_for_interest", "title"], false).await?;
    Ok(())
}

async fn create_goal_places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("goal_places")
        .col(uuid("goal_id"))
        .col(text("place_id"))
        .col(integer("position"))
        .primary_key(Index::create().col("goal_id").col("place_id"))
        .foreign_key(&mut references(
            "goal_places",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "goal_places",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "goal_places", &["place_id"], false).await?;
    Ok(())
}

async fn create_goal_issues(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("goal_issues")
        .col(uuid("goal_id"))
        .col(text("issue_code"))
        .primary_key(Index::create().col("goal_id").col("issue_code"))
        .foreign_key(&mut references(
            "goal_issues",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "goal_issues",
            "issue_code",
            "issue_areas",
            "code",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "goal_issues", &["issue_code"], false).await?;
    Ok(())
}

async fn create_goal_populations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("goal_populations")
        .col(uuid("goal_id"))
        .col(text("population_code"))
        .primary_key(Index::create().col("goal_id").col("population_code"))
        .foreign_key(&mut references(
            "goal_populations",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "goal_populations",
            "population_code",
            "populations",
            "code",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "goal_populations", &["population_code"], false).await?;
    Ok(())
}

async fn create_indicators(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("indicators")
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(text("name"))
        .col(text("unit"))
        .col(text("direction"))
        .col(text("level"))
        .col(double("baseline_value"))
        .col(date("baseline_on"))
        .col(double("target_value"))
        .col(date("target_on"))
        .col(text("source"))
        .col(text("disaggregate_by"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "indicators",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "indicators", &["goal_id"], false).await?;
    Ok(())
}

async fn create_data_points(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("data_points")
        .col(uuid("id"))
        .col(uuid("indicator_id"))
        .col(date("observed_on"))
        .col(double("value"))
        .col(integer("revision"))
        .col(text("source"))
        .col(text("note"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "data_points",
            "indicator_id",
            "indicators",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "data_points",
        &["indicator_id", "observed_on", "revision"],
        true,
    )
    .await?;
    Ok(())
}

async fn create_stack_lines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("stack_lines")
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(integer("position"))
        .col(text("layer"))
        .col(text("product"))
        .col(big_integer("amount_usd"))
        .col(text("status"))
        .col(text("purpose"))
        .col(boolean("counts_toward_total"))
        .col(uuid_null("funding_source_id"))
        .col(text("conditions"))
        .col(date_null("expected_on"))
        .col(text("source"))
        .col(date("as_of"))
        .col(integer("version"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "stack_lines",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "stack_lines",
            "funding_source_id",
            "funding_sources",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "stack_lines", &["goal_id", "position"], false).await?;
    index(manager, "stack_lines", &["funding_source_id"], false).await?;
    Ok(())
}
