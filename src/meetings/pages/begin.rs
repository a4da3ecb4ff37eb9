//! There are no meetings yet: how they begin.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{convening, crumbs, path_of, setup::Fields};
use crate::{
    convenings::Convening,
    meetings::{
        rules::{self, SetupForm},
        store::{self, Wrote},
    },
    values::ConveningStatus,
    web::{self, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to, views::Link},
};

#[derive(Template)]
#[template(path = "meetings/begin.html")]
pub(super) struct BeginPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    title: String,
    may_edit: bool,
    /// Why none can be set up; empty where they can.
    why_not: &'static str,
    fields: Fields,
}

pub(super) fn begin(desk: &Desk, convening: &Convening, fields: Fields) -> BeginPage {
    let row = &convening.row;
    let shell = desk.shell("convenings", format!("Meetings in the room: {}", row.title));
    BeginPage {
        shell: if fields.errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(convening),
        path: path_of(row.id),
        title: row.title.clone(),
        may_edit: desk.may_edit(),
        why_not: if row.status == ConveningStatus::Cancelled {
            "This convening is cancelled."
        } else {
            ""
        },
        fields,
    }
}

/// POST /convenings/{id}/meetings
pub(super) async fn create(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<SetupForm>,
) -> Result<Response> {
    let convening = convening(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let Some(setup) = rules::read(&mut errors, &form, &convening.plan.when) else {
        let fields = Fields::new(form, errors, &convening);
        return web::page_invalid(&begin(&desk, &convening, fields));
    };
    let (now, actor, of) = (desk.app.now(), desk.actor(), &convening);
    let wrote = desk
        .app
        .db
        .write(async |txn| store::create(txn, of, &setup, &actor, now).await)
        .await;
    let told = match wrote {
        Ok(Wrote::Done) => "The meetings are set up. Look at who meets, then ask for wishes.",
        Ok(Wrote::Over) => "This convening is cancelled.",
        Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => "The meetings are set up already.",
        Err(error) => return Err(error.into()),
    };
    Ok(flash_to(&path_of(convening.row.id), told))
}
