//! One goal on one page: can it be paid for, and is the number moving? All sums are the rules'.

mod facts;
mod number;
mod plan;

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::{
    AtGoal,
    carriers::{self, CarriersCard},
    head::{GoalHead, GoalTab},
    stack::{AdviceLine, LineView, SinceThen, advice, rows, since_then},
    standing::Standing,
};
use crate::{
    db::Topic,
    entities::goals,
    goals::{
        pictures::{day, stack_view},
        rules::stack::{Totals, totals},
        store,
    },
    values::TimeZone,
    web::{self, Desk, Rendered, TableDesk, charts::StackView},
};
pub(super) use facts::Fact;
use number::NumberCard;
use plan::Plan;

#[derive(Template)]
#[template(path = "goals/overview.html")]
struct Overview {
    head: GoalHead,
    stack: StackView,
    context: String,
    has_gap: bool,
    figures: Vec<Figure>,
    lines: Vec<LineView>,
    advice: Vec<AdviceLine>,
    since: Option<SinceThen>,
    carriers: Option<CarriersCard>,
    number: NumberCard,
    story: String,
    standing: Standing,
    plan: Plan,
    contract: Vec<Fact>,
    values_note: String,
}

/// One of the four sums, in full so that they add up on paper.
pub(super) struct Figure {
    pub(super) label: &'static str,
    pub(super) amount: String,
    pub(super) note: &'static str,
}

pub(super) async fn overview(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let shell = desk.shell("goals", &goal.title);
    web::framed(shell, &*content(&desk, goal).await?)
}

/// The page without its frame, as kept or made anew. Everything it is made of raises one of the three numbers, and
/// everything that differs between readers is in the key.
async fn content(desk: &Desk, goal: goals::Model) -> web::Result<Arc<Rendered>> {
    let directory = desk.app.db.revision(Topic::Funders).await?;
    let revision = format!("{}.{}.{directory}", goal.version, goal.revision);
    let zone = desk.user.time_zone.as_ref().map(TimeZone::name);
    let key = format!(
        "/goals/{} {} {:?} {zone:?} {}",
        goal.id,
        desk.user.role,
        desk.leads,
        desk.today()
    );
    let db = &desk.app.db;
    db.kept_large(&key, &revision, async || {
        let made = made(desk, goal).await?;
        Ok(Rendered::of(&made)?)
    })
    .await
}

async fn made(desk: &Desk, goal: goals::Model) -> web::Result<Overview> {
    let db = desk.db();
    let head = GoalHead::load(desk, &goal, GoalTab::Overview).await?;
    let stack = store::stack_of(db, goal.id).await?;
    let names = store::names_of(db, &stack).await?;
    let rule_lines = store::rule_lines(&stack);
    let sums = totals(&rule_lines);
    let as_of = stack.iter().map(|line| line.as_of).max();
    let number = NumberCard::load(db, goal.id, desk.today()).await?;
    Ok(Overview {
        head,
        stack: stack_view("stack", &sums, as_of),
        context: context(&sums, as_of),
        has_gap: !sums.gap.is_zero(),
        figures: figures(&sums),
        lines: rows(&goal, &stack, &rule_lines, &names),
        advice: advice(&goal, &stack, &rule_lines),
        since: since_then(db, &goal, &sums).await?,
        carriers: carriers::card(db, &goal, &rule_lines, &sums).await?,
        number,
        standing: Standing::load(desk, &goal).await?,
        plan: Plan::load(db, &goal).await?,
        contract: facts::contract(goal.outcomes_contract.as_deref()),
        story: goal.story,
        values_note: goal.values_note,
    })
}

pub(super) fn context(sums: &Totals, as_of: Option<NaiveDate>) -> String {
    match as_of {
        Some(date) => format!("Total {}. As of {}", sums.total.full(), day(date)),
        None => "No lines yet".to_owned(),
    }
}

pub(super) fn figures(sums: &Totals) -> Vec<Figure> {
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
