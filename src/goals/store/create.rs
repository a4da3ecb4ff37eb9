//! Opening a goal: a draft with its place, its people and its number, and no money yet.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};

use super::{IndicatorDraft, find, indicators};
use crate::{
    audit::{self, Act, Actor},
    entities::{goal_places, goal_populations, goals},
    ids::GoalId,
    values::{GoalStatus, PlaceId, Slug},
};

/// A goal nobody has recorded before.
#[derive(Clone, Debug)]
pub struct NewGoal {
    pub title: String,
    pub result_statement: String,
    pub partnership: String,
    /// At least one; the first is where the goal is listed.
    pub places: Vec<PlaceId>,
    pub primary_issue: String,
    pub populations: Vec<String>,
    /// The number that shows the result; a draft may lack it.
    pub indicator: Option<IndicatorDraft>,
}

/// Stores the draft and makes it findable.
pub async fn create(
    txn: &DatabaseTransaction,
    new: &NewGoal,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<GoalId, DbErr> {
    let id = GoalId::fresh();
    let slug = free_slug(txn, &new.title).await?;
    goals::Entity::insert(row(id, slug, new, actor, now))
        .exec_without_returning(txn)
        .await?;
    insert_reach(txn, id, new).await?;
    if let Some(indicator) = &new.indicator {
        indicators::insert(txn, id, 0, indicator).await?;
    }
    let act = Act {
        action: "created",
        kind: "goal",
        id: id.to_string(),
        summary: format!("Drafted the goal “{}”", new.title),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await?;
    if let Some(goal) = super::by_id(txn, id).await? {
        find::renew(txn, &goal).await?;
    }
    Ok(id)
}

/// The title's slug, numbered when another goal has it.
async fn free_slug(txn: &DatabaseTransaction, title: &str) -> Result<Slug, DbErr> {
    let plain = Slug::of(title);
    let mut slug = plain.clone();
    for number in 2..1_000 {
        let taken = goals::Entity::find()
            .filter(goals::Column::Slug.eq(slug.as_str()))
            .count(txn)
            .await?;
        if taken == 0 {
            break;
        }
        slug = Slug::of(&format!("{number} {plain}"));
    }
    Ok(slug)
}

fn row(
    id: GoalId,
    slug: Slug,
    new: &NewGoal,
    actor: &Actor,
    now: DateTime<Utc>,
) -> goals::ActiveModel {
    goals::ActiveModel {
        id: Set(id),
        slug: Set(slug.into()),
        title: Set(new.title.clone()),
        result_statement: Set(new.result_statement.clone()),
        partnership: Set(new.partnership.clone()),
        status: Set(GoalStatus::Draft),
        primary_issue: Set(new.primary_issue.clone()),
        story: Set(String::new()),
        systems_change: Set(String::new()),
        absorption_function: Set(String::new()),
        suggested_mode: Set(None),
        performance_measures: Set("[]".to_owned()),
        outcomes_contract: Set(None),
        values_note: Set(String::new()),
        open_for_interest: Set(false),
        illustrative: Set(false),
        source_key: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        updated_by: Set(actor.user),
    }
}

async fn insert_reach(txn: &DatabaseTransaction, id: GoalId, new: &NewGoal) -> Result<(), DbErr> {
    let places = new
        .places
        .iter()
        .zip(0..)
        .map(|(place, position)| goal_places::ActiveModel {
            goal_id: Set(id),
            place_id: Set(place.clone()),
            position: Set(position),
        });
    goal_places::Entity::insert_many(places)
        .exec_without_returning(txn)
        .await?;
    let people = new
        .populations
        .iter()
        .map(|code| goal_populations::ActiveModel {
            goal_id: Set(id),
            population_code: Set(code.clone()),
        });
    goal_populations::Entity::insert_many(people)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
