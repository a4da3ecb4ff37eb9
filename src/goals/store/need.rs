//! A goal as matching needs it: where, about what, for whom, its stack and who would pay for outcomes.
//!
//! Seven queries whatever the goal, with codes and names side by side.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use serde::Deserialize;

use super::rule_lines;

use crate::{
    entities::{
        goal_issues, goal_places, goal_populations, goals, indicators, issue_areas, places,
        populations, stack_lines,
    },
    goals::rules::stack::{StackLine, remainder},
    ids::{GoalId, StackLineId},
    partnerships,
    values::{GoalStatus, Labelled, Money},
};

/// What a goal needs and from where.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalNeed {
    pub id: GoalId,
    pub title: String,
    pub result_statement: String,
    pub partnership: String,
    pub status: GoalStatus,
    pub illustrative: bool,
    /// In the goal's own order.
    pub places: Vec<places::Model>,
    /// The primary one first.
    pub issues: Vec<Labelled>,
    pub populations: Vec<Labelled>,
    pub lines: Vec<StackLine>,
    /// The keys of `lines`, in the same order.
    pub line_ids: Vec<StackLineId>,
    /// When each line expects its money or next step, in the same order.
    pub line_dates: Vec<Option<NaiveDate>>,
    /// When its headline number is to be where it should be.
    pub target_on: Option<NaiveDate>,
    /// The latest date any line of the stack speaks of.
    pub lines_as_of: Option<NaiveDate>,
    pub contract: Option<OutcomesTerms>,
}

impl GoalNeed {
    /// The lines that are open, with what is left of each.
    pub fn open_lines(&self) -> impl Iterator<Item = (StackLineId, &StackLine, Money)> {
        let lines = self.line_ids.iter().zip(&self.lines).enumerate();
        lines
            .filter(|(_, (_, line))| line.is_open())
            .filter_map(|(at, (id, line))| {
                let left = remainder(&self.lines, at);
                (!left.is_zero()).then_some((*id, line, left))
            })
    }

    /// The dates on the open lines, or on this one.
    pub fn dates_for(&self, only: Option<StackLineId>) -> impl Iterator<Item = NaiveDate> {
        let only = only.filter(|only| self.line_ids.contains(only));
        let lines = self.line_ids.iter().zip(&self.lines).zip(&self.line_dates);
        let asked = move |id| only.is_none_or(|only| only == id);
        lines
            .filter(move |((id, line), _)| line.is_open() && asked(**id))
            .filter_map(|(_, date)| *date)
    }

    /// The stack as if nothing but what is left of this line were open; all of it when there is no such line.
    pub fn lines_for(&self, only: Option<StackLineId>) -> Vec<StackLine> {
        let Some(at) = only.and_then(|only| self.line_ids.iter().position(|id| *id == only)) else {
            return self.lines.clone();
        };
        vec![StackLine {
            amount: remainder(&self.lines, at),
            part_of: None,
            ..self.lines[at].clone()
        }]
    }
}

/// What matching reads of an outcomes contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OutcomesTerms {
    /// `city_and_county`, `health_plan` ...
    #[serde(default)]
    pub payor_kind: String,
    /// Empty when none is named.
    #[serde(default)]
    pub evaluator: String,
}

/// The goal with all that matching reads of it; `None` when there is no such goal.
pub async fn need_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<GoalNeed>, DbErr> {
    let found = goals::Entity::find_by_id(id)
        .find_also_related(issue_areas::Entity)
        .one(db)
        .await?;
    let Some((goal, primary)) = found else {
        return Ok(None);
    };
    let label = primary.map_or_else(|| goal.primary_issue.clone(), |issue| issue.label);
    let mut issues = vec![Labelled::new(goal.primary_issue, label)];
    issues.extend(other_issues(db, id).await?);
    let lines = lines_of(db, id).await?;
    Ok(Some(GoalNeed {
        id,
        title: goal.title,
        result_statement: goal.result_statement,
        partnership: partnerships::name_of(db, goal.partnership_id).await?,
        status: goal.status,
        illustrative: goal.illustrative,
        places: places_of(db, id).await?,
        issues,
        populations: populations_of(db, id).await?,
        lines_as_of: lines.iter().map(|line| line.as_of).max(),
        line_ids: lines.iter().map(|line| line.id).collect(),
        line_dates: lines.iter().map(|line| line.expected_on).collect(),
        target_on: target_of(db, id).await?,
        lines: rule_lines(&lines),
        contract: goal.outcomes_contract.as_deref().and_then(read_contract),
    }))
}

async fn places_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<places::Model>, DbErr> {
    let rows = goal_places::Entity::find()
        .filter(goal_places::Column::GoalId.eq(id))
        .order_by_asc(goal_places::Column::Position)
        .find_also_related(places::Entity)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(_, place)| place).collect())
}

async fn other_issues(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<Labelled>, DbErr> {
    let rows: Vec<(String, String)> = goal_issues::Entity::find()
        .select_only()
        .column(goal_issues::Column::IssueCode)
        .column(issue_areas::Column::Label)
        .join(JoinType::InnerJoin, goal_issues::Relation::IssueCode.def())
        .filter(goal_issues::Column::GoalId.eq(id))
        .order_by_asc(issue_areas::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(named(rows))
}

async fn populations_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<Labelled>, DbErr> {
    let rows: Vec<(String, String)> = goal_populations::Entity::find()
        .select_only()
        .column(goal_populations::Column::PopulationCode)
        .column(populations::Column::Label)
        .join(
            JoinType::InnerJoin,
            goal_populations::Relation::PopulationCode.def(),
        )
        .filter(goal_populations::Column::GoalId.eq(id))
        .order_by_asc(populations::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(named(rows))
}

fn named(rows: Vec<(String, String)>) -> Vec<Labelled> {
    rows.into_iter()
        .map(|(code, label)| Labelled { code, label })
        .collect()
}

async fn lines_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<stack_lines::Model>, DbErr> {
    stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(id))
        .order_by_asc(stack_lines::Column::Position)
        .all(db)
        .await
}

async fn target_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<NaiveDate>, DbErr> {
    let headline: Option<Option<NaiveDate>> = indicators::Entity::find()
        .select_only()
        .column(indicators::Column::TargetOn)
        .filter(indicators::Column::GoalId.eq(id))
        .order_by_asc(indicators::Column::Position)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(headline.flatten())
}

/// What a goal's outcomes contract says; nothing where it names no payor.
pub(crate) fn contract_of(goal: &goals::Model) -> Option<OutcomesTerms> {
    goal.outcomes_contract.as_deref().and_then(read_contract)
}

/// A contract without a payor is no contract yet.
fn read_contract(stored: &str) -> Option<OutcomesTerms> {
    serde_json::from_str(stored)
        .ok()
        .filter(|terms: &OutcomesTerms| !terms.payor_kind.trim().is_empty())
}
