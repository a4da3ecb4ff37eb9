//! The form of a goal's outcomes contract. A goal has one at most, so it is kept on the goal and saved at the goal's
//! version.

use axum::response::Response;

use super::{PiecePage, Seen, between, contract_form::ContractForm};
use crate::{
    entities::goals,
    goals::{
        pages::{
            AtGoal,
            conflict::{self, Conflict},
        },
        store::{self, Saved},
    },
    values::Money,
    web::{self, AppError, Desk, FieldErrors, Form, TableEditorsDesk, views::Link},
};

const NOUN: &str = "outcomes contract";

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let form = ContractForm::of(&goal);
    web::page(&page(&desk, &goal, (&form, FieldErrors::default())))
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<ContractForm>,
) -> web::Result<Response> {
    let held = ContractForm::of(&goal);
    let terms = match form.read(&held, store::contract_terms(&goal)) {
        Ok(terms) => terms,
        Err(errors) => return web::page_invalid(&page(&desk, &goal, (&form, errors))),
    };
    let seen = (goal.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::keep_contract(txn, seen, Some(&terms), &actor, now).await)
        .await?;
    let back = back(&goal);
    match AppError::found(saved)? {
        Saved::Done => Ok(web::flash_to(&back, "Saved the outcomes contract.")),
        Saved::Unchanged => Ok(web::flash_to(
            &back,
            "Nothing was different, so nothing changed.",
        )),
        Saved::Stale(theirs) => {
            let conflict = compare(&form, &ContractForm::of(&theirs), theirs.version);
            let action = format!("/goals/{}/contract", goal.id);
            conflict::answer(&desk, (theirs.id, &theirs.title), action, conflict).await
        }
    }
}

pub(super) async fn remove(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(seen): Form<Seen>,
) -> web::Result<Response> {
    let seen = (goal.id, seen.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::keep_contract(txn, seen, None, &actor, now).await)
        .await?;
    match AppError::found(saved)? {
        Saved::Stale(_) => Err(AppError::Conflict(
            "Someone else changed this goal meanwhile. Look at its contract again before you remove it."
                .to_owned(),
        )),
        Saved::Done | Saved::Unchanged => Ok(web::flash_to(
            &back(&goal),
            "Removed the outcomes contract. What it said is kept under Activity.",
        )),
    }
}

fn back(goal: &goals::Model) -> String {
    format!("/goals/{}#contract", goal.id)
}

fn compare(mine: &ContractForm, theirs: &ContractForm, version: i32) -> Conflict {
    let typed = |amount: &str| {
        let read = amount.parse::<Money>();
        read.map_or_else(|_| amount.to_owned(), Money::full)
    };
    let mine = ContractForm {
        price_per_outcome: typed(&mine.price_per_outcome),
        cap: typed(&mine.cap),
        ..mine.clone()
    };
    between((&mine.asks(theirs), &theirs.asks(theirs)), version)
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    (form, errors): (&ContractForm, FieldErrors),
) -> PiecePage {
    let shell = desk.shell("goals", format!("Outcomes contract: {}", goal.title));
    let href = format!("/goals/{}", goal.id);
    let there = goal.outcomes_contract.is_some();
    PiecePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &href)],
        heading: "Outcomes contract".to_owned(),
        context: if there && store::contract_terms(goal).is_none() {
            "What is kept here cannot be read as a contract. Saving or removing it keeps its words under Activity."
        } else {
            "Who pays for which outcome"
        },
        noun: NOUN,
        action: format!("{href}/contract"),
        remove: if there {
            format!("{href}/contract/remove")
        } else {
            String::new()
        },
        back: back(goal),
        version: form.version.clone(),
        asks: form.asks(&ContractForm::of(goal)),
        errors,
    }
}
