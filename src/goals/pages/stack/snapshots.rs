//! Taking a snapshot by hand.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    goals::{
        pages::{AtGoal, forms::clean},
        store::{self, SnapshotOf},
    },
    values::{SnapshotReason, TimeZone},
    web::{self, FieldErrors, Form, TableEditorsDesk},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct SnapshotForm {
    note: String,
}

pub(in crate::goals::pages) async fn take(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<SnapshotForm>,
) -> web::Result<Response> {
    let note = clean(&form.note.replace(['\r', '\n'], " "));
    if note.chars().count() > 200 {
        let mut errors = FieldErrors::default();
        errors.add("note", "Shorten the note to 200 characters or fewer.");
        let page = super::page(&desk, &goal, "", (note, errors)).await?;
        return web::page_invalid(&page);
    }
    let (actor, now) = (desk.actor(), desk.app.now());
    let of = SnapshotOf {
        reason: SnapshotReason::Manual,
        convening: None,
        note,
        zone: desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc),
    };
    desk.app
        .db
        .write(async |txn| store::take_snapshot(txn, &goal, &of, &actor, now).await)
        .await?;
    Ok(web::flash_to(
        &format!("/goals/{}/stack#snapshots", goal.id),
        "Snapshot taken. It stays as it is; compare it with the stack at any time.",
    ))
}
