//! From a list of projects to a goal, in a few questions: who is better off, where, what number shows it, and from what to
//! what by when. The answers become the result statement and the number.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    AtGoal,
    forms::{IndicatorForm, line, required},
    indicators::IndicatorLists,
    standing::adopted_words,
};
use crate::{
    entities::goals,
    goals::store::{self, GoalEdit, ProjectDraft, Saved},
    issues,
    places::rules::full_name,
    web::{self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk, views::Link},
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TurnForm {
    who: String,
    place_words: String,
    fare: String,
    #[serde(flatten)]
    indicator: IndicatorForm,
    version: String,
}

impl TurnForm {
    /// "Young people in Fresno, CA are in school or at work."
    fn statement(&self, errors: &mut FieldErrors) -> Option<String> {
        let who = errors.keep("who", line(&self.who, "who is better off", 160));
        let place = errors.keep(
            "place_words",
            line(&self.place_words, "where they are", 160),
        );
        let fare = errors.keep(
            "fare",
            required(&self.fare.replace(['\r', '\n'], " "), "how they fare", 240),
        );
        let (who, place, fare) = (who?, place?, fare?);
        Some(format!("{who} in {place} {}.", fare.trim_end_matches('.')))
    }
}

#[derive(Template)]
#[template(path = "goals/turn.html")]
struct TurnPage {
    shell: Shell,
    crumbs: Vec<Link>,
    href: String,
    title: String,
    result: String,
    projects: Vec<String>,
    has_number: bool,
    /// By whom and when the goal was adopted; empty for one that is not.
    adopted: String,
    form: TurnForm,
    lists: IndicatorLists,
    errors: FieldErrors,
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let db = desk.db();
    let people = store::populations_of(db, goal.id).await?;
    let populations = issues::populations(db).await?;
    let people: Vec<String> = people.iter().map(|code| populations.label(code)).collect();
    let places = store::places_of(db, goal.id).await?;
    let places = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()));
    let form = TurnForm {
        who: people.join(" and "),
        place_words: places.collect::<Vec<_>>().join(" and "),
        version: goal.version.to_string(),
        ..TurnForm::default()
    };
    web::page(&page(&desk, &goal, form, FieldErrors::default()).await?)
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<TurnForm>,
) -> web::Result<Response> {
    let mut errors = FieldErrors::default();
    let statement = form.statement(&mut errors);
    let has_number = store::indicator_of(desk.db(), goal.id).await?.is_some();
    let number = if has_number {
        None
    } else {
        form.indicator.read_optional(&mut errors)
    };
    let Some(statement) = statement.filter(|_| errors.is_empty()) else {
        return web::page_invalid(&page(&desk, &goal, form, errors).await?);
    };
    let seen = (goal.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| {
            let mut edit = GoalEdit::of(txn, &goal).await?;
            edit.words.result_statement.clone_from(&statement);
            let saved = store::save(txn, seen, &edit, &actor, now).await?;
            if let (Some(Saved::Done | Saved::Unchanged), Some(number)) = (&saved, &number) {
                store::add_indicator(txn, goal.id, number, &actor, now).await?;
            }
            Ok::<_, sea_orm::DbErr>(saved)
        })
        .await?;
    let path = format!("/goals/{}", goal.id);
    match AppError::found(saved)? {
        Saved::Stale(_) => Err(AppError::Conflict(
            "Someone else changed this goal meanwhile. Go back, look at it again and answer once more.".to_owned(),
        )),
        _ if number.is_some() || has_number => {
            Ok(web::flash_to(&path, "This is a goal now: a result for people, with a number that shows it."))
        }
        _ => Ok(web::flash_to(&path, "Result saved. What it still lacks is a number.")),
    }
}

async fn page(
    desk: &Desk,
    goal: &goals::Model,
    form: TurnForm,
    errors: FieldErrors,
) -> web::Result<TurnPage> {
    let shell = desk.shell(
        "goals",
        format!("From projects to a result: {}", goal.title),
    );
    let href = format!("/goals/{}", goal.id);
    let projects = store::pieces_of::<ProjectDraft>(desk.db(), goal.id).await?;
    Ok(TurnPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &href)],
        title: goal.title.clone(),
        result: goal.result_statement.clone(),
        projects: projects.into_iter().map(|row| row.name).collect(),
        has_number: store::indicator_of(desk.db(), goal.id).await?.is_some(),
        lists: IndicatorLists::of(&form.indicator),
        adopted: adopted_words(desk, goal),
        href,
        form,
        errors,
    })
}
