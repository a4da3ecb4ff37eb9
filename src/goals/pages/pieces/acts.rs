//! What is done with a row of any kind: drawing its form, adding, changing and taking out, and what two people's answers
//! differ in.

use axum::response::Response;

use super::{
    PieceForm, PiecePage, Seen,
    form::{Ask, Lists},
};
use crate::{
    entities::goals,
    goals::{
        pages::{
            AtGoal,
            at::PieceId,
            conflict::{self, Conflict, Pair},
        },
        store::{self, Piece, PieceSaved},
    },
    web::{self, AppError, Desk, FieldErrors, Form, TableEditorsDesk, views::Link},
};

pub(super) async fn blank<P: PieceForm>(
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

pub(super) async fn add<P: PieceForm>(
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

pub(super) async fn open<P: PieceForm>(
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

pub(super) async fn change<P: PieceForm>(
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

pub(super) async fn remove<P: PieceForm>(
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
    between((&mine.asks(lists), &theirs.asks(lists)), version)
}

/// What two people's answers to the same questions differ in.
pub(super) fn between((mine, theirs): (&[Ask], &[Ask]), version: i32) -> Conflict {
    let words: Vec<_> = mine.iter().map(Ask::reader).collect();
    let pairs: Vec<Pair<'_>> = mine
        .iter()
        .zip(theirs)
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
