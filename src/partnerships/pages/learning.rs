//! The days on which the cities of a round learn together: staff add, change and remove them on the initiative's page.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::conflict::{self, Conflict, Pair, Subject};
use crate::{
    entities::{initiative_rounds, learning_dates},
    ids::LearningDateId,
    partnerships::{
        rules::LearningForm,
        store::{self, LearningSaved},
    },
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "partnerships/learning.html")]
struct LearningPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    round: String,
    action: String,
    /// Where the button that takes it out leads; empty for a new one.
    remove: String,
    back: String,
    form: LearningForm,
    errors: FieldErrors,
}

type Round = initiative_rounds::Model;

fn back(round: &Round) -> String {
    format!("/initiatives/{}#{}", round.initiative_code, round.code)
}

/// Where the dates of a round are.
pub(super) fn base(round: &Round) -> String {
    format!(
        "/initiatives/{}/rounds/{}/dates",
        round.initiative_code, round.code
    )
}

async fn round(desk: &Desk, code: &str, round: &str) -> web::Result<Round> {
    AppError::found(store::round_of(desk.db(), code, round).await?)
}

async fn found(
    desk: &Desk,
    (code, of, id): &(String, String, String),
) -> web::Result<(Round, learning_dates::Model)> {
    let round = round(desk, code, of).await?;
    let id: LearningDateId = id.parse().map_err(|_| AppError::NotFound)?;
    let held = AppError::found(store::learning_date(desk.db(), &round.code, id).await?)?;
    Ok((round, held))
}

pub(super) async fn blank(
    EditorsDesk(desk): EditorsDesk,
    Path((code, of)): Path<(String, String)>,
) -> web::Result<Response> {
    let round = round(&desk, &code, &of).await?;
    let shown = (LearningForm::default(), FieldErrors::default());
    page(&desk, &round, None, shown)
}

pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path((code, of)): Path<(String, String)>,
    Form(form): Form<LearningForm>,
) -> web::Result<Response> {
    let round = round(&desk, &code, &of).await?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => return page(&desk, &round, None, (form, errors)),
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add_learning_date(txn, &round, &new, &actor, now).await)
        .await?;
    Ok(web::flash_to(&back(&round), "Learning date added."))
}

pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    Path(at): Path<(String, String, String)>,
) -> web::Result<Response> {
    let (round, held) = found(&desk, &at).await?;
    let shown = (LearningForm::of(&held), FieldErrors::default());
    page(&desk, &round, Some(held.id), shown)
}

pub(super) async fn change(
    EditorsDesk(desk): EditorsDesk,
    Path(at): Path<(String, String, String)>,
    Form(form): Form<LearningForm>,
) -> web::Result<Response> {
    let (round, held) = found(&desk, &at).await?;
    let edit = match form.read() {
        Ok(edit) => edit,
        Err(errors) => return page(&desk, &round, Some(held.id), (form, errors)),
    };
    let seen = (held.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| {
            store::change_learning_date(txn, &round, seen, Some(&edit), (&actor, now)).await
        })
        .await?;
    let back = back(&round);
    match AppError::found(saved)? {
        LearningSaved::Done => Ok(web::flash_to(&back, "Learning date saved.")),
        LearningSaved::Unchanged => Ok(web::flash_to(
            &back,
            "Nothing was different, so nothing changed.",
        )),
        LearningSaved::Stale(theirs) => {
            let action = format!("{}/{}/edit", base(&round), theirs.id);
            let of = Subject {
                kind: "initiative",
                id: round.initiative_code.clone(),
                page: Link::new(&round.name, back),
                hidden: &[],
            };
            conflict::answer(&desk, of, action, compare(&form, &theirs)).await
        }
    }
}

/// The version that a remove button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    version: String,
}

pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path(at): Path<(String, String, String)>,
    Form(form): Form<Seen>,
) -> web::Result<Response> {
    let (round, held) = found(&desk, &at).await?;
    let seen = (held.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| {
            store::change_learning_date(txn, &round, seen, None, (&actor, now)).await
        })
        .await?;
    match AppError::found(saved)? {
        LearningSaved::Stale(_) => Err(AppError::Conflict(
            "Someone else changed this date meanwhile. Look at it again before you remove it."
                .to_owned(),
        )),
        LearningSaved::Done | LearningSaved::Unchanged => {
            Ok(web::flash_to(&back(&round), "Learning date removed."))
        }
    }
}

fn compare(mine: &LearningForm, theirs: &learning_dates::Model) -> Conflict {
    let held = LearningForm::of(theirs);
    let pair = |name, label, mine: &str, theirs: &str| Pair {
        name,
        label,
        mine: mine.to_owned(),
        theirs: theirs.to_owned(),
    };
    let pairs = vec![
        pair("held_on", "Date", &mine.held_on, &held.held_on),
        pair("topic", "About", &mine.topic, &held.topic),
        pair("venue", "Where", &mine.venue, &held.venue),
        pair("source", "Source", &mine.source, &held.source),
    ];
    Conflict::between(pairs, theirs.version, |_, value| value.to_owned())
}

fn page(
    desk: &Desk,
    round: &Round,
    id: Option<LearningDateId>,
    (form, errors): (LearningForm, FieldErrors),
) -> web::Result<Response> {
    let heading = if id.is_some() {
        "Change a learning date"
    } else {
        "Add a learning date"
    };
    let shell = desk.shell("partnerships", format!("{heading}: {}", round.name));
    let base = base(round);
    let refused = !errors.is_empty();
    let page = LearningPage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: vec![
            Link::new("Initiatives", "/initiatives"),
            Link::new(&round.name, back(round)),
        ],
        heading,
        round: round.name.clone(),
        action: id.map_or_else(|| format!("{base}/new"), |id| format!("{base}/{id}/edit")),
        remove: id
            .map(|id| format!("{base}/{id}/remove"))
            .unwrap_or_default(),
        back: back(round),
        form,
        errors,
    };
    if refused {
        return web::page_invalid(&page);
    }
    web::page(&page)
}
