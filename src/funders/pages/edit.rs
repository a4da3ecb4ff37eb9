//! Changing an organisation. Two people may have it open: the later one is shown both values.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    FunderInPath,
    edit_form::{Difference, EditForm, differences},
    kinds,
};
use crate::{
    entities::organizations,
    funders::store::{self, Saved},
    web::{
        self, AppError, EditorsDesk, FieldErrors, Form, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "funders/edit.html")]
struct EditPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    form: EditForm,
    kinds: Vec<Choice>,
    errors: FieldErrors,
    /// What two people typed differently; empty unless the save came too late.
    differences: Vec<Difference>,
}

impl EditPage {
    /// Whether both say the same of this field, so that nobody needs to choose.
    fn settled(&self, field: &str) -> bool {
        !self.differences.iter().any(|each| each.field == field)
    }

    fn new(shell: Shell, funder: &organizations::Model, form: EditForm) -> Self {
        let path = format!("/funders/{}", funder.id);
        Self {
            shell,
            crumbs: vec![
                Link::new("Funders", "/funders"),
                Link::new(funder.name.clone(), path.clone()),
            ],
            action: format!("{path}/edit"),
            back: path,
            kinds: kinds(&form.kind),
            form,
            errors: FieldErrors::default(),
            differences: Vec::new(),
        }
    }
}

pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
) -> web::Result<Response> {
    let shell = desk.shell("funders", format!("Edit {}", funder.name));
    web::page(&EditPage::new(shell, &funder, EditForm::of(&funder)))
}

pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
    Form(form): Form<EditForm>,
) -> web::Result<Response> {
    let shell = desk.shell("funders", format!("Edit {}", funder.name));
    let edit = match form.read() {
        Ok(edit) => edit,
        Err(errors) => {
            let page = EditPage::new(shell.with_errors(), &funder, form);
            return web::page_invalid(&EditPage { errors, ..page });
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::save(txn, funder.id, edit, &actor, now).await)
        .await?;
    match saved {
        Saved::Gone => Err(AppError::NotFound),
        Saved::Done => Ok(web::flash_to(
            &format!("/funders/{}", funder.id),
            "Saved. The change is in the audit log.",
        )),
        Saved::Stale(theirs) => {
            let differences = differences(&form, &EditForm::of(&theirs));
            if differences.is_empty() {
                let path = format!("/funders/{}", funder.id);
                return Ok(web::flash_to(
                    &path,
                    "Someone else has just saved the same.",
                ));
            }
            let form = EditForm {
                version: theirs.version.to_string(),
                ..form
            };
            let page = EditPage::new(shell.with_errors(), &theirs, form);
            let page = web::page(&EditPage {
                differences,
                ..page
            })?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}
