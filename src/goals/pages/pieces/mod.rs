//! The pages of what hangs on a goal: partners, systems changes, strategies, measures and projects. All five are added,
//! changed and removed in the same way; each says only what its form asks.

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
    response::Response,
    routing::{get, post},
};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    AtGoal,
    at::PieceId,
    conflict::{self, Conflict, Pair},
};
use crate::{
    entities::goals,
    goals::store::{self, Piece, PieceSaved},
    web::{
        self, AppError, AppState, Desk, FieldErrors, Form, Shell, TableEditorsDesk, views::Link,
    },
};
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

async fn blank<P: PieceForm>(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    web::Query(form): web::Query<P>,
) -> web::Result<Response> {
    let lists = form.lists(desk.db(), &goal).await?;
    web::page(&page(
        &desk,
        &goal,
        None,
        (&form, &lists, FieldErrors::default()),
    ))
}

async fn add<P: PieceForm>(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<P>,
) -> web::Result<Response> {
    let lists = form.lists(desk.db(), &goal).await?;
    let mut errors = FieldErrors::default();
    let Some(draft) = form.read(&lists, &mut errors).filter(|_| errors.is_empty()) else {
        return web::page_invalid(&page(&desk, &goal, None, (&form, &lists, errors)));
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add_piece(txn, &goal, &draft, &actor, now).await)
        .await?;
    Ok(web::flash_to(
        &P::back(&goal),
        &format!("Added the {}.", P::NOUN),
    ))
}

async fn open<P: PieceForm>(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    PieceId(id): PieceId,
) -> web::Result<Response> {
    let row = AppError::found(store::piece_of::<P::Draft>(desk.db(), goal.id, id).await?)?;
    let lists = P::default().lists(desk.db(), &goal).await?;
    let form = P::of(&row, &lists);
    let lists = form.lists(desk.db(), &goal).await?;
    web::page(&page(
        &desk,
        &goal,
        Some(id),
        (&form, &lists, FieldErrors::default()),
    ))
}

async fn change<P: PieceForm>(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    PieceId(id): PieceId,
    Form(form): Form<P>,
) -> web::Result<Response> {
    let held = AppError::found(store::piece_of::<P::Draft>(desk.db(), goal.id, id).await?)?;
    let lists = form.lists(desk.db(), &goal).await?;
    let mut errors = FieldErrors::default();
    let draft = form.read_over(&lists, &held, &mut errors);
    let Some(draft) = draft.filter(|_| errors.is_empty()) else {
        return web::page_invalid(&page(&desk, &goal, Some(id), (&form, &lists, errors)));
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let seen = (&goal, id, form.version().parse().unwrap_or_default());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_piece(txn, seen, &draft, &actor, now).await)
        .await?;
    answer::<P>(&desk, &goal, id, (Some(&form), saved)).await
}

/// A row's version, as its remove button sends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Seen {
    version: String,
}

async fn remove<P: PieceForm>(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    PieceId(id): PieceId,
    Form(seen): Form<Seen>,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let seen = (&goal, id, seen.version.parse().unwrap_or_default());
    let saved = desk
        .app
        .db
        .write(async |txn| store::remove_piece::<P::Draft>(txn, seen, &actor, now).await)
        .await?;
    answer::<P>(&desk, &goal, id, (None, saved)).await
}

type Outcome<P> = Option<PieceSaved<<<P as PieceForm>::Draft as Piece>::Row>>;

async fn answer<P: PieceForm>(
    desk: &Desk,
    goal: &goals::Model,
    id: uuid::Uuid,
    (form, saved): (Option<&P>, Outcome<P>),
) -> web::Result<Response> {
    let back = P::back(goal);
    match (AppError::found(saved)?, form) {
        (PieceSaved::Done, Some(_)) => Ok(web::flash_to(&back, &format!("Saved the {}.", P::NOUN))),
        (PieceSaved::Done, None) => Ok(web::flash_to(
            &back,
            &format!(
                "Removed the {}. What it said is kept under Activity.",
                P::NOUN
            ),
        )),
        (PieceSaved::Unchanged, _) => Ok(web::flash_to(
            &back,
            "Nothing was different, so nothing changed.",
        )),
        (PieceSaved::InUse, _) => Err(AppError::Invalid(format!(
            "This {} has measures. Remove them first; what they say is kept under Activity.",
            P::NOUN
        ))),
        (PieceSaved::Stale(_), None) => Err(AppError::Conflict(format!(
            "Someone else changed this {} meanwhile. Look at it again before you remove it.",
            P::NOUN
        ))),
        (PieceSaved::Stale(theirs), Some(form)) => {
            let lists = form.lists(desk.db(), goal).await?;
            let held = P::of(&theirs, &lists);
            let conflict = compare(form, &held, &lists, <P::Draft as Piece>::version(&theirs));
            let action = format!("/goals/{}/{}/{id}/edit", goal.id, P::PATH);
            conflict::answer(desk, (goal.id, &goal.title), action, conflict).await
        }
    }
}

fn compare<P: PieceForm>(mine: &P, theirs: &P, lists: &Lists, version: i32) -> Conflict {
    let (mine, theirs) = (mine.asks(lists), theirs.asks(lists));
    let words: Vec<_> = mine.iter().map(Ask::reader).collect();
    let pairs: Vec<Pair<'_>> = mine
        .iter()
        .zip(&theirs)
        .zip(&words)
        .map(|((mine, theirs), words)| Pair {
            name: mine.name,
            label: mine.label,
            mine: &mine.value,
            theirs: &theirs.value,
            words,
        })
        .collect();
    Conflict::between(&pairs, version)
}

fn page<P: PieceForm>(
    desk: &Desk,
    goal: &goals::Model,
    id: Option<uuid::Uuid>,
    (form, lists, errors): (&P, &Lists, FieldErrors),
) -> PiecePage {
    let verb = if id.is_some() { "Change" } else { "Add" };
    let heading = format!("{verb} a {}", P::NOUN);
    let shell = desk.shell("goals", format!("{heading}: {}", goal.title));
    let href = format!("/goals/{}", goal.id);
    let base = format!("{href}/{}", P::PATH);
    PiecePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &href)],
        context: P::CONTEXT,
        noun: P::NOUN,
        action: id.map_or_else(|| format!("{base}/new"), |id| format!("{base}/{id}/edit")),
        remove: id
            .filter(|_| P::REMOVABLE)
            .map(|id| format!("{base}/{id}/remove"))
            .unwrap_or_default(),
        back: P::back(goal),
        version: form.version().to_owned(),
        asks: form.asks(lists),
        heading,
        errors,
    }
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
