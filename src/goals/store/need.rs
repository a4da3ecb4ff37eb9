//! A goal as matching needs it: where, about what, for whom, its stack and who would pay for outcomes.
//!
//! Seven queries whatever the goal, with codes and names side by side.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use super::{contract, rule_lines};

use crate::{
    entities::{
        goal_issues, goal_places, goal_populations, goals, indicators, issue_areas, places,
        populations, stack_lines,
    },
    goals::rules::stack::{StackLine, remainder},
    ids::{GoalId, PartnershipId, StackLineId},
    partnerships,
    values::{GoalStatus, Labelled, Money},
};

/// What a goal needs and from where.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalNeed {
    pub id: GoalId,
    pub title: String,
    pub result_statement: String,
    /// Its table's name; empty for none.
    pub partnership: String,
    pub partnership_id: Option<PartnershipId>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomesTerms {
    /// `city_and_county`, `health_plan` ...
    pub payor_kind: String,
    /// Empty when none is named.
    pub evaluator: String,
}

/// The goal with all that matching reads of it; `None` when there is no such goal.
pub async fn need_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<GoalNeed>, DbErr> {
    Ok(needs_of(db, &[id]).await?.pop())
}

/// The same of several goals, by key; seven queries however many there are.
pub async fn needs_of(db: &impl ConnectionTrait, ids: &[GoalId]) -> Result<Vec<GoalNeed>, DbErr> {
    let found = goals::Entity::find()
        .filter(goals::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(goals::Column::Id)
        .find_also_related(issue_areas::Entity)
        .all(db)
        .await?;
    let tables = found.iter().filter_map(|(goal, _)| goal.partnership_id);
    let partnerships = partnerships::names(db, tables).await?;
    let mut places = grouped(places_of(db, ids).await?);
    let mut issues = grouped(other_issues(db, ids).await?);
    let mut people = grouped(populations_of(db, ids).await?);
    let mut targets = grouped(targets_of(db, ids).await?);
    let lines = lines_of(db, ids).await?.into_iter();
    let mut lines = grouped(lines.map(|line| (line.goal_id, line)).collect());
    let dressed = found.into_iter().map(|(goal, primary)| {
        let label = primary.map_or_else(|| goal.primary_issue.clone(), |issue| issue.label);
        let lines: Vec<stack_lines::Model> = lines.remove(&goal.id).unwrap_or_default();
        let primary = Labelled::new(goal.primary_issue, label);
        let others = issues.remove(&goal.id).unwrap_or_default();
        let partnership = goal.partnership_id.and_then(|id| partnerships.get(&id));
        GoalNeed {
            id: goal.id,
            title: goal.title,
            result_statement: goal.result_statement,
            partnership: partnership.cloned().unwrap_or_default(),
            partnership_id: goal.partnership_id,
            status: goal.status,
            illustrative: goal.illustrative,
            places: places.remove(&goal.id).unwrap_or_default(),
            issues: std::iter::once(primary).chain(others).collect(),
            populations: people.remove(&goal.id).unwrap_or_default(),
            lines_as_of: lines.iter().map(|line| line.as_of).max(),
            line_ids: lines.iter().map(|line| line.id).collect(),
            line_dates: lines.iter().map(|line| line.expected_on).collect(),
            target_on: targets
                .remove(&goal.id)
                .and_then(|dates| dates.into_iter().next().flatten()),
            lines: rule_lines(&lines),
            contract: goal.outcomes_contract.as_deref().and_then(read_contract),
        }
    });
    Ok(dressed.collect())
}

/// A goal's key and the version and revision that change with everything its pages show.
pub type Stamp = (GoalId, i32, i64);

/// The stamps of all goals that money is still sought for, by key.
pub async fn stamps(db: &impl ConnectionTrait) -> Result<Vec<Stamp>, DbErr> {
    goals::Entity::find()
        .select_only()
        .columns([
            goals::Column::Id,
            goals::Column::Version,
            goals::Column::Revision,
        ])
        .filter(goals::Column::Status.is_not_in([GoalStatus::Met, GoalStatus::Retired]))
        .order_by_asc(goals::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

fn grouped<T>(rows: Vec<(GoalId, T)>) -> HashMap<GoalId, Vec<T>> {
    let mut groups: HashMap<GoalId, Vec<T>> = HashMap::new();
    for (goal, row) in rows {
        groups.entry(goal).or_default().push(row);
    }
    groups
}

async fn places_of(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<(GoalId, places::Model)>, DbErr> {
    let rows = goal_places::Entity::find()
        .filter(goal_places::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(goal_places::Column::Position)
        .find_also_related(places::Entity)
        .all(db)
        .await?;
    let placed =
        |(link, place): (goal_places::Model, Option<places::Model>)| Some((link.goal_id, place?));
    Ok(rows.into_iter().filter_map(placed).collect())
}

async fn other_issues(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<(GoalId, Labelled)>, DbErr> {
    let rows: Vec<(GoalId, String, String)> = goal_issues::Entity::find()
        .select_only()
        .columns([goal_issues::Column::GoalId, goal_issues::Column::IssueCode])
        .column(issue_areas::Column::Label)
        .join(JoinType::InnerJoin, goal_issues::Relation::IssueCode.def())
        .filter(goal_issues::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(issue_areas::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(named(rows))
}

async fn populations_of(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<(GoalId, Labelled)>, DbErr> {
    let rows: Vec<(GoalId, String, String)> = goal_populations::Entity::find()
        .select_only()
        .columns([
            goal_populations::Column::GoalId,
            goal_populations::Column::PopulationCode,
        ])
        .column(populations::Column::Label)
        .join(
            JoinType::InnerJoin,
            goal_populations::Relation::PopulationCode.def(),
        )
        .filter(goal_populations::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(populations::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(named(rows))
}

fn named(rows: Vec<(GoalId, String, String)>) -> Vec<(GoalId, Labelled)> {
    rows.into_iter()
        .map(|(goal, code, label)| (goal, Labelled { code, label }))
        .collect()
}

async fn lines_of(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<stack_lines::Model>, DbErr> {
    stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(stack_lines::Column::Position)
        .all(db)
        .await
}

/// The target dates of all numbers of each goal, the headline's first.
async fn targets_of(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<(GoalId, Option<NaiveDate>)>, DbErr> {
    indicators::Entity::find()
        .select_only()
        .columns([indicators::Column::GoalId, indicators::Column::TargetOn])
        .filter(indicators::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(indicators::Column::Position)
        .into_tuple()
        .all(db)
        .await
}

/// What a goal's outcomes contract says; nothing where it names no payor.
pub(crate) fn contract_of(goal: &goals::Model) -> Option<OutcomesTerms> {
    goal.outcomes_contract.as_deref().and_then(read_contract)
}

/// A contract without a payor is no contract yet.
fn read_contract(stored: &str) -> Option<OutcomesTerms> {
    let terms = contract::read(stored)?;
    (!terms.payor_kind.trim().is_empty()).then_some(OutcomesTerms {
        payor_kind: terms.payor_kind,
        evaluator: terms.evaluator,
    })
}
