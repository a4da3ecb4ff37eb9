//! What a goal says in words and codes, apart from its number and its money: written whole, compared whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use serde_json::{Value, json};

use super::read::{other_issues_of, places_of, populations_of};
use crate::{
    entities::{goal_issues, goal_places, goal_populations, goals},
    ids::{GoalId, PartnershipId},
    values::{ConveningMode, PlaceId},
};

/// Everything that the forms of a goal say of it, but its standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalWords {
    pub title: String,
    pub result_statement: String,
    pub story: String,
    /// For whom it is worst.
    pub equity_note: String,
    /// What works to turn the curve, low-cost and no-cost ideas among it.
    pub what_works: String,
    pub partnership: Option<PartnershipId>,
    pub primary_issue: String,
    pub other_issues: Vec<String>,
    /// At least one; the first is where the goal is listed.
    pub places: Vec<PlaceId>,
    pub populations: Vec<String>,
    /// A code of the absorption functions, or empty.
    pub absorption_function: String,
    /// How a convening for it is best held; whoever plans one may choose otherwise.
    pub suggested_mode: Option<ConveningMode>,
    /// What readers must know of the figures; the public sees it.
    pub values_note: String,
    /// Who reports the number.
    pub owner_of_number: String,
    pub next_report_on: Option<NaiveDate>,
}

impl GoalWords {
    /// The goal as it is; three small queries for what its row does not hold.
    pub async fn of(db: &impl ConnectionTrait, goal: &goals::Model) -> Result<Self, DbErr> {
        let places = places_of(db, goal.id).await?;
        Ok(Self {
            title: goal.title.clone(),
            result_statement: goal.result_statement.clone(),
            story: goal.story.clone(),
            equity_note: goal.equity_note.clone(),
            what_works: goal.what_works.clone(),
            partnership: goal.partnership_id,
            primary_issue: goal.primary_issue.clone(),
            other_issues: other_issues_of(db, goal.id).await?,
            places: places.into_iter().map(|place| place.id).collect(),
            populations: populations_of(db, goal.id).await?,
            absorption_function: goal.absorption_function.clone(),
            suggested_mode: goal.suggested_mode,
            values_note: goal.values_note.clone(),
            owner_of_number: goal.owner_of_number.clone(),
            next_report_on: goal.next_report_on,
        })
    }

    /// For the audit log; `names` are those of partnerships.
    pub(super) fn facts(
        &self,
        names: &BTreeMap<PartnershipId, String>,
    ) -> [(&'static str, Value); 15] {
        let led_by = self.partnership.and_then(|id| names.get(&id));
        let places: Vec<&str> = self.places.iter().map(PlaceId::as_str).collect();
        [
            ("title", json!(self.title)),
            ("result_statement", json!(self.result_statement)),
            ("story", json!(self.story)),
            ("equity_note", json!(self.equity_note)),
            ("what_works", json!(self.what_works)),
            ("partnership", json!(led_by)),
            ("primary_issue", json!(self.primary_issue)),
            ("other_issues", json!(self.other_issues.join("; "))),
            ("places", json!(places.join("; "))),
            ("populations", json!(self.populations.join("; "))),
            ("absorption_function", json!(self.absorption_function)),
            (
                "suggested_mode",
                json!(self.suggested_mode.map(ConveningMode::label)),
            ),
            ("note_on_the_figures", json!(self.values_note)),
            ("owner_of_the_number", json!(self.owner_of_number)),
            (
                "next_report_on",
                json!(self.next_report_on.map(|day| day.to_string())),
            ),
        ]
    }
}

/// Sets where a goal is about, for whom and what else it touches, replacing what was said before.
pub(super) async fn write_reach(
    txn: &DatabaseTransaction,
    id: GoalId,
    words: &GoalWords,
) -> Result<(), DbErr> {
    goal_places::Entity::delete_many()
        .filter(goal_places::Column::GoalId.eq(id))
        .exec(txn)
        .await?;
    goal_populations::Entity::delete_many()
        .filter(goal_populations::Column::GoalId.eq(id))
        .exec(txn)
        .await?;
    goal_issues::Entity::delete_many()
        .filter(goal_issues::Column::GoalId.eq(id))
        .exec(txn)
        .await?;
    insert_reach(txn, id, words).await
}

/// The same for a goal that has none yet.
pub(super) async fn insert_reach(
    txn: &DatabaseTransaction,
    id: GoalId,
    words: &GoalWords,
) -> Result<(), DbErr> {
    let places = words
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
    let people = words
        .populations
        .iter()
        .map(|code| goal_populations::ActiveModel {
            goal_id: Set(id),
            population_code: Set(code.clone()),
        });
    goal_populations::Entity::insert_many(people)
        .exec_without_returning(txn)
        .await?;
    let issues = words
        .other_issues
        .iter()
        .map(|code| goal_issues::ActiveModel {
            goal_id: Set(id),
            issue_code: Set(code.clone()),
        });
    goal_issues::Entity::insert_many(issues)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
