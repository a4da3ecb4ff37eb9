//! Drafting a goal. What reads like a project and has no number is offered a place under a goal instead; nobody is held to
//! it, because words can be read another way.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    as_project,
    fields::{Fields, Lists},
    findings::{self, Found},
    forms::{GoalForm, Known},
    indicators::IndicatorLists,
};
use crate::{
    goals::{
        rules::lint::{self, Class, classify},
        store,
    },
    web::{self, Desk, EditorsDesk, FieldErrors, Form, Query, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "goals/new.html")]
struct NewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    form: GoalForm,
    fields: Fields,
    lists: IndicatorLists,
    checked: bool,
    errors: FieldErrors,
}

/// What the address says of the goal to draft.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Started {
    partnership: String,
}

pub(super) async fn blank(
    EditorsDesk(desk): EditorsDesk,
    Query(started): Query<Started>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let form = GoalForm {
        partnership: started.partnership,
        ..GoalForm::default()
    };
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, shown, &lists, None))
}

pub(super) async fn draft(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<GoalForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let known = lists.known(&desk, &form.places_typed()).await?;
    let goal = match form.read_new(&known) {
        Ok(goal) => goal,
        Err(errors) => {
            let findings = findings_of(&form, &known, desk.today());
            return web::page_invalid(&page(&desk, (form, errors), &lists, Some(findings)));
        }
    };
    let reads_as = classify(&goal.words.result_statement).class;
    if goal.indicator.is_none() && reads_as == Class::Project && form.as_goal != "yes" {
        return as_project::offer(&desk, form, FieldErrors::default()).await;
    }
    let (actor, now) = (desk.actor(), desk.app.now());
    let id = desk
        .app
        .db
        .write(async |txn| store::create(txn, &goal, &actor, now).await)
        .await?;
    let said = "Draft saved. Next: add the lines of its capital stack.";
    Ok(web::flash_to(&format!("/goals/{id}"), said))
}

/// What the rules say of what is typed so far. Nothing is kept.
pub(super) async fn check(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<GoalForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let known = lists.known(&desk, &form.places_typed()).await?;
    let findings = findings_of(&form, &known, desk.today());
    if desk.wants("find-result_statement") {
        return findings::slots(findings);
    }
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, shown, &lists, Some(findings)))
}

fn findings_of(form: &GoalForm, known: &Known<'_>, today: NaiveDate) -> Vec<Found> {
    let words = form.as_typed(known);
    let number = form.indicator.facts(words.next_report_on);
    let facts = store::facts_from(&words, number.into_iter().collect(), today);
    findings::found(&lint::lint(&facts))
}

fn page(
    desk: &Desk,
    (form, errors): (GoalForm, FieldErrors),
    lists: &Lists,
    findings: Option<Vec<Found>>,
) -> NewPage {
    let shell = desk.shell("goals", "New goal");
    NewPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals")],
        lists: IndicatorLists::of(&form.indicator),
        checked: findings.is_some(),
        fields: Fields::of(
            &form,
            lists,
            ("/goals/check".to_owned(), true),
            findings.unwrap_or_default(),
        ),
        form,
        errors,
    }
}
