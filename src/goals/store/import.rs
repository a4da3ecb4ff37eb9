//! Loading invented goals, for demonstrations and tests. Every row is marked illustrative.

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde::Deserialize;
use serde_json::Value;

use super::{
    GoalWords, IndicatorDraft, contract, import_plan::Measure, indicators, totals::sum_up,
    words::insert_reach,
};
use crate::{
    entities::{goals, stack_lines},
    ids::{GoalId, PartnershipId, StackLineId},
    partnerships,
    search::{self, Entry},
    values::{
        CapitalProduct, CodeList, ConveningMode, GoalStatus, IndicatorDirection, IndicatorLevel,
        IndicatorUnit, Money, PlaceId, Slug, StackLayer, StackLineStatus,
    },
};

const SOURCE: &str = "illustrative";

/// One goal of `outcome_goals.illustrative.json`.
#[derive(Deserialize)]
struct Goal {
    id: String,
    illustrative: bool,
    values_note: String,
    places: Vec<String>,
    place_names: Vec<String>,
    partnership: String,
    primary_issue: String,
    other_issues: Vec<String>,
    populations: Vec<String>,
    title: String,
    result_statement: String,
    indicator: Option<Indicator>,
    story_behind_the_curve: String,
    performance_measures: Vec<Measure>,
    systems_change: Vec<String>,
    capital_absorption_function: String,
    convening_mode: ConveningMode,
    capital_stack: Vec<Line>,
    outcomes_contract: Option<Value>,
}

#[derive(Deserialize)]
struct Indicator {
    name: String,
    unit: IndicatorUnit,
    direction: IndicatorDirection,
    level: IndicatorLevel,
    baseline: f64,
    baseline_date: NaiveDate,
    target: f64,
    target_date: NaiveDate,
    source_kind: String,
    disaggregate_by: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    layer: StackLayer,
    product: CapitalProduct,
    amount_usd: Money,
    status: StackLineStatus,
    #[serde(rename = "use")]
    purpose: String,
    counts_toward_total: bool,
}

/// Loads the file; returns how many goals there were. Goals of the first city are opened for
/// interest, so that the public pages have something to show.
pub async fn import_illustrative(
    txn: &DatabaseTransaction,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let file: Vec<Goal> = serde_json::from_str(text).context("the file is not a list of goals")?;
    let mut entries = Vec::with_capacity(file.len());
    for goal in &file {
        anyhow::ensure!(goal.illustrative, "{} is not marked illustrative", goal.id);
        let id = GoalId::fresh();
        let places: Vec<PlaceId> = goal
            .places
            .iter()
            .map(|geoid| PlaceId::city(geoid))
            .collect();
        let contract = contract_of(goal)?;
        let led_by = partnerships::ensure_sample(txn, &goal.partnership, &places, now).await?;
        insert_goal(txn, (id, led_by), (goal, contract), now)
            .await
            .with_context(|| format!("goal {}", goal.id))?;
        let sums = sum_up(txn, id).await?;
        entries.push(findable(id, goal, sums.total));
    }
    search::index(txn, &entries).await?;
    Ok(file.len())
}

async fn insert_goal(
    txn: &DatabaseTransaction,
    (id, led_by): (GoalId, PartnershipId),
    (goal, contract): (&Goal, Option<String>),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let row = goals::ActiveModel {
        outcomes_contract: Set(contract),
        ..goal_row((id, led_by), goal, now)
    };
    goals::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let reach = GoalWords {
        places: goal.places.iter().map(|id| PlaceId::city(id)).collect(),
        populations: goal.populations.clone(),
        other_issues: goal.other_issues.clone(),
        ..GoalWords::default()
    };
    insert_reach(txn, id, &reach).await?;
    if let Some(indicator) = &goal.indicator {
        indicators::insert(txn, id, 0, &indicator_draft(indicator)?).await?;
    }
    super::import_plan::insert(txn, id, &goal.performance_measures, &goal.systems_change).await?;
    let lines = goal.capital_stack.iter().zip(0..);
    let lines = lines.map(|(line, position)| line_row(id, position, line, now));
    stack_lines::Entity::insert_many(lines)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The contract as a goal keeps it; refused where the form for it could not show what it says.
fn contract_of(goal: &Goal) -> anyhow::Result<Option<String>> {
    let terms = goal.outcomes_contract.as_ref().map(contract::imported);
    let terms = terms
        .transpose()
        .with_context(|| format!("goal {}: the outcomes contract does not fit", goal.id))?;
    Ok(terms
        .map(|terms| serde_json::to_string(&terms))
        .transpose()?)
}

fn goal_row(
    (id, led_by): (GoalId, PartnershipId),
    goal: &Goal,
    now: DateTime<Utc>,
) -> goals::ActiveModel {
    let slug = Slug::of(&format!(
        "{} {}",
        goal.title,
        goal.id.trim_start_matches("g-")
    ));
    goals::ActiveModel {
        id: Set(id),
        slug: Set(slug.as_str().to_owned()),
        title: Set(goal.title.clone()),
        result_statement: Set(goal.result_statement.clone()),
        partnership_id: Set(Some(led_by)),
        status: Set(GoalStatus::Proposed),
        primary_issue: Set(goal.primary_issue.clone()),
        story: Set(goal.story_behind_the_curve.clone()),
        equity_note: Set(String::new()),
        owner_of_number: Set(String::new()),
        next_report_on: Set(None),
        what_works: Set(String::new()),
        absorption_function: Set(goal.capital_absorption_function.clone()),
        suggested_mode: Set(Some(goal.convening_mode)),
        outcomes_contract: Set(None),
        values_note: Set(goal.values_note.clone()),
        open_for_interest: Set(goal.id.ends_with("-01")),
        illustrative: Set(true),
        source_key: Set(Some(goal.id.clone())),
        adopted_at: Set(None),
        adopted_by: Set(None),
        adopted_name: Set(String::new()),
        version: Set(1),
        revision: Set(0),
        created_at: Set(now),
        updated_at: Set(now),
        updated_by: Set(None),
    }
}

/// What the file says of the number. Its level is checked: a program's measure is no indicator.
fn indicator_draft(indicator: &Indicator) -> anyhow::Result<IndicatorDraft> {
    anyhow::ensure!(
        indicator.level == IndicatorLevel::Population,
        "{} is measured of a program's clients",
        indicator.name
    );
    Ok(IndicatorDraft {
        baseline_value: Some(indicator.baseline),
        baseline_on: Some(indicator.baseline_date),
        target_value: Some(indicator.target),
        target_on: Some(indicator.target_date),
        source: indicator.source_kind.clone(),
        disaggregate_by: indicator.disaggregate_by.iter().collect::<CodeList>(),
        ..IndicatorDraft::new(indicator.name.clone(), indicator.unit, indicator.direction)
    })
}

fn line_row(
    goal: GoalId,
    position: i32,
    line: &Line,
    now: DateTime<Utc>,
) -> stack_lines::ActiveModel {
    stack_lines::ActiveModel {
        id: Set(StackLineId::fresh()),
        goal_id: Set(goal),
        position: Set(position),
        layer: Set(line.layer),
        product: Set(line.product),
        amount_usd: Set(line.amount_usd),
        status: Set(line.status),
        purpose: Set(line.purpose.clone()),
        counts_toward_total: Set(line.counts_toward_total),
        funding_source_id: Set(None),
        conditions: Set(String::new()),
        expected_on: Set(None),
        source: Set(SOURCE.to_owned()),
        as_of: Set(now.date_naive()),
        version: Set(1),
        restrictions: Set(String::new()),
        not_match_for: Set(String::new()),
        rate: Set(String::new()),
        term: Set(String::new()),
        claim: Set(String::new()),
        reimbursed: Set(false),
        part_of: Set(None),
        absorber_id: Set(None),
    }
}

fn findable(id: GoalId, goal: &Goal, total: Money) -> Entry {
    Entry {
        kind: "goal",
        id: id.to_string(),
        title: goal.title.clone(),
        subtitle: goal.place_names.join("; "),
        url: format!("/goals/{id}"),
        weight: total.dollars(),
        illustrative: true,
        also: String::new(),
    }
}
