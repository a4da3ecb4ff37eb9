//! Adding, changing and leaving out questions, and saying what is arranged.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::{
    load, path_of,
    questions::{Typed, in_words, one, page, question_page},
};
use crate::{
    invitations::answering::{
        self, Arrangements,
        rules::{MOST_QUESTIONS, QuestionForm, read_question},
    },
    values::typed,
    web::{self, AppError, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// POST /convenings/{id}/questions
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<QuestionForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let (now, actor, of) = (desk.app.now(), desk.actor(), meeting.id());
    if let Some(new) = read_question(&mut errors, &form) {
        let added = desk
            .app
            .db
            .write(async |txn| answering::add_question(txn, of, &new, &actor, now).await)
            .await?;
        if added {
            let back = format!("{}/questions", path_of(of));
            return Ok(flash_to(&back, "Guests are asked this from now on."));
        }
        let most =
            format!("Guests are asked {MOST_QUESTIONS} questions at most. Leave one out first");
        errors.add("label", most);
    }
    let typed = Typed {
        question: form,
        ..Typed::default()
    };
    web::page_invalid(&page(&desk, &meeting, typed, errors).await?)
}

/// POST /convenings/{id}/questions/{question}
pub(super) async fn change(
    EditorsDesk(desk): EditorsDesk,
    Path((id, question)): Path<(String, String)>,
    Form(mut form): Form<QuestionForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let row = one(&desk, &meeting, &question).await?;
    let mut errors = FieldErrors::default();
    let Some(new) = read_question(&mut errors, &form) else {
        let wrong = (Vec::new(), errors);
        let refused = question_page(&desk, &meeting, (&row, &question), form, wrong);
        return web::page_invalid(&refused);
    };
    let (now, actor, of) = (desk.app.now(), desk.actor(), meeting.id());
    let wanted = (&new, form.version);
    let changed = desk
        .app
        .db
        .write(async |txn| {
            answering::change_question(txn, (of, &question), wanted, &actor, now).await
        })
        .await?;
    match changed {
        Ok(()) => Ok(flash_to(&format!("{}/questions", path_of(of)), "Saved.")),
        Err(None) => Err(AppError::NotFound),
        Err(Some(theirs)) => {
            form.version = theirs.version;
            let both = (in_words(&theirs), errors);
            let shown = question_page(&desk, &meeting, (&theirs, &question), form, both);
            Ok((StatusCode::CONFLICT, web::page(&shown)?).into_response())
        }
    }
}

/// POST /convenings/{id}/questions/{question}/removal
pub(super) async fn stop(
    EditorsDesk(desk): EditorsDesk,
    Path((id, question)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let (now, actor, of) = (desk.app.now(), desk.actor(), meeting.id());
    let stopped = desk
        .app
        .db
        .write(async |txn| answering::stop_asking(txn, (of, &question), &actor, now).await)
        .await?;
    AppError::found(stopped.then_some(()))?;
    Ok(flash_to(
        &format!("{}/questions", path_of(of)),
        "Guests are no longer asked. What they said is kept as long as was promised.",
    ))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ArrangeForm {
    version: i32,
    stipend: String,
    interpretation: String,
    access: String,
}

/// POST /convenings/{id}/arrangements
pub(super) async fn arrange(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<ArrangeForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let mut read = |field: &'static str, typed: &str| {
        errors.keep(field, typed::optional(typed, "this", 2_000))
    };
    let stipend = read("stipend", &form.stipend);
    let interpretation = read("interpretation", &form.interpretation);
    let access = read("access", &form.access);
    let shown = Arrangements {
        stipend: form.stipend,
        interpretation: form.interpretation,
        access: form.access,
    };
    let (Some(stipend), Some(interpretation), Some(access)) = (stipend, interpretation, access)
    else {
        let typed = Typed {
            arrangements: Some((shown, form.version)),
            ..Typed::default()
        };
        return web::page_invalid(&page(&desk, &meeting, typed, errors).await?);
    };
    let new = Arrangements {
        stipend,
        interpretation,
        access,
    };
    let (now, actor, of) = (desk.app.now(), desk.actor(), meeting.id());
    let wanted = (&new, form.version);
    let kept = desk
        .app
        .db
        .write(async |txn| answering::keep_arrangements(txn, of, wanted, &actor, now).await)
        .await?;
    let Err(theirs) = kept else {
        let told = "Saved. Guests see it on their page before they answer.";
        return Ok(flash_to(&format!("{}/questions", path_of(of)), told));
    };
    let typed = Typed {
        arrangements: Some((shown, theirs.version)),
        theirs: vec![
            format!("Stipend: {}", or_nothing(&theirs.stipend)),
            format!("Interpretation: {}", or_nothing(&theirs.interpretation)),
            format!("Access: {}", or_nothing(&theirs.access)),
        ],
        ..Typed::default()
    };
    let both = page(&desk, &meeting, typed, FieldErrors::default()).await?;
    Ok((StatusCode::CONFLICT, web::page(&both)?).into_response())
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
