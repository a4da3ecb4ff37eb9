//! The self-check: the five conditions of collective impact as the table marks them, kept as a series. Private to the
//! partnership; staff see it only where it shares it, and then only read.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    AtPartnership,
    head::{PartnershipHead, PartnershipTab, may_see_check},
};
use crate::{
    entities::{partnerships, self_checks},
    partnerships::{
        rules::{CONDITIONS, CheckForm, MARKS, trend},
        store,
    },
    web::{self, AppError, Desk, FieldErrors, Form, Shell, TableDesk, views::Choice},
};

#[derive(Template)]
#[template(path = "partnerships/self_check.html")]
struct CheckPage {
    shell: Shell,
    head: PartnershipHead,
    checks: Vec<CheckView>,
    /// Only those who lead the partnership make one and say who sees it.
    own: bool,
    shared: bool,
    version: i32,
    conditions: Vec<ConditionForm>,
    checked_on: String,
    errors: FieldErrors,
}

struct CheckView {
    on: String,
    by: String,
    marks: Vec<MarkView>,
}

struct MarkView {
    condition: &'static str,
    mark: i32,
    word: &'static str,
    trend: &'static str,
    note: String,
    /// Width of the bar in percent.
    share: String,
}

struct ConditionForm {
    field: &'static str,
    note_field: String,
    label: &'static str,
    question: &'static str,
    marks: Vec<Choice>,
    note: String,
}

/// 404 for whoever may not see it: not even its being there is told.
fn permit(desk: &Desk, of: &partnerships::Model) -> web::Result<()> {
    AppError::found(may_see_check(desk, of).then_some(()))
}

pub(super) async fn show(
    TableDesk(desk): TableDesk,
    AtPartnership(of): AtPartnership,
) -> web::Result<Response> {
    permit(&desk, &of)?;
    let form = CheckForm {
        checked_on: desk.today().to_string(),
        ..CheckForm::default()
    };
    web::page(&page(&desk, &of, &form, FieldErrors::default()).await?)
}

pub(super) async fn add(
    TableDesk(desk): TableDesk,
    AtPartnership(of): AtPartnership,
    Form(form): Form<CheckForm>,
) -> web::Result<Response> {
    own(&desk, &of)?;
    let new = match form.read(desk.today()) {
        Ok(new) => new,
        Err(errors) => {
            let mut again = page(&desk, &of, &form, errors).await?;
            again.shell = again.shell.with_errors();
            return web::page_invalid(&again);
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add_check(txn, of.id, new, &actor, now).await)
        .await?;
    let path = format!("/partnerships/{}/self-check", of.id);
    Ok(web::flash_to(&path, "Self-check kept."))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SharingForm {
    share: String,
    version: String,
}

pub(super) async fn share(
    TableDesk(desk): TableDesk,
    AtPartnership(of): AtPartnership,
    Form(form): Form<SharingForm>,
) -> web::Result<Response> {
    own(&desk, &of)?;
    let share = form.share == "yes";
    let seen = (of.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::set_sharing(txn, seen, share, &actor, now).await)
        .await?;
    if !saved && of.share_with_staff != share {
        let what = "The partnership was changed while you looked at it. Nothing was done: look again, then choose.";
        return Err(AppError::Conflict(what.to_owned()));
    }
    let path = format!("/partnerships/{}/self-check", of.id);
    let said = if share {
        "Staff can read the self-check now."
    } else {
        "Only those who lead this partnership can read the self-check now."
    };
    Ok(web::flash_to(&path, said))
}

/// Only those who lead it: to anybody else there is nothing here.
fn own(desk: &Desk, of: &partnerships::Model) -> web::Result<()> {
    if desk.leads == Some(of.id) {
        return Ok(());
    }
    permit(desk, of)?;
    Err(AppError::Forbidden(
        "Only those who lead this partnership make its self-check and say who may read it.",
    ))
}

async fn page(
    desk: &Desk,
    of: &partnerships::Model,
    form: &CheckForm,
    errors: FieldErrors,
) -> web::Result<CheckPage> {
    let head = PartnershipHead::load(desk, of, PartnershipTab::SelfCheck).await?;
    let rows = store::checks_of(desk.db(), of.id).await?;
    let checks = rows
        .iter()
        .enumerate()
        .map(|(at, row)| view(row, rows.get(at + 1)))
        .collect();
    Ok(CheckPage {
        shell: desk.shell("partnerships", format!("Self-check: {}", of.name)),
        head,
        checks,
        own: desk.leads == Some(of.id),
        shared: of.share_with_staff,
        version: of.version,
        conditions: conditions(form),
        checked_on: form.checked_on.clone(),
        errors,
    })
}

fn marks(row: &self_checks::Model) -> [(i32, &str); 5] {
    [
        (row.agenda, &row.agenda_note),
        (row.measurement, &row.measurement_note),
        (row.activities, &row.activities_note),
        (row.communication, &row.communication_note),
        (row.backbone, &row.backbone_note),
    ]
}

fn view(row: &self_checks::Model, before: Option<&self_checks::Model>) -> CheckView {
    let before = before.map(|row| marks(row).map(|(mark, _)| mark));
    let each = CONDITIONS.iter().zip(marks(row)).enumerate();
    CheckView {
        on: row.checked_on.format("%-d %b %Y").to_string(),
        by: row.by_name.clone(),
        marks: each
            .map(|(at, ((_, condition, _), (mark, note)))| MarkView {
                condition,
                mark,
                word: usize::try_from(mark)
                    .ok()
                    .and_then(|mark| MARKS.get(mark))
                    .copied()
                    .unwrap_or_default(),
                trend: trend(before.and_then(|marks| marks.get(at).copied()), mark),
                note: note.to_owned(),
                share: format!("{}%", mark.clamp(0, 4) * 25),
            })
            .collect(),
    }
}

fn conditions(form: &CheckForm) -> Vec<ConditionForm> {
    let each = CONDITIONS.iter().zip(form.typed());
    each.map(|((field, label, question), (typed, note))| ConditionForm {
        field,
        note_field: format!("{field}_note"),
        label,
        question,
        marks: MARKS
            .iter()
            .enumerate()
            .map(|(mark, word)| {
                let value = mark.to_string();
                let chosen = value == typed;
                Choice::new(value, format!("{mark} {word}"), chosen)
            })
            .collect(),
        note: note.to_owned(),
    })
    .collect()
}
