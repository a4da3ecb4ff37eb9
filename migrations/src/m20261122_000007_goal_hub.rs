//! The goal as a hub: for whom it is worst, who reports its number, partners, strategies with their measures, what has to
//! change around it, and projects. What goals kept as documents becomes rows.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, date_null, double_null, integer, text, text_null, uuid, uuid_null},
    sea_orm::{ConnectionTrait, Statement, prelude::Uuid},
};
use serde_json::Value;

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables of what hangs on a goal, in the order in which they are made.
const TABLES: [&str; 5] = [
    "goal_partners",
    "goal_systems_changes",
    "strategies",
    "performance_measures",
    "projects",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "equity_note text NOT NULL DEFAULT ''",
            "owner_of_number text NOT NULL DEFAULT ''",
            "what_works text NOT NULL DEFAULT ''",
            "adopted_name text NOT NULL DEFAULT ''",
        ];
        for column in columns {
            run(manager, &format!("ALTER TABLE goals ADD COLUMN {column}")).await?;
        }
        add(manager, ColumnDef::new("next_report_on").date()).await?;
        add(
            manager,
            ColumnDef::new("adopted_at").timestamp_with_time_zone(),
        )
        .await?;
        add(manager, ColumnDef::new("adopted_by").uuid()).await?;
        create_partners(manager).await?;
        create_systems_changes(manager).await?;
        create_strategies(manager).await?;
        create_measures(manager).await?;
        create_projects(manager).await?;
        move_documents(manager).await?;
        run(
            manager,
            "ALTER TABLE goals DROP COLUMN performance_measures",
        )
        .await?;
        run(manager, "ALTER TABLE goals DROP COLUMN systems_change").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (column, empty) in [("performance_measures", "[]"), ("systems_change", "")] {
            let add =
                format!("ALTER TABLE goals ADD COLUMN {column} text NOT NULL DEFAULT '{empty}'");
            run(manager, &add).await?;
        }
        for table in TABLES.iter().rev() {
            manager
                .drop_table(Table::drop().table(*table).to_owned())
                .await?;
        }
        for column in [
            "equity_note",
            "owner_of_number",
            "next_report_on",
            "what_works",
            "adopted_name",
            "adopted_at",
            "adopted_by",
        ] {
            run(manager, &format!("ALTER TABLE goals DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}

async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await?;
    Ok(())
}

async fn add(manager: &SchemaManager<'_>, column: &mut ColumnDef) -> Result<(), DbErr> {
    let table = Table::alter().table("goals").add_column(column).to_owned();
    manager.alter_table(table).await
}

/// What all five have: their goal, their place among its rows, and a version.
fn hanging(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(uuid("id"))
        .col(uuid("goal_id"))
        .col(integer("position"))
        .col(integer("version"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            table,
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned()
}

async fn make(
    manager: &SchemaManager<'_>,
    table: &'static str,
    create: &TableCreateStatement,
) -> Result<(), DbErr> {
    manager.create_table(create.clone()).await?;
    index(manager, table, &["goal_id", "position"], false).await
}

async fn create_partners(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = hanging("goal_partners");
    table
        .col(text("name"))
        .col(uuid_null("organization_id"))
        .col(text("role"))
        .foreign_key(&mut references(
            "goal_partners",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::SetNull,
        ));
    make(manager, "goal_partners", &table).await?;
    index(manager, "goal_partners", &["organization_id"], false).await
}

async fn create_systems_changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = hanging("goal_systems_changes");
    table.col(text_null("kind")).col(text("description"));
    make(manager, "goal_systems_changes", &table).await
}

async fn create_strategies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = hanging("strategies");
    table.col(text("name")).col(text("note"));
    make(manager, "strategies", &table).await
}

async fn create_measures(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = hanging("performance_measures");
    table
        .col(uuid("strategy_id"))
        .col(text("quadrant"))
        .col(text("measure"))
        .col(text("unit"))
        .col(double_null("value"))
        .col(date_null("as_of"))
        .col(text("source"))
        .foreign_key(&mut references(
            "performance_measures",
            "strategy_id",
            "strategies",
            "id",
            ForeignKeyAction::Cascade,
        ));
    make(manager, "performance_measures", &table).await?;
    index(manager, "performance_measures", &["strategy_id"], false).await
}

async fn create_projects(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = hanging("projects");
    table
        .col(text("name"))
        .col(text("sponsor"))
        .col(text("status"))
        .col(big_integer_null("cost_usd"))
        .col(text("items"))
        .col(text("source"))
        .col(date_null("as_of"));
    make(manager, "projects", &table).await
}

/// Measures become rows of one strategy without a name of its own; each line of "systems change" becomes a row.
async fn move_documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rows = manager
        .get_connection()
        .query_all_raw(Statement::from_string(
            manager.get_database_backend(),
            "SELECT id, performance_measures, systems_change FROM goals ORDER BY created_at, id",
        ))
        .await?;
    for row in rows {
        let goal: Uuid = row.try_get("", "id")?;
        let measures: String = row.try_get("", "performance_measures")?;
        let changes: String = row.try_get("", "systems_change")?;
        let measures: Vec<Value> = serde_json::from_str(&measures).unwrap_or_default();
        if !measures.is_empty() {
            insert_measures(manager, goal, &measures).await?;
        }
        let lines = changes
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        for (position, line) in (0_i32..).zip(lines) {
            let insert = Query::insert()
                .into_table("goal_systems_changes")
                .columns(["id", "goal_id", "position", "version", "description"])
                .values_panic([
                    Uuid::now_v7().into(),
                    goal.into(),
                    position.into(),
                    1.into(),
                    line.into(),
                ])
                .to_owned();
            manager.get_connection().execute(&insert).await?;
        }
    }
    Ok(())
}

async fn insert_measures(
    manager: &SchemaManager<'_>,
    goal: Uuid,
    measures: &[Value],
) -> Result<(), DbErr> {
    let strategy = Uuid::now_v7();
    let insert = Query::insert()
        .into_table("strategies")
        .columns(["id", "goal_id", "position", "version", "name", "note"])
        .values_panic([
            strategy.into(),
            goal.into(),
            0.into(),
            1.into(),
            "Measures so far".into(),
            "".into(),
        ])
        .to_owned();
    manager.get_connection().execute(&insert).await?;
    for (position, measure) in (0_i32..).zip(measures) {
        let text = |name: &str| {
            measure
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let words = text("measure");
        let quadrant = quadrant(text("quadrant"), words);
        let insert = Query::insert()
            .into_table("performance_measures")
            .columns([
                "id",
                "goal_id",
                "position",
                "version",
                "strategy_id",
                "quadrant",
                "measure",
                "unit",
                "source",
            ])
            .values_panic([
                Uuid::now_v7().into(),
                goal.into(),
                position.into(),
                1.into(),
                strategy.into(),
                quadrant.into(),
                words.into(),
                "".into(),
                "".into(),
            ])
            .to_owned();
        manager.get_connection().execute(&insert).await?;
    }
    Ok(())
}

/// "Better off" was one; its words say whether it is a share or a number.
fn quadrant(code: &str, words: &str) -> &'static str {
    let share = ["share", "percent", "rate", "%"]
        .iter()
        .any(|word| words.to_lowercase().contains(word));
    match code {
        "how_much" => "how_much",
        "how_well" => "how_well",
        _ if share => "better_off_percent",
        _ => "better_off_number",
    }
}
