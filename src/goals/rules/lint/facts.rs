//! The rules on the fields of a goal. What they find here can hold up adoption; what only the words say cannot.

use chrono::{Months, NaiveDate};

use super::{Finding, Level, Rule, classify, hint, message};
use crate::values::{IndicatorDirection, IndicatorUnit, MeasureQuadrant};

/// A number as a goal's fields have it; each part may still be missing.
#[derive(Clone, Debug, Default)]
pub struct IndicatorFacts {
    pub name: String,
    /// It counts everyone in the place, not a program's clients.
    pub population_level: bool,
    pub unit: Option<IndicatorUnit>,
    /// What is counted, over what; empty while nobody has written it.
    pub definition: String,
    pub direction: Option<IndicatorDirection>,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
    /// What it is broken down by: `race_ethnicity`, `tract`.
    pub disaggregated_by: Vec<String>,
    pub newest_point: Option<NaiveDate>,
    /// When somebody has said the next value comes.
    pub next_release: Option<NaiveDate>,
    /// Where it is a performance measure, the question it answers.
    pub quadrant: Option<MeasureQuadrant>,
}

/// What the rules look at.
#[derive(Clone, Debug, Default)]
pub struct GoalFacts {
    pub title: String,
    pub result_statement: String,
    pub populations: usize,
    pub places: usize,
    pub indicators: Vec<IndicatorFacts>,
    pub owner_of_number: String,
    /// Whether a partnership leads it.
    pub led: bool,
    pub today: NaiveDate,
}

/// Data older than this is stale.
const STALE_AFTER: Months = Months::new(24);

/// Everything the rules find, worst first, each rule once.
pub fn lint(goal: &GoalFacts) -> Vec<Finding> {
    let mut found: Vec<Finding> = structured(goal)
        .into_iter()
        .map(|rule| match rule {
            Rule::L3 if goal.indicators.iter().any(|each| each.population_level) => undefined(),
            _ => finding(rule, false),
        })
        .collect();
    // Nothing typed yet says nothing of anybody.
    let statement = Some(goal.result_statement.trim()).filter(|said| !said.is_empty());
    let read = statement.map(classify);
    let read = read
        .iter()
        .flat_map(|each| each.rules.iter().chain(&each.also));
    let named = classify_names(goal);
    for rule in read.chain(&named) {
        let words = matches!(
            rule,
            Rule::L1 | Rule::L6 | Rule::L7 | Rule::L8 | Rule::L11 | Rule::L12 | Rule::L14
        );
        if words && !found.iter().any(|each| each.rule == *rule) {
            found.push(finding(*rule, true));
        }
    }
    found.sort_by_key(|each| (each.advisory, each.level, each.rule));
    found
}

/// Whether nothing that blocks stands in the way.
pub fn may_be_adopted(findings: &[Finding]) -> bool {
    !findings.iter().any(Finding::blocks)
}

fn finding(rule: Rule, advisory: bool) -> Finding {
    Finding {
        rule,
        level: rule.level(),
        field: rule.field(),
        message: message(rule).to_owned(),
        hint: hint(rule),
        advisory,
    }
}

/// There is a number, but not what it is.
fn undefined() -> Finding {
    Finding {
        field: "definition",
        message: "Nobody has written what this number counts, over what.".to_owned(),
        hint: "Add its unit and its definition: who is counted, over whom, and by which source.",
        ..finding(Rule::L3, false)
    }
}

/// What the numbers' own names say: "of our clients" is L12 in words.
fn classify_names(goal: &GoalFacts) -> Vec<Rule> {
    let names = goal.indicators.iter().map(|each| classify(&each.name));
    names
        .flat_map(|each| each.rules)
        .filter(|rule| matches!(rule, Rule::L8 | Rule::L12))
        .collect()
}

fn structured(goal: &GoalFacts) -> Vec<Rule> {
    let mut rules = Vec::new();
    if goal.populations == 0 || goal.places == 0 {
        rules.push(Rule::L2);
    }
    if !goal.led && !goal.owner_of_number.is_empty() {
        rules.push(Rule::L14);
    }
    let population = goal.indicators.iter().find(|each| each.population_level);
    if population.is_none() && !goal.indicators.is_empty() {
        rules.push(Rule::L12);
        if goal.indicators.iter().any(counts_work) {
            rules.push(Rule::L8);
        }
    }
    let Some(number) = population else {
        rules.extend([Rule::L3, Rule::L4, Rule::L5]);
        return rules;
    };
    if number.unit.is_none() || number.definition.trim().is_empty() {
        rules.push(Rule::L3);
    }
    if number.baseline.is_none() || number.baseline_on.is_none() {
        rules.push(Rule::L4);
    }
    let dated = number
        .target_on
        .is_some_and(|end| number.baseline_on.is_none_or(|start| end > start));
    if number.target.is_none() || !dated {
        rules.push(Rule::L5);
    }
    if wrong_way(number) {
        rules.push(Rule::L9);
    }
    if counts_work(number) {
        rules.push(Rule::L8);
    }
    let known = [
        "race",
        "ethnic",
        "income",
        "place",
        "tract",
        "neighborhood",
        "zip",
        "school",
        "ward",
        "district",
        "county",
        "census",
        "language",
    ];
    if !number
        .disaggregated_by
        .iter()
        .any(|cut| known.iter().any(|word| cut.contains(word)))
    {
        rules.push(Rule::L10);
    }
    if stale(number, goal.today) {
        rules.push(Rule::L13);
    }
    rules
}

fn counts_work(number: &IndicatorFacts) -> bool {
    matches!(
        number.quadrant,
        Some(MeasureQuadrant::HowMuch | MeasureQuadrant::HowWell)
    )
}

fn wrong_way(number: &IndicatorFacts) -> bool {
    match (number.direction, number.baseline, number.target) {
        (Some(IndicatorDirection::Increase), Some(from), Some(to)) => to <= from,
        (Some(IndicatorDirection::Decrease), Some(from), Some(to)) => to >= from,
        _ => false,
    }
}

fn stale(number: &IndicatorFacts, today: NaiveDate) -> bool {
    let newest = number.newest_point.or(number.baseline_on);
    let old = newest.is_some_and(|day| {
        day.checked_add_months(STALE_AFTER)
            .is_some_and(|end| end < today)
    });
    old || number.next_release.is_none()
}

impl Level {
    /// "Blocks adoption" or "Worth a look".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fail => "Blocks adoption",
            Self::Warn => "Worth a look",
        }
    }
}
