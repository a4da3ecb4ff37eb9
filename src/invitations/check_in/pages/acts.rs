//! The taps as plain forms, for phones without scripts.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::super::{
    rules::{Outcome, Tap, name},
    store::{self, Taken},
};
use crate::{
    convenings::Convening,
    ids::ConveningId,
    web::{self, AppError, DoorDesk, FieldErrors, Form, Result, address},
};

/// A tap, and the search to come back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TapForm {
    key: String,
    guest: String,
    of: String,
    name: String,
    organization: String,
    q: String,
}

impl TapForm {
    fn tap(&self, act: &str) -> Tap {
        Tap {
            key: self.key.clone(),
            act: act.to_owned(),
            guest: self.guest.clone(),
            name: self.name.clone(),
            organization: self.organization.clone(),
            of: self.of.clone(),
            at: String::new(),
        }
    }
}

/// Takes one tap.
async fn take(door: &DoorDesk, of: ConveningId, tap: &Tap) -> Result<Taken> {
    let desk = &door.0;
    let now = desk.app.now();
    let Some(act) = tap.read(now) else {
        return Ok((Outcome::Refused, None));
    };
    Ok(desk
        .app
        .db
        .write(async |txn| store::take(txn, of, &act, &desk.actor(), now).await)
        .await?)
}

fn back(of: &Convening, form: &TapForm, outcome: Outcome) -> Result<Response> {
    let told = match outcome {
        Outcome::Here => "Checked in.",
        Outcome::Already => "Was checked in already.",
        Outcome::Undone => "Taken back.",
        Outcome::Unknown => return Err(AppError::NotFound),
        Outcome::Refused => {
            let what = "The form could not be read. Reload the page and tap again.";
            return Err(AppError::Invalid(what.to_owned()));
        }
    };
    let path = address(&super::path_of(of.row.id), &[("q", form.q.trim())]);
    Ok(web::flash_to(&path, told))
}

/// POST /convenings/{id}/check-in
pub(super) async fn arrive(
    door: DoorDesk,
    Path(id): Path<String>,
    Form(form): Form<TapForm>,
) -> Result<Response> {
    let of = super::load(&door, &id).await?;
    let (outcome, _) = take(&door, of.row.id, &form.tap("arrive")).await?;
    back(&of, &form, outcome)
}

/// POST /convenings/{id}/check-in/undo
pub(super) async fn undo(
    door: DoorDesk,
    Path(id): Path<String>,
    Form(form): Form<TapForm>,
) -> Result<Response> {
    let of = super::load(&door, &id).await?;
    let (outcome, _) = take(&door, of.row.id, &form.tap("undo")).await?;
    back(&of, &form, outcome)
}

/// POST /convenings/{id}/check-in/walk-ins
pub(super) async fn walk_in(
    door: DoorDesk,
    Path(id): Path<String>,
    Form(form): Form<TapForm>,
) -> Result<Response> {
    let of = super::load(&door, &id).await?;
    let mut errors = FieldErrors::default();
    errors.keep("name", name(&form.name));
    if form.organization.chars().count() > 120 {
        errors.add(
            "organization",
            "Shorten the organization to 120 characters or fewer",
        );
    }
    if !errors.is_empty() {
        let typed = (form.name, form.organization);
        return super::show::refused(&door, &of, typed, errors).await;
    }
    let (outcome, _) = take(&door, of.row.id, &form.tap("walk_in")).await?;
    back(&of, &form, outcome)
}
