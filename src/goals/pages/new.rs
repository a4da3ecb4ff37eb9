//! Drafting a goal.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    board::{issue_choices, table_choices},
    forms::NewForm,
};
use crate::{
    goals::store,
    ids::PartnershipId,
    issues::{self, Issues, Populations},
    partnerships,
    values::{IndicatorDirection, IndicatorUnit},
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Query, Shell,
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
    partnerships: Vec<Choice>,
    units: Vec<Choice>,
    directions: Vec<Choice>,
    errors: FieldErrors,
}

/// The lists the form chooses from.
struct Lists {
    taxonomy: Issues,
    populations: Populations,
    tables: Vec<(PartnershipId, String)>,
}

impl Lists {
    async fn read(desk: &Desk) -> web::Result<Self> {
        Ok(Self {
            taxonomy: issues::issues(desk.db()).await?,
            populations: issues::populations(desk.db()).await?,
            tables: partnerships::choices(desk.db()).await?,
        })
    }
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
    let form = NewForm {
        partnership: started.partnership,
        ..NewForm::default()
    };
    web::page(&page(&desk, form, FieldErrors::default(), &lists))
}

pub(super) async fn draft(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<NewForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let places = crate::places::resolve(desk.db(), &form.place).await?;
    let goal = match form.read(places, (&lists.taxonomy, &lists.populations), &lists.tables) {
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
    let unit =
        |each: &IndicatorUnit| Choice::new(each.as_str(), each.label(), each.as_str() == form.unit);
    let direction = |each: &IndicatorDirection| {
        Choice::new(each.as_str(), each.label(), each.as_str() == form.direction)
    };
    NewPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals")],
        partnerships: table_choices(&lists.tables, &form.partnership),
        issues: issue_choices(&lists.taxonomy, &form.primary_issue),
        populations: lists.populations.0.iter().map(population).collect(),
        units: IndicatorUnit::ALL.iter().map(unit).collect(),
        directions: IndicatorDirection::ALL.iter().map(direction).collect(),
        form,
        errors,
    }
}
