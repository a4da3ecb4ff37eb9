//! One goal on one page: can it be paid for, and is the number moving? All sums are the rules'.

mod facts;
mod number;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::{
    AtGoal,
    head::{GoalHead, GoalTab},
    indicators::today,
    words::{self, Pill},
};
use crate::{
    entities::{goals, stack_lines},
    goals::{
        pictures::{day, stack_view},
        rules::stack::{StackLine, Totals, totals},
        store,
    },
    web::{self, Desk, Shell, charts::StackView},
};
pub(super) use facts::Fact;
use facts::Measures;
use number::NumberCard;

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
    number: NumberCard,
    story: String,
    measures: Vec<Measures>,
    systems: Vec<String>,
    absorption: Option<(&'static str, &'static str)>,
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

pub(super) async fn overview(desk: Desk, AtGoal(goal): AtGoal) -> web::Result<Response> {
    let db = desk.db();
    let head = GoalHead::load(&desk, &goal, GoalTab::Overview).await?;
    let stack = store::stack_of(db, goal.id).await?;
    let rule_lines = store::rule_lines(&stack);
    let sums = totals(&rule_lines);
    let as_of = stack.iter().map(|line| line.as_of).max();
    let number = NumberCard::load(db, goal.id, today(&desk)).await?;
    web::page(&OverviewPage {
        shell: desk.shell("goals", &goal.title),
        head,
        stack: stack_view("stack", &sums, as_of),
        context: context(&sums, as_of),
        has_gap: !sums.gap.is_zero(),
        figures: figures(&sums),
        lines: rows(&goal, &stack, &rule_lines),
        number,
        measures: facts::measures(&goal.performance_measures),
        systems: facts::listed(&goal.systems_change),
        absorption: words::absorption(&goal.absorption_function),
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
