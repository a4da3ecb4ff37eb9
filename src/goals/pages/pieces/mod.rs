//! The pages of what hangs on a goal: partners, systems changes, strategies, measures and projects. All five are added,
//! changed and removed in the same way; each says only what its form asks.

mod acts;
mod changes;
mod contract;
mod contract_form;
mod form;
mod measures;
mod partners;
mod projects;
mod strategies;

use askama::Template;
use async_trait::async_trait;
use axum::{
    Router,
    routing::{get, post},
};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    entities::goals,
    goals::store::{self, Piece},
    web::{AppState, FieldErrors, Shell, views::Link},
};
use acts::{add, between, blank, change, open, remove};
use form::{Ask, Kind, Lists};

pub(super) use projects::{PROJECT_NAME, ProjectForm, list as projects};

/// One kind of row: its form, and the words around it.
#[async_trait]
pub(super) trait PieceForm:
    DeserializeOwned + Default + Clone + Send + Sync + 'static
{
    type Draft: Piece;

    /// In the address: "partners".
    const PATH: &'static str;
    /// "partner".
    const NOUN: &'static str;
    /// One line of context over the form.
    const CONTEXT: &'static str;
    /// Whether a row can be taken out; a project is stopped instead.
    const REMOVABLE: bool = true;

    fn of(row: &<Self::Draft as Piece>::Row, lists: &Lists) -> Self;
    fn version(&self) -> &str;
    fn asks(&self, lists: &Lists) -> Vec<Ask>;
    /// What it asks to be kept.
    fn read(&self, lists: &Lists, errors: &mut FieldErrors) -> Option<Self::Draft>;
    /// What the form needs from the database to be drawn and read.
    async fn lists(
        &self,
        _db: &sea_orm::DatabaseConnection,
        _goal: &goals::Model,
    ) -> Result<Lists, DbErr> {
        Ok(Lists::default())
    }
    /// What it asks to be kept in place of this row; a kind may hold on to what its form does not ask.
    fn read_over(
        &self,
        lists: &Lists,
        _held: &<Self::Draft as Piece>::Row,
        errors: &mut FieldErrors,
    ) -> Option<Self::Draft> {
        self.read(lists, errors)
    }
    /// Where one goes after a change.
    fn back(goal: &goals::Model) -> String {
        format!("/goals/{}#plan", goal.id)
    }
}

/// The routes of every kind.
pub(super) fn routes() -> Router<AppState> {
    // Written out one by one, so that the tests which read routes from the source see them.
    Router::new()
        .route(
            "/goals/{id}/partners/new",
            get(blank::<partners::PartnerForm>).post(add::<partners::PartnerForm>),
        )
        .route(
            "/goals/{id}/partners/{piece}/edit",
            get(open::<partners::PartnerForm>).post(change::<partners::PartnerForm>),
        )
        .route(
            "/goals/{id}/partners/{piece}/remove",
            post(remove::<partners::PartnerForm>),
        )
        .route(
            "/goals/{id}/changes/new",
            get(blank::<changes::ChangeForm>).post(add::<changes::ChangeForm>),
        )
        .route(
            "/goals/{id}/changes/{piece}/edit",
            get(open::<changes::ChangeForm>).post(change::<changes::ChangeForm>),
        )
        .route(
            "/goals/{id}/changes/{piece}/remove",
            post(remove::<changes::ChangeForm>),
        )
        .route(
            "/goals/{id}/strategies/new",
            get(blank::<strategies::StrategyForm>).post(add::<strategies::StrategyForm>),
        )
        .route(
            "/goals/{id}/strategies/{piece}/edit",
            get(open::<strategies::StrategyForm>).post(change::<strategies::StrategyForm>),
        )
        .route(
            "/goals/{id}/strategies/{piece}/remove",
            post(remove::<strategies::StrategyForm>),
        )
        .route(
            "/goals/{id}/measures/new",
            get(blank::<measures::MeasureForm>).post(add::<measures::MeasureForm>),
        )
        .route(
            "/goals/{id}/measures/{piece}/edit",
            get(open::<measures::MeasureForm>).post(change::<measures::MeasureForm>),
        )
        .route(
            "/goals/{id}/measures/{piece}/remove",
            post(remove::<measures::MeasureForm>),
        )
        .route(
            "/goals/{id}/projects/new",
            get(blank::<ProjectForm>).post(add::<ProjectForm>),
        )
        .route(
            "/goals/{id}/projects/{piece}/edit",
            get(open::<ProjectForm>).post(change::<ProjectForm>),
        )
        .route("/goals/{id}/projects", get(projects))
        .route(
            "/goals/{id}/contract",
            get(contract::open).post(contract::keep),
        )
        .route("/goals/{id}/contract/remove", post(contract::remove))
}

/// A row's version, as its remove button sends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Seen {
    version: String,
}

#[derive(Template)]
#[template(path = "goals/piece.html")]
struct PiecePage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: String,
    context: &'static str,
    noun: &'static str,
    action: String,
    /// Where the button that takes it out leads; empty where there is none.
    remove: String,
    back: String,
    version: String,
    asks: Vec<Ask>,
    errors: FieldErrors,
}

/// Kept here so that a kind's file needs no database words of its own.
pub(super) async fn strategies_of(
    db: &impl ConnectionTrait,
    goal: &goals::Model,
) -> Result<Vec<(String, String)>, DbErr> {
    let rows = store::pieces_of::<store::StrategyDraft>(db, goal.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}
