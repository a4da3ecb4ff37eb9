//! What guests are asked and told before they answer: the list, and one question.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{crumbs, load, path_of, tabs};
use crate::{
    entities::guest_questions,
    invitations::{
        answering::{
            self, Arrangements,
            rules::{Asked, QuestionForm},
        },
        sending::Meeting,
    },
    values::QuestionKind,
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Result, Shell,
        views::{Choice, Link, Tab},
    },
};

#[derive(Template)]
#[template(path = "invitations/questions.html")]
pub(super) struct QuestionsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    asked: Vec<Line>,
    left_out: Vec<Line>,
    form: QuestionForm,
    kinds: Vec<Choice>,
    arrangements: Arrangements,
    version: i32,
    /// What somebody else saved meanwhile, in words; empty otherwise.
    theirs: Vec<String>,
    errors: FieldErrors,
}

/// One question of the list.
struct Line {
    label: String,
    how: String,
    /// Its own page.
    href: String,
    house: bool,
}

fn line(path: &str, of: &Asked) -> Line {
    let key = match of.id {
        Some(id) if of.code.is_empty() => id.to_string(),
        _ => of.code.clone(),
    };
    let needed = if of.required { ", needed" } else { "" };
    Line {
        label: of.label.clone(),
        how: format!(
            "{}{needed}, kept {} days after the end",
            of.kind.label(),
            of.keep_days
        ),
        href: format!("{path}/questions/{key}"),
        house: !of.code.is_empty(),
    }
}

/// What is in the forms of the list.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) question: QuestionForm,
    /// Nothing while nobody typed.
    pub(super) arrangements: Option<(Arrangements, i32)>,
    pub(super) theirs: Vec<String>,
}

/// GET /convenings/{id}/questions
pub(super) async fn list(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let typed = Typed {
        question: QuestionForm {
            kind: QuestionKind::Text.to_string(),
            keep_days: "30".to_owned(),
            ..QuestionForm::default()
        },
        ..Typed::default()
    };
    web::page(&page(&desk, &meeting, typed, FieldErrors::default()).await?)
}

/// The list with what was typed and what is wrong.
pub(super) async fn page(
    desk: &Desk,
    meeting: &Meeting,
    typed: Typed,
    errors: FieldErrors,
) -> Result<QuestionsPage> {
    let path = path_of(meeting.id());
    let asked = answering::asked(desk.db(), meeting.id()).await?;
    let left_out = answering::left_out(desk.db(), meeting.id()).await?;
    let (arrangements, version) = match typed.arrangements {
        Some(typed) => typed,
        None => held(desk, meeting).await?,
    };
    let title = format!("Questions: {}", meeting.of.convening.row.title);
    let shell = desk.shell("convenings", title);
    Ok(QuestionsPage {
        shell: if errors.is_empty() && typed.theirs.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(meeting),
        tabs: tabs(meeting.id(), "questions"),
        asked: asked.iter().map(|each| line(&path, each)).collect(),
        left_out: left_out
            .into_iter()
            .map(|row| Line {
                href: format!("{path}/questions/{}", row.id),
                how: String::new(),
                house: !row.code.is_empty(),
                label: row.label,
            })
            .collect(),
        kinds: kinds(&typed.question.kind),
        form: typed.question,
        arrangements,
        version,
        theirs: typed.theirs,
        errors,
        path,
    })
}

async fn held(desk: &Desk, meeting: &Meeting) -> Result<(Arrangements, i32)> {
    let held = answering::arrangements(desk.db(), meeting.id()).await?;
    Ok(held.map_or_else(Default::default, |held| {
        let version = held.version;
        let of = Arrangements {
            stipend: held.stipend,
            interpretation: held.interpretation,
            access: held.access,
        };
        (of, version)
    }))
}

fn kinds(chosen: &str) -> Vec<Choice> {
    QuestionKind::ALL
        .iter()
        .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
        .collect()
}

#[derive(Template)]
#[template(path = "invitations/question.html")]
pub(super) struct QuestionPage {
    shell: Shell,
    crumbs: Vec<Link>,
    here: String,
    form: QuestionForm,
    kinds: Vec<Choice>,
    asked: bool,
    theirs: Vec<String>,
    errors: FieldErrors,
}

/// GET /convenings/{id}/questions/{question}
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path((id, question)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let row = one(&desk, &meeting, &question).await?;
    let nothing = (Vec::new(), FieldErrors::default());
    let typed = stored(&row);
    web::page(&question_page(
        &desk,
        &meeting,
        (&row, &question),
        typed,
        nothing,
    ))
}

/// The question an address names, or 404.
pub(super) async fn one(
    desk: &Desk,
    meeting: &Meeting,
    key: &str,
) -> Result<guest_questions::Model> {
    AppError::found(answering::question(desk.db(), meeting.id(), key).await?)
}

fn stored(row: &guest_questions::Model) -> QuestionForm {
    QuestionForm {
        version: row.version,
        label: row.label.clone(),
        kind: row.kind.to_string(),
        choices: row.choices.clone(),
        required: if row.required { "yes" } else { "" }.to_owned(),
        keep_days: row.keep_days.to_string(),
    }
}

/// One question with what was typed, what somebody else saved and what is wrong.
pub(super) fn question_page(
    desk: &Desk,
    meeting: &Meeting,
    (row, key): (&guest_questions::Model, &str),
    form: QuestionForm,
    (theirs, errors): (Vec<String>, FieldErrors),
) -> QuestionPage {
    let path = path_of(meeting.id());
    let mut above = crumbs(meeting);
    above.push(Link::new("Questions", format!("{path}/questions")));
    let shell = desk.shell("convenings", format!("Question: {}", row.label));
    QuestionPage {
        shell: if errors.is_empty() && theirs.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: above,
        here: format!("{path}/questions/{key}"),
        kinds: kinds(&form.kind),
        asked: row.asked,
        form,
        theirs,
        errors,
    }
}

/// A question as somebody else saved it, in words.
pub(super) fn in_words(row: &guest_questions::Model) -> Vec<String> {
    let needed = if row.required { "needed" } else { "not needed" };
    vec![
        row.label.clone(),
        row.kind.label().to_owned(),
        needed.to_owned(),
        format!("kept {} days", row.keep_days),
    ]
}
