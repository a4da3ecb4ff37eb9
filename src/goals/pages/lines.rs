//! Adding to a goal's capital stack, and changing or withdrawing a line of it.

use axum::response::Response;

use super::{
    AtGoal,
    at::AtLine,
    conflict,
    forms::LineForm,
    line_page::{self, Offered},
};
use crate::{
    entities::goals,
    funders,
    goals::store::{self, LineDraft, LineSaved},
    ids::FundingSourceId,
    web::{self, AppError, Desk, FieldErrors, Form, TableEditorsDesk},
};

/// Most pockets offered beside the field.
const OFFERED: u64 = 20;

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let form = LineForm::blank(desk.today());
    let offered = Offered::read(&desk, &goal, None, "").await?;
    let shown = (form, FieldErrors::default());
    web::page(&line_page::page(&desk, &goal, None, shown, offered))
}

pub(super) async fn add(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<LineForm>,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let draft = match read(&desk, &form).await? {
        Ok(draft) => draft,
        Err(errors) => return again(&desk, &goal, None, form, errors).await,
    };
    let saved = desk
        .app
        .db
        .write(async |txn| store::add_line(txn, &goal, &draft, &actor, now).await)
        .await?;
    if let LineSaved::Refused(field, why) = saved {
        let mut errors = FieldErrors::default();
        errors.add(field, why);
        return again(&desk, &goal, None, form, errors).await;
    }
    Ok(web::flash_to(&format!("/goals/{}", goal.id), "Line added."))
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtLine,
) -> web::Result<Response> {
    let names = store::names_of(desk.db(), std::slice::from_ref(&at.line)).await?;
    let form = LineForm::of(&at.line, names.pocket(at.line.funding_source_id));
    let offered = Offered::read(&desk, &at.goal, Some(at.line.id), "").await?;
    let shown = (form, FieldErrors::default());
    let page = line_page::page(&desk, &at.goal, Some(&at.line), shown, offered);
    web::page(&page)
}

pub(super) async fn change(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtLine,
    Form(form): Form<LineForm>,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let draft = match read(&desk, &form).await? {
        Ok(draft) => draft,
        Err(errors) => return again(&desk, &at.goal, Some(&at.line), form, errors).await,
    };
    let seen = (at.line.id, form.version.parse().unwrap_or_default());
    let said = (&draft, &*form.reason().unwrap_or_default());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_line(txn, (&at.goal, seen), said, &actor, now).await)
        .await?;
    let path = format!("/goals/{}", at.goal.id);
    match AppError::found(saved)? {
        LineSaved::Done => Ok(web::flash_to(&path, "Line saved.")),
        LineSaved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        LineSaved::Refused(field, why) => {
            let mut errors = FieldErrors::default();
            errors.add(field, why);
            again(&desk, &at.goal, Some(&at.line), form, errors).await
        }
        LineSaved::Stale(theirs) => {
            let names = store::names_of(desk.db(), std::slice::from_ref(&theirs)).await?;
            let held = LineForm::of(&theirs, names.pocket(theirs.funding_source_id));
            let offered = Offered::read(&desk, &at.goal, Some(theirs.id), "").await?;
            let action = format!("{path}/lines/{}/edit", theirs.id);
            let conflict = line_page::compare(&form, &held, &offered, theirs.version);
            conflict::answer(&desk, (at.goal.id, &at.goal.title), action, conflict).await
        }
    }
}

/// The form again, with what is wrong.
async fn again(
    desk: &Desk,
    goal: &goals::Model,
    line: Option<&crate::entities::stack_lines::Model>,
    form: LineForm,
    errors: FieldErrors,
) -> web::Result<Response> {
    let typed = form.funder.clone();
    let offered = Offered::read(desk, goal, line.map(|line| line.id), &typed).await?;
    let shown = (form, errors);
    web::page_invalid(&line_page::page(desk, goal, line, shown, offered))
}

/// The line the form asks for, with its pocket.
async fn read(desk: &Desk, form: &LineForm) -> web::Result<Result<LineDraft, FieldErrors>> {
    let read = form.read(desk.today());
    let pocket = pocket(desk, &form.funder).await?;
    Ok(match (read, pocket) {
        (Ok(draft), Ok(funder)) => Ok(LineDraft { funder, ..draft }),
        (read, pocket) => {
            let mut errors = FieldErrors::default();
            for error in read.err().iter().flatten() {
                errors.add(error.field, error.message.clone());
            }
            if let Err(why) = pocket {
                errors.add("funder", why);
            }
            Err(errors)
        }
    })
}

/// The pocket with exactly this name; nothing for nothing typed.
async fn pocket(desk: &Desk, typed: &str) -> web::Result<Result<Option<FundingSourceId>, String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Ok(None));
    }
    let mut found = funders::pockets_called(desk.db(), typed).await?;
    if found.len() == 1 {
        return Ok(Ok(found.pop().map(|pocket| pocket.id)));
    }
    let shown: String = typed.chars().take(80).collect();
    if !found.is_empty() {
        return Ok(Err(format!(
            "Several pockets are called “{shown}”. Rename one of them on its funder's page."
        )));
    }
    let near = if desk.is_staff() {
        funders::pockets_like(desk.db(), typed, OFFERED).await?
    } else {
        Vec::new()
    };
    let names: Vec<&str> = near
        .iter()
        .take(3)
        .map(|each| each.label.as_str())
        .collect();
    Ok(Err(if names.is_empty() {
        format!(
            "No pocket is called “{shown}”. Leave this empty, or have it added on its funder's page."
        )
    } else {
        format!(
            "No pocket is called “{shown}”. Type one of these in full: {}.",
            names.join("; ")
        )
    }))
}
