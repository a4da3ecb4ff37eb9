//! What staff do with one guest: record or take back an answer, settle a disagreement, the waiting list.

use axum::{extract::Path, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{
    line::{Typed, guest_of, page},
    load, path_of,
};
use crate::{
    entities::invitations,
    ids::AnswerId,
    invitations::{
        answering::{self, Recorded},
        sending::Meeting,
    },
    values::{Partstat, time_convert::to_chrono, typed, wall_time},
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    version: i32,
    partstat: String,
    note: String,
}

/// POST /convenings/{id}/invitations/{guest}/answer
pub(super) async fn answer(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest)): Path<(String, String)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest = guest_of(&desk, &meeting, &guest).await?;
    let mut errors = FieldErrors::default();
    let partstat = errors.keep(
        "partstat",
        typed::chosen::<Partstat>(&form.partstat, "an answer"),
    );
    if partstat == Some(Partstat::Delegated) {
        errors.add("partstat", "Choose an answer.");
    }
    let note = errors.keep("note", typed::optional(&form.note, "the note", 1_000));
    let shown = Typed {
        partstat: form.partstat,
        note: form.note,
        ..Typed::default()
    };
    let (Some(partstat), Some(note), true) = (partstat, note, errors.is_empty()) else {
        let refused = page(&desk, &meeting, &guest, shown, (String::new(), errors)).await?;
        return web::page_invalid(&refused);
    };
    let (now, actor) = (desk.app.now(), desk.actor());
    let of = (meeting.id(), guest.id, form.version);
    let done = desk
        .app
        .db
        .write(async |txn| {
            answering::record_for(txn, of, (partstat, note.as_str()), &actor, now).await
        })
        .await?;
    told(&desk, &meeting, (&guest, shown), done).await
}

/// POST /convenings/{id}/invitations/{guest}/answers/{answer}/kept
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest, answer)): Path<(String, String, String)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest = guest_of(&desk, &meeting, &guest).await?;
    let answer: AnswerId = AppError::found(answer.parse().ok())?;
    let (now, actor) = (desk.app.now(), desk.actor());
    let of = (meeting.id(), guest.id, form.version);
    let done = desk
        .app
        .db
        .write(async |txn| answering::keep_answer(txn, of, answer, &actor, now).await)
        .await?;
    let shown = Typed {
        partstat: guest.partstat.to_string(),
        ..Typed::default()
    };
    told(&desk, &meeting, (&guest, shown), done).await
}

/// What came of it: the page, or both answers side by side.
async fn told(
    desk: &Desk,
    meeting: &Meeting,
    (guest, shown): (&invitations::Model, Typed),
    done: Recorded,
) -> Result<Response> {
    match done {
        Recorded::Done => Ok(flash_to(&here(meeting, guest), "The answer is recorded.")),
        Recorded::Gone => Err(AppError::NotFound),
        Recorded::Stale(now) => {
            let source = now.answer_source.map_or_else(String::new, |source| {
                format!(" ({})", source.label().to_lowercase())
            });
            let note = if now.note.is_empty() {
                String::new()
            } else {
                format!(", “{}”", now.note)
            };
            let theirs = format!("It says: {}{source}{note}", now.partstat.label());
            let both = page(desk, meeting, &now, shown, (theirs, FieldErrors::default())).await?;
            let mut answer = web::page(&both)?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
    }
}

fn here(meeting: &Meeting, guest: &invitations::Model) -> String {
    format!("{}/invitations/{}", path_of(meeting.id()), guest.id)
}

/// POST /convenings/{id}/invitations/{guest}/waiting
pub(super) async fn wait(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest = guest_of(&desk, &meeting, &guest).await?;
    let (now, actor, of) = (desk.app.now(), desk.actor(), (meeting.id(), guest.id));
    let done = desk
        .app
        .db
        .write(async |txn| answering::put_on_list(txn, of, &actor, now).await)
        .await?;
    let words = if done {
        "On the waiting list. Who holds the invitation in a calendar is told at the next review."
    } else {
        "Nothing changed: they are coming, or no longer invited."
    };
    Ok(flash_to(&here(&meeting, &guest), words))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfferForm {
    until: String,
}

/// POST /convenings/{id}/invitations/{guest}/offer
pub(super) async fn offer(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest)): Path<(String, String)>,
    Form(form): Form<OfferForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest = guest_of(&desk, &meeting, &guest).await?;
    let (now, actor, of) = (desk.app.now(), desk.actor(), (meeting.id(), guest.id));
    let mut errors = FieldErrors::default();
    let Some(until) = until(&meeting, &form.until, now, &mut errors) else {
        let shown = Typed {
            partstat: guest.partstat.to_string(),
            until: form.until,
            ..Typed::default()
        };
        let refused = page(&desk, &meeting, &guest, shown, (String::new(), errors)).await?;
        return web::page_invalid(&refused);
    };
    let done = desk
        .app
        .db
        .write(async |txn| answering::offer_place(txn, of, until, &actor, now).await)
        .await?;
    let words = if done.is_ok() {
        "The place is offered, and a mail says so."
    } else {
        "Nothing was offered: they are not on the waiting list any more."
    };
    Ok(flash_to(&here(&meeting, &guest), words))
}

/// Until when a place is offered: a local time on the convening's clocks, ahead and before it begins.
fn until(
    meeting: &Meeting,
    typed: &str,
    now: DateTime<Utc>,
    errors: &mut FieldErrors,
) -> Option<DateTime<Utc>> {
    let row = &meeting.of.convening.row;
    let Ok(local) = typed.trim().parse::<jiff::civil::DateTime>() else {
        errors.add("until", "Choose a day and a time");
        return None;
    };
    let resolved = errors.keep("until", wall_time::resolve(local, &row.time_zone))?;
    // Of a time that comes twice the later: nobody is cut off early.
    let Some(at) = resolved.instant(Some(wall_time::Fold::Later)) else {
        let question = resolved.question(local, &row.time_zone).unwrap_or_default();
        errors.add("until", question);
        return None;
    };
    let at = to_chrono(at);
    if at <= now || at > row.starts_at {
        errors.add("until", "Choose a time from now until the convening begins");
        return None;
    }
    Some(at)
}
