//! The table's own act: a lead reads what is adopted, the number with it, and adopts exactly that.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    AtGoal,
    findings::{self, Found},
    indicators::ended,
    overview::Fact,
    standing::{ONLY_THE_TABLE, adopted_words, edit_page, leads, told},
    words::{self, Pill},
};
use crate::{
    entities::{goals, indicators},
    goals::{
        rules::{
            lint::{self, may_be_adopted},
            status::{Mover, may_move, tracked},
        },
        store,
    },
    partnerships,
    values::GoalStatus,
    web::{self, AppError, Desk, Form, Shell, TableEditorsDesk, views::Link},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AdoptForm {
    stamp: String,
}

#[derive(Template)]
#[template(path = "goals/adopt.html")]
struct AdoptPage {
    shell: Shell,
    crumbs: Vec<Link>,
    href: String,
    title: String,
    result: String,
    partnership: String,
    pill: Pill,
    /// What its number is called, where it stood and where it should be.
    number: Vec<Fact>,
    /// All that this page shows, as it was.
    stamp: String,
    blocked: bool,
    /// By whom and when it was adopted before it changed; empty for a first adoption.
    before: String,
    findings: Vec<Found>,
}

/// The page on which a lead adopts for the table.
pub(super) async fn before(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let page = adopt_page(&desk, &goal).await?;
    web::page(&page)
}

pub(super) async fn adopt(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(seen): Form<AdoptForm>,
) -> web::Result<Response> {
    let page = adopt_page(&desk, &goal).await?;
    let standing = may_move(goal.status, GoalStatus::Adopted, Mover::Lead);
    if standing.is_err() && page.before.is_empty() {
        let why = "Only a goal that was proposed, or has changed since, can be adopted.";
        return Err(AppError::Invalid(why.to_owned()));
    }
    if page.blocked {
        return web::page_invalid(&page);
    }
    let seen = (goal.id, seen.stamp.as_str());
    let (actor, now, day) = (desk.actor(), desk.app.now(), desk.today());
    let saved = desk
        .app
        .db
        .write(async |txn| store::adopt(txn, seen, &actor, now, day).await)
        .await?;
    told(
        &goal,
        saved,
        "Adopted. The page says who adopted it and when.",
    )
}

/// Refused to all but a lead of the goal's partnership.
async fn adopt_page(desk: &Desk, goal: &goals::Model) -> web::Result<AdoptPage> {
    if !leads(desk, goal) {
        return Err(AppError::Forbidden(ONLY_THE_TABLE));
    }
    let found = lint::lint(&store::facts_of(desk.db(), goal, desk.today()).await?);
    let number = store::indicator_of(desk.db(), goal.id).await?;
    let href = format!("/goals/{}", goal.id);
    let number_page = number.as_ref().map(|number| edit_page(goal, number));
    let since = store::since_adopted(desk.db(), goal).await?;
    let again = since.is_some() && tracked(goal.status);
    Ok(AdoptPage {
        // Of the goal that was read first: what was read after it can only be newer, and then nothing is adopted.
        stamp: store::stamp(goal),
        number: number.as_ref().map(number_facts).unwrap_or_default(),
        before: if again {
            adopted_words(desk, goal)
        } else {
            String::new()
        },
        shell: desk.shell("goals", format!("Adopt: {}", goal.title)),
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &href)],
        title: goal.title.clone(),
        result: goal.result_statement.clone(),
        partnership: partnerships::name_of(desk.db(), goal.partnership_id).await?,
        pill: words::goal_pill(goal.status),
        blocked: !may_be_adopted(&found),
        findings: findings::linked(&found, &href, number_page.as_deref()),
        href,
    })
}

fn number_facts(number: &indicators::Model) -> Vec<Fact> {
    let end = |value, on| ended(value, on, number.unit);
    vec![
        Fact::new("Number", &number.name),
        Fact::new("Baseline", end(number.baseline_value, number.baseline_on)),
        Fact::new("Target", end(number.target_value, number.target_on)),
    ]
}
