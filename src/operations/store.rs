//! Reads for the administrators' pages, and the one write of this room: taking the sample data out.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};

use super::rules::SampleData;
use crate::{
    audit::{self, Act, Actor},
    entities::{
        audit_entries, convenings, goals, interests, organizations, partnerships, people,
        search_entries,
    },
};

/// One page of the audit log, newest first, and how long it is.
pub(super) async fn audit_log(
    db: &impl ConnectionTrait,
    page: u64,
    size: u64,
) -> Result<(Vec<audit_entries::Model>, u64), DbErr> {
    let entries = audit_entries::Entity::find()
        .order_by_desc(audit_entries::Column::At)
        .order_by_desc(audit_entries::Column::Id)
        .paginate(db, size);
    Ok((entries.fetch_page(page).await?, entries.num_items().await?))
}

/// How much sample data there is.
pub async fn sample_data(db: &impl ConnectionTrait) -> Result<SampleData, DbErr> {
    Ok(SampleData {
        convenings: convenings::Entity::find()
            .filter(convenings::Column::Illustrative.eq(true))
            .count(db)
            .await?,
        goals: goals::Entity::find()
            .filter(goals::Column::Illustrative.eq(true))
            .count(db)
            .await?,
        partnerships: partnerships::Entity::find()
            .filter(partnerships::Column::Illustrative.eq(true))
            .count(db)
            .await?,
        organizations: organizations::Entity::find()
            .filter(organizations::Column::Illustrative.eq(true))
            .count(db)
            .await?,
        people: people::Entity::find()
            .filter(people::Column::Illustrative.eq(true))
            .count(db)
            .await?,
        registrations: interests::Entity::find()
            .filter(interests::Column::GoalId.in_subquery(sample_goals()))
            .count(db)
            .await?,
    })
}

fn sample_goals() -> SelectStatement {
    goals::Entity::find()
        .select_only()
        .column(goals::Column::Id)
        .filter(goals::Column::Illustrative.eq(true))
        .into_query()
}

/// Deletes every row marked illustrative, with what belongs to it (the foreign keys cascade), and
/// its search entries. Real rows stay: a real goal's stack line keeps its amount and loses only the
/// sample funder's name; a real convening loses only a sample organization's seat.
pub async fn remove_sample_data(
    txn: &DatabaseTransaction,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<SampleData, DbErr> {
    let there = sample_data(txn).await?;
    convenings::Entity::delete_many()
        .filter(convenings::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    goals::Entity::delete_many()
        .filter(goals::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    partnerships::Entity::delete_many()
        .filter(partnerships::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    people::Entity::delete_many()
        .filter(people::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    organizations::Entity::delete_many()
        .filter(organizations::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    search_entries::Entity::delete_many()
        .filter(search_entries::Column::Illustrative.eq(true))
        .exec(txn)
        .await?;
    if !there.is_empty() {
        let act = Act {
            action: "removed",
            kind: "sample_data",
            id: "all".to_owned(),
            summary: format!("Removed the sample data: {}", there.in_words()),
            before: Some(serde_json::json!({
                "convenings": there.convenings, "goals": there.goals,
                "partnerships": there.partnerships,
                "organizations": there.organizations, "people": there.people,
                "registrations": there.registrations,
            })),
            after: None,
        };
        audit::record(txn, actor, act, now).await?;
    }
    Ok(there)
}
