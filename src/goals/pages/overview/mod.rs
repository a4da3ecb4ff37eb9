//! One goal on one page: can it be paid for, and is the number moving? All sums are the rules'.

mod facts;
mod plan;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::{
    AtGoal,
    head::{GoalHead, GoalTab},
    standing::Standing,
    words::{self, Pill},
};
use crate::{
    entities::{goals, indicators, stack_lines},
    goals::{
        pictures::{curve_view, day, stack_view},
        rules::{
            curve::in_words,
            stack::{StackLine, Totals, totals},
        },
        store,
    },
    web::{
        self, Shell, TableDesk,
        charts::{CurveView, StackView},
    },
};
use facts::Fact;
use plan::Plan;

#[derive(Template)]
#[template(path = "goals/overview.html")]
struct OverviewPage {
    shell: Shell,
    head: GoalHead,
    stack: StackView,
    context: String,
    has_gap: bool,
    figures: Vec<Figure>,
    lines: Vec<LineRow>,
    indicator: Option<IndicatorCard>,
    story: String,
    standing: Standing,
    plan: Plan,
    contract: Vec<Fact>,
    values_note: String,
}

/// One of the four sums, in full so that they add up on paper.
struct Figure {
    label: &'static str,
    amount: String,
    note: &'static str,
}

struct LineRow {
    product: &'static str,
    layer: &'static str,
    purpose: String,
    amount: String,
    pill: Pill,
    counted: &'static str,
    conditions: String,
    source: String,
    as_of: String,
    edit_href: String,
}

struct IndicatorCard {
    curve: CurveView,
    facts: Vec<Fact>,
}

pub(super) async fn overview(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let db = desk.db();
    let head = GoalHead::load(&desk, &goal, GoalTab::Overview).await?;
    let stack = store::stack_of(db, goal.id).await?;
    let rule_lines = store::rule_lines(&stack);
    let sums = totals(&rule_lines);
    let as_of = stack.iter().map(|line| line.as_of).max();
    let indicator = match store::indicator_of(db, goal.id).await? {
        Some(indicator) => Some(card(db, &indicator).await?),
        None => None,
    };
    web::page(&OverviewPage {
        shell: desk.shell("goals", &goal.title),
        head,
        stack: stack_view("stack", &sums, as_of),
        context: context(&sums, as_of),
        has_gap: !sums.gap.is_zero(),
        figures: figures(&sums),
        lines: rows(&goal, &stack, &rule_lines),
        indicator,
        standing: Standing::load(&desk, &goal).await?,
        plan: Plan::load(db, &goal).await?,
        contract: facts::contract(goal.outcomes_contract.as_deref()),
        story: goal.story,
        values_note: goal.values_note,
    })
}

fn context(sums: &Totals, as_of: Option<NaiveDate>) -> String {
    match as_of {
        Some(date) => format!("Total {}. As of {}", sums.total.full(), day(date)),
        None => "No lines yet".to_owned(),
    }
}

fn figures(sums: &Totals) -> Vec<Figure> {
    let figure = |label, amount: crate::values::Money, note| Figure {
        label,
        amount: amount.full(),
        note,
    };
    vec![
        figure("Committed", sums.committed, "signed, closed or drawn"),
        figure("Soft", sums.soft, "said, not signed"),
        figure("Unidentified", sums.unidentified, "nobody named an amount"),
        figure("Gap", sums.gap, "total less committed"),
    ]
}

fn rows(goal: &goals::Model, stack: &[stack_lines::Model], rules: &[StackLine]) -> Vec<LineRow> {
    let row = |(line, rule): (&stack_lines::Model, &StackLine)| LineRow {
        product: line.product.label(),
        layer: line.layer.label(),
        purpose: line.purpose.clone(),
        amount: line.amount_usd.full(),
        pill: words::line_pill(line.status),
        counted: words::counted(rule.standing()),
        conditions: line.conditions.clone(),
        source: words::source(&line.source).to_owned(),
        as_of: day(line.as_of),
        edit_href: format!("/goals/{}/lines/{}/edit", goal.id, line.id),
    };
    stack.iter().zip(rules).map(row).collect()
}

async fn card(
    db: &impl sea_orm::ConnectionTrait,
    indicator: &indicators::Model,
) -> web::Result<IndicatorCard> {
    let points = store::points_of(db, indicator.id).await?;
    let value =
        |value: f64, on: NaiveDate| format!("{}, {}", in_words(value, indicator.unit), day(on));
    let mut facts = vec![
        Fact::new(
            "Baseline",
            value(indicator.baseline_value, indicator.baseline_on),
        ),
        Fact::new("Target", value(indicator.target_value, indicator.target_on)),
        Fact::new("It should", indicator.direction.label().to_lowercase()),
        Fact::new("Source", &indicator.source),
    ];
    let cuts: Vec<String> = indicator
        .disaggregate_by
        .iter()
        .map(|cut| cut.replace('_', " "))
        .collect();
    if !cuts.is_empty() {
        facts.push(Fact::new("Broken down by", cuts.join(", ")));
    }
    Ok(IndicatorCard {
        curve: curve_view("curve", indicator, &points),
        facts,
    })
}
