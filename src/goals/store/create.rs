//! Opening a goal: a draft with its place, its people and, where it is known, its number; no money yet.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};

use super::{GoalWords, IndicatorDraft, find, indicators, words::insert_reach};
use crate::{
    audit::{self, Act, Actor},
    entities::goals,
    ids::GoalId,
    values::{GoalStatus, Slug},
};

/// A goal nobody has recorded before.
#[derive(Clone, Debug)]
pub struct NewGoal {
    pub words: GoalWords,
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
    let slug = free_slug(txn, &new.words.title).await?;
    goals::Entity::insert(row(id, slug, &new.words, actor, now))
        .exec_without_returning(txn)
        .await?;
    insert_reach(txn, id, &new.words).await?;
    if let Some(indicator) = &new.indicator {
        indicators::insert(txn, id, 0, indicator).await?;
    }
    let act = Act {
        action: "created",
        kind: "goal",
        id: id.to_string(),
        summary: format!("Drafted the goal “{}”", new.words.title),
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
    words: &GoalWords,
    actor: &Actor,
    now: DateTime<Utc>,
) -> goals::ActiveModel {
    goals::ActiveModel {
        id: Set(id),
        slug: Set(slug.into()),
        title: Set(words.title.clone()),
        result_statement: Set(words.result_statement.clone()),
        partnership_id: Set(words.partnership),
        status: Set(GoalStatus::Draft),
        primary_issue: Set(words.primary_issue.clone()),
        story: Set(words.story.clone()),
        equity_note: Set(words.equity_note.clone()),
        owner_of_number: Set(words.owner_of_number.clone()),
        next_report_on: Set(words.next_report_on),
        what_works: Set(words.what_works.clone()),
        absorption_function: Set(words.absorption_function.clone()),
        suggested_mode: Set(words.suggested_mode),
        outcomes_contract: Set(None),
        values_note: Set(words.values_note.clone()),
        open_for_interest: Set(false),
        illustrative: Set(false),
        source_key: Set(None),
        adopted_at: Set(None),
        adopted_by: Set(None),
        adopted_name: Set(String::new()),
        version: Set(1),
        revision: Set(0),
        created_at: Set(now),
        updated_at: Set(now),
        updated_by: Set(actor.user),
    }
}
