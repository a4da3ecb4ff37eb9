//! What the program works out once and keeps: a goal's sums, and a number that tells when the directory changed.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date_null, text, uuid},
    sea_orm::DatabaseBackend,
};

use crate::parts::{index, references};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables behind the revision called "funders".
const DIRECTORY: [&str; 7] = [
    "organizations",
    "funding_sources",
    "funding_source_areas",
    "funding_source_issues",
    "funding_source_populations",
    "capital_products",
    "places",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On SQLite too: a start that is killed half way leaves nothing behind.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_goal_totals(manager).await?;
        create_revisions(manager).await?;
        watch_directory(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unwatch_directory(manager).await?;
        for table in ["revisions", "goal_totals"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_goal_totals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("goal_totals")
        .col(uuid("goal_id"))
        .col(big_integer("total_usd"))
        .col(big_integer("committed_usd"))
        .col(big_integer("soft_usd"))
        .col(big_integer("unidentified_usd"))
        .col(big_integer("gap_usd"))
        .col(big_integer("outside_cash_usd"))
        .col(big_integer("repayment_sources_usd"))
        .col(date_null("as_of"))
        .primary_key(Index::create().col("goal_id"))
        .foreign_key(&mut references(
            "goal_totals",
            "goal_id",
            "goals",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "goal_totals", &["gap_usd", "goal_id"], false).await?;
    manager
        .get_connection()
        .execute_unprepared(SUM_UP)
        .await
        .map(|_| ())
}

/// The sums of the stacks there are, by the rules as they stood when this table was made.
const SUM_UP: &str = "
INSERT INTO goal_totals (goal_id, total_usd, committed_usd, soft_usd, unidentified_usd, gap_usd, outside_cash_usd,
  repayment_sources_usd, as_of)
SELECT id, total, committed, soft, total - committed - soft, total - committed, outside, repayment, as_of FROM (
  SELECT goals.id,
    CAST(COALESCE(SUM(CASE WHEN standing = 'cash' THEN amount_usd END), 0) AS bigint) AS total,
    CAST(COALESCE(SUM(CASE WHEN standing = 'cash' AND line_status IN ('committed', 'closed', 'drawn') THEN amount_usd
      END), 0) AS bigint) AS committed,
    CAST(COALESCE(SUM(CASE WHEN standing = 'cash' AND line_status IN ('soft_circled', 'term_sheet') THEN amount_usd
      END), 0) AS bigint) AS soft,
    CAST(COALESCE(SUM(CASE WHEN standing = 'outside' THEN amount_usd END), 0) AS bigint) AS outside,
    CAST(COALESCE(SUM(CASE WHEN standing = 'repayment' THEN amount_usd END), 0) AS bigint) AS repayment,
    MAX(line_as_of) AS as_of
  FROM goals LEFT JOIN (
    SELECT goal_id, amount_usd, status AS line_status, as_of AS line_as_of,
      CASE
        WHEN status = 'withdrawn' OR product = 'in_kind' THEN 'none'
        WHEN layer = 'outcome_payor' OR product = 'outcomes_contract' THEN 'repayment'
        WHEN layer = 'guarantee' OR product = 'guarantee' THEN 'outside'
        WHEN counts_toward_total THEN 'cash'
        ELSE 'none'
      END AS standing
    FROM stack_lines
  ) AS lines ON lines.goal_id = goals.id
  GROUP BY goals.id
) AS sums";

async fn create_revisions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("revisions")
        .col(text("topic"))
        .col(big_integer("number"))
        .primary_key(Index::create().col("topic"))
        .to_owned();
    manager.create_table(table).await?;
    let first = Query::insert()
        .into_table("revisions")
        .columns(["topic", "number"])
        .values_panic(["funders".into(), 1_i64.into()])
        .to_owned();
    manager.execute(first).await
}

/// Triggers rather than calls in the program: no way of writing these tables can forget to count.
///
/// On PostgreSQL the count is raised before the statement takes its row locks, so that writers of the directory queue
/// up in one order and cannot wait for each other in a ring.
async fn watch_directory(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    const RAISE: &str = "UPDATE revisions SET number = number + 1 WHERE topic = 'funders'";
    let db = manager.get_connection();
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        db.execute_unprepared(&format!(
            "CREATE FUNCTION raise_funders_revision() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {RAISE}; RETURN NULL; END $$"
        ))
        .await?;
        for table in DIRECTORY {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_revision BEFORE INSERT OR UPDATE OR DELETE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION raise_funders_revision()"
            ))
            .await?;
        }
        return Ok(());
    }
    for table in DIRECTORY {
        for event in ["INSERT", "UPDATE", "DELETE"] {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER tr_{table}_{event} AFTER {event} ON {table} BEGIN {RAISE}; END"
            ))
            .await?;
        }
    }
    Ok(())
}

async fn unwatch_directory(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let on_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    for table in DIRECTORY {
        if on_postgres {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_revision ON {table}"))
                .await?;
            continue;
        }
        for event in ["INSERT", "UPDATE", "DELETE"] {
            db.execute_unprepared(&format!("DROP TRIGGER tr_{table}_{event}"))
                .await?;
        }
    }
    if on_postgres {
        db.execute_unprepared("DROP FUNCTION raise_funders_revision()")
            .await?;
    }
    Ok(())
}
