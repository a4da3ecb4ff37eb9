//! Drafting a goal.

use askama::Template;
use axum::response::Response;

use super::{board::issue_choices, forms::NewForm, indicators::IndicatorLists};
use crate::{
    goals::store,
    issues::{self, Issues, Populations},
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/new.html")]
struct NewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    form: NewForm,
    issues: Vec<Choice>,
    populations: Vec<Choice>,
    lists: IndicatorLists,
    errors: FieldErrors,
}

/// The lists the form chooses from.
struct Lists {
    taxonomy: Issues,
    populations: Populations,
}

impl Lists {
    async fn read(desk: &Desk) -> web::Result<Self> {
        Ok(Self {
            taxonomy: issues::issues(desk.db()).await?,
            populations: issues::populations(desk.db()).await?,
        })
    }
}

pub(super) async fn blank(EditorsDesk(desk): EditorsDesk) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    web::page(&page(
        &desk,
        NewForm::default(),
        FieldErrors::default(),
        &lists,
    ))
}

pub(super) async fn draft(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<NewForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let places = store::resolve_places(desk.db(), &form.place).await?;
    let goal = match form.read(places, &lists.taxonomy, &lists.populations) {
        Ok(goal) => goal,
        Err(errors) => return web::page_invalid(&page(&desk, form, errors, &lists)),
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let id = desk
        .app
        .db
        .write(async |txn| store::create(txn, &goal, &actor, now).await)
        .await?;
    let said = "Draft saved. Next: add the lines of its capital stack.";
    Ok(web::flash_to(&format!("/goals/{id}"), said))
}

fn page(desk: &Desk, form: NewForm, errors: FieldErrors, lists: &Lists) -> NewPage {
    let shell = desk.shell("goals", "New goal");
    let population = |each: &crate::entities::populations::Model| {
        Choice::new(
            &each.code,
            &each.label,
            form.populations.contains(&each.code),
        )
    };
    NewPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals")],
        issues: issue_choices(&lists.taxonomy, &form.primary_issue),
        populations: lists.populations.0.iter().map(population).collect(),
        lists: IndicatorLists::of(&form.indicator),
        form,
        errors,
    }
}
