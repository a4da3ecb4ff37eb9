//! Partnerships (the tables of a place), who sits at them and leads them, and the initiatives they learn in.

use std::collections::BTreeMap;

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, date_null, double_null, integer, integer_null, text,
        timestamp_with_time_zone, uuid, uuid_null,
    },
    sea_orm::{
        ConnectionTrait, DatabaseBackend, Statement,
        prelude::{DateTimeUtc, Uuid},
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
        create_partnerships(manager).await?;
        create_partnership_places(manager).await?;
        create_partnership_members(manager).await?;
        create_self_checks(manager).await?;
        create_initiatives(manager).await?;
        create_initiative_rounds(manager).await?;
        create_initiative_sites(manager).await?;
        create_partnership_rounds(manager).await?;
        for table in ["goals", "users"] {
            add_link(manager, table).await?;
        }
        name_those_of_goals(manager).await?;
        let drop = "ALTER TABLE goals DROP COLUMN partnership";
        manager.get_connection().execute_unprepared(drop).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for step in [
            "ALTER TABLE goals ADD COLUMN partnership text NOT NULL DEFAULT ''",
            "UPDATE goals SET partnership = coalesce((SELECT name FROM partnerships \
             WHERE partnerships.id = goals.partnership_id), '')",
        ] {
            manager.get_connection().execute_unprepared(step).await?;
        }
        for table in ["goals", "users"] {
            let drop = Index::drop()
                .name(format!("ix_{table}_partnership_id"))
                .table(table)
                .to_owned();
            manager.drop_index(drop).await?;
            let drop = format!("ALTER TABLE {table} DROP COLUMN partnership_id");
            manager.get_connection().execute_unprepared(&drop).await?;
        }
        for table in [
            "partnership_rounds",
            "initiative_sites",
            "initiative_rounds",
            "initiatives",
            "self_checks",
            "partnership_members",
            "partnership_places",
            "partnerships",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn create_partnerships(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("partnerships")
        .col(uuid("id"))
        .col(text("slug"))
        .col(text("name"))
        .col(text("stage"))
        .col(text("shared_result"))
        .col(text("decision_rule"))
        .col(text("rhythm"))
        .col(text("governance_note"))
        .col(text("website"))
        .col(text("source"))
        .col(text("as_of"))
        .col(boolean("share_with_staff"))
        .col(boolean("illustrative"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(uuid_null("updated_by"))
        .primary_key(Index::create().col("id"))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "partnerships", &["slug"], true).await?;
    index(manager, "partnerships", &["name"], false).await?;
    index(manager, "partnerships", &["stage", "name"], false).await
}

async fn create_partnership_places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("partnership_places")
        .col(uuid("partnership_id"))
        .col(text("place_id"))
        .col(integer("position"))
        .primary_key(Index::create().col("partnership_id").col("place_id"))
        .foreign_key(&mut references(
            "partnership_places",
            "partnership_id",
            "partnerships",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "partnership_places",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "partnership_places", &["place_id"], false).await
}

async fn create_partnership_members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("partnership_members")
        .col(uuid("id"))
        .col(uuid("partnership_id"))
        .col(uuid_null("organization_id"))
        .col(text("name"))
        .col(text("sector"))
        .col(text("role"))
        .col(text("functions"))
        .col(text("contact_name"))
        .col(double_null("fte"))
        .col(date_null("joined_on"))
        .col(date_null("left_on"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "partnership_members",
            "partnership_id",
            "partnerships",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "partnership_members",
            "organization_id",
            "organizations",
            "id",
            ForeignKeyAction::SetNull,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "partnership_members",
        &["partnership_id", "sector"],
        false,
    )
    .await?;
    index(manager, "partnership_members", &["organization_id"], false).await
}

/// Five conditions, each with its score and a note; a row is never changed.
async fn create_self_checks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create()
        .table("self_checks")
        .col(uuid("id"))
        .col(uuid("partnership_id"))
        .col(date("checked_on"))
        .to_owned();
    for condition in [
        "agenda",
        "measurement",
        "activities",
        "communication",
        "backbone",
    ] {
        table
            .col(integer(condition))
            .col(text(format!("{condition}_note")));
    }
    table
        .col(text("by_name"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(&mut references(
            "self_checks",
            "partnership_id",
            "partnerships",
            "id",
            ForeignKeyAction::Cascade,
        ));
    manager.create_table(table).await?;
    index(
        manager,
        "self_checks",
        &["partnership_id", "checked_on"],
        false,
    )
    .await
}

async fn create_initiatives(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("initiatives")
        .col(text("code"))
        .col(text("name"))
        .col(text("convener"))
        .col(integer("start_year"))
        .col(integer_null("end_year"))
        .col(text("summary"))
        .col(text("source"))
        .col(integer("position"))
        .primary_key(Index::create().col("code"))
        .to_owned();
    manager.create_table(table).await
}

async fn create_initiative_rounds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("initiative_rounds")
        .col(text("code"))
        .col(text("initiative_code"))
        .col(text("name"))
        .col(integer("year"))
        .col(text("required_match"))
        .col(text("required_product"))
        .col(text("rules"))
        .col(text("source"))
        .col(integer("position"))
        .primary_key(Index::create().col("code"))
        .foreign_key(&mut references(
            "initiative_rounds",
            "initiative_code",
            "initiatives",
            "code",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(
        manager,
        "initiative_rounds",
        &["initiative_code", "position"],
        false,
    )
    .await
}

async fn create_initiative_sites(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("initiative_sites")
        .col(text("round_code"))
        .col(text("place_id"))
        .col(text("role"))
        .col(integer("year"))
        .primary_key(
            Index::create()
                .col("round_code")
                .col("place_id")
                .col("role"),
        )
        .foreign_key(&mut references(
            "initiative_sites",
            "round_code",
            "initiative_rounds",
            "code",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "initiative_sites",
            "place_id",
            "places",
            "id",
            ForeignKeyAction::Restrict,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "initiative_sites", &["place_id"], false).await
}

async fn create_partnership_rounds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("partnership_rounds")
        .col(uuid("partnership_id"))
        .col(text("round_code"))
        .primary_key(Index::create().col("partnership_id").col("round_code"))
        .foreign_key(&mut references(
            "partnership_rounds",
            "partnership_id",
            "partnerships",
            "id",
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut references(
            "partnership_rounds",
            "round_code",
            "initiative_rounds",
            "code",
            ForeignKeyAction::Cascade,
        ))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "partnership_rounds", &["round_code"], false).await
}

/// A key written inline: SQLite cannot add a foreign key to a table that is there.
async fn add_link(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let kind = match manager.get_database_backend() {
        DatabaseBackend::Postgres => "uuid",
        _ => "uuid_text",
    };
    let add = format!(
        "ALTER TABLE {table} ADD COLUMN partnership_id {kind} \
         CONSTRAINT fk_{table}_partnership_id REFERENCES partnerships (id) ON DELETE SET NULL"
    );
    manager.get_connection().execute_unprepared(&add).await?;
    index(manager, table, &["partnership_id"], false).await
}

/// What the goals of one name say of it.
struct Found {
    id: Uuid,
    illustrative: bool,
    since: DateTimeUtc,
    goals: Vec<Uuid>,
}

/// Goals named their partnership in words: each distinct name becomes a row they point to.
async fn name_those_of_goals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let rows = db
        .query_all_raw(Statement::from_string(
            manager.get_database_backend(),
            "SELECT id, partnership, illustrative, created_at FROM goals \
             WHERE partnership <> '' ORDER BY created_at, id",
        ))
        .await?;
    let mut named: BTreeMap<String, Found> = BTreeMap::new();
    for row in rows {
        let (id, illustrative): (Uuid, bool) =
            (row.try_get("", "id")?, row.try_get("", "illustrative")?);
        let since: DateTimeUtc = row.try_get("", "created_at")?;
        let found = named
            .entry(row.try_get("", "partnership")?)
            .or_insert_with(|| Found {
                id: Uuid::now_v7(),
                illustrative: true,
                since,
                goals: Vec::new(),
            });
        found.illustrative &= illustrative;
        found.goals.push(id);
    }
    for (at, (name, found)) in named.iter().enumerate() {
        insert(db, at, name, found).await?;
    }
    Ok(())
}

async fn insert(
    db: &SchemaManagerConnection<'_>,
    at: usize,
    name: &str,
    found: &Found,
) -> Result<(), DbErr> {
    let date = found.since.format("%Y-%m-%d").to_string();
    let source = if found.illustrative {
        "illustrative"
    } else {
        "The goals it leads"
    };
    let row = Query::insert()
        .into_table("partnerships")
        .columns([
            "id",
            "slug",
            "name",
            "stage",
            "shared_result",
            "decision_rule",
            "rhythm",
            "governance_note",
            "website",
            "source",
            "as_of",
            "share_with_staff",
            "illustrative",
            "version",
            "created_at",
            "updated_at",
        ])
        .values_panic([
            found.id.into(),
            slug(name, at).into(),
            name.into(),
            "forming".into(),
            "".into(),
            "".into(),
            "".into(),
            "".into(),
            "".into(),
            source.into(),
            date.into(),
            false.into(),
            found.illustrative.into(),
            1.into(),
            found.since.into(),
            found.since.into(),
        ])
        .to_owned();
    db.execute(&row).await?;
    let point = Query::update()
        .table("goals")
        .value("partnership_id", found.id)
        .and_where(Expr::col("id").is_in(found.goals.iter().copied()))
        .to_owned();
    db.execute(&point).await?;
    insert_places(db, found).await
}

async fn insert_places(db: &SchemaManagerConnection<'_>, found: &Found) -> Result<(), DbErr> {
    let mut places: Vec<String> = Vec::new();
    for goal in &found.goals {
        let of_goal = Query::select()
            .column("place_id")
            .from("goal_places")
            .and_where(Expr::col("goal_id").eq(*goal))
            .order_by("position", Order::Asc)
            .to_owned();
        for row in db.query_all(&of_goal).await? {
            let place: String = row.try_get("", "place_id")?;
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    for (place, position) in places.into_iter().zip(0_i32..) {
        let link = Query::insert()
            .into_table("partnership_places")
            .columns(["partnership_id", "place_id", "position"])
            .values_panic([found.id.into(), place.into(), position.into()])
            .to_owned();
        db.execute(&link).await?;
    }
    Ok(())
}

/// Readable, and its own: two names may read alike.
fn slug(name: &str, at: usize) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined: String = words.join("-").chars().take(70).collect();
    let joined = joined.trim_matches('-');
    if joined.is_empty() {
        format!("partnership-{at}")
    } else {
        format!("{joined}-{at}")
    }
}
