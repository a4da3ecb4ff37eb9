//! The number of a goal in full: several indicators, a baseline and a target that a draft may lack, how and when the
//! number is published, and values by group of people with their revisions explained.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, date_null, double, double_null, integer, integer_null, text, text_null,
    },
};

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const POINT_KEY: &[&str] = &[
    "indicator_id",
    "cut_kind",
    "cut_group",
    "observed_on",
    "revision",
];
const OLD_POINT_KEY: &[&str] = &["indicator_id", "observed_on", "revision"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in indicator_columns() {
            add(manager, "indicators", column).await?;
        }
        for column in point_columns() {
            add(manager, "data_points", column).await?;
        }
        drop_baseline_copies(manager).await?;
        for (name, optional) in [
            ("baseline_value", double_null("fresh_baseline_value")),
            ("baseline_on", date_null("fresh_baseline_on")),
            ("target_value", double_null("fresh_target_value")),
            ("target_on", date_null("fresh_target_on")),
        ] {
            replace(manager, name, optional).await?;
        }
        drop_index(manager, OLD_POINT_KEY).await?;
        index(manager, "data_points", POINT_KEY, true).await
    }

    /// What only the newer tables can say is lost: values by group, and indicators without baseline or target.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("DELETE FROM data_points WHERE cut_kind <> ''")
            .await?;
        db.execute_unprepared(
            "DELETE FROM indicators WHERE baseline_value IS NULL OR baseline_on IS NULL \
             OR target_value IS NULL OR target_on IS NULL",
        )
        .await?;
        drop_index(manager, POINT_KEY).await?;
        for (name, required) in [
            (
                "baseline_value",
                double("fresh_baseline_value").default(0.0),
            ),
            (
                "baseline_on",
                date("fresh_baseline_on").default("1900-01-01"),
            ),
            ("target_value", double("fresh_target_value").default(0.0)),
            ("target_on", date("fresh_target_on").default("1900-01-01")),
        ] {
            replace(manager, name, required.to_owned()).await?;
        }
        for column in point_columns() {
            remove(manager, "data_points", &column).await?;
        }
        for column in indicator_columns() {
            remove(manager, "indicators", &column).await?;
        }
        index(manager, "data_points", OLD_POINT_KEY, true).await
    }
}

fn indicator_columns() -> Vec<ColumnDef> {
    let words = |name: &'static str| text(name).default("").to_owned();
    vec![
        integer("position").default(0).to_owned(),
        words("definition"),
        words("numerator"),
        words("denominator"),
        words("baseline_source"),
        double_null("forecast_value"),
        date_null("forecast_on"),
        text_null("frequency"),
        integer_null("lag_months"),
        date_null("next_release_on"),
        boolean("publish_cuts").default(false).to_owned(),
        text_null("communication_power"),
        text_null("proxy_power"),
        text_null("data_power"),
        integer("version").default(1).to_owned(),
    ]
}

fn point_columns() -> Vec<ColumnDef> {
    let words = |name: &'static str| text(name).default("").to_owned();
    vec![
        words("period"),
        words("cut_kind"),
        words("cut_group"),
        double_null("low"),
        double_null("high"),
        date_null("released_on"),
        words("reason"),
        words("reported_by"),
    ]
}

/// A goal used to keep its baseline twice, on the indicator and as the first value of the series. It stays on the
/// indicator, where it can be changed; a copy that was revised is a reported value and stays too.
async fn drop_baseline_copies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "DELETE FROM data_points WHERE note = 'Baseline' AND revision = 1 AND EXISTS (\
               SELECT 1 FROM indicators WHERE indicators.id = data_points.indicator_id \
               AND indicators.baseline_on = data_points.observed_on \
               AND indicators.baseline_value = data_points.value) AND NOT EXISTS (\
               SELECT 1 FROM data_points AS newer WHERE newer.indicator_id = data_points.indicator_id \
               AND newer.observed_on = data_points.observed_on AND newer.revision > 1)";
    manager.get_connection().execute_unprepared(sql).await?;
    Ok(())
}

async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    mut column: ColumnDef,
) -> Result<(), DbErr> {
    let alter = Table::alter()
        .table(table)
        .add_column(&mut column)
        .to_owned();
    manager.alter_table(alter).await
}

async fn remove(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &ColumnDef,
) -> Result<(), DbErr> {
    let alter = Table::alter()
        .table(table)
        .drop_column(Alias::new(column.get_column_name()))
        .to_owned();
    manager.alter_table(alter).await
}

/// SQLite cannot alter a column, so another takes its values and then its name.
async fn replace(
    manager: &SchemaManager<'_>,
    name: &'static str,
    fresh: ColumnDef,
) -> Result<(), DbErr> {
    let new_name = fresh.get_column_name();
    add(manager, "indicators", fresh).await?;
    manager
        .get_connection()
        .execute_unprepared(&format!("UPDATE indicators SET {new_name} = {name}"))
        .await?;
    let drop = Table::alter()
        .table("indicators")
        .drop_column(name)
        .to_owned();
    manager.alter_table(drop).await?;
    let rename = Table::alter()
        .table("indicators")
        .rename_column(Alias::new(new_name), name)
        .to_owned();
    manager.alter_table(rename).await
}

async fn drop_index(manager: &SchemaManager<'_>, columns: &[&str]) -> Result<(), DbErr> {
    let drop = Index::drop()
        .table("data_points")
        .name(format!("ix_data_points_{}", columns.join("_")))
        .to_owned();
    manager.drop_index(drop).await
}
