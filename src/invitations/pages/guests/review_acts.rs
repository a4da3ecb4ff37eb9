//! The button of the review: what was reviewed is sent, or the page comes back.

use std::collections::BTreeSet;

use axum::{extract::Path, http::StatusCode, response::Response};

use super::{
    load, path_of,
    review::{Asked, SendForm, View, closed, digest, page, planned},
};
use crate::{
    ids::InvitationId,
    invitations::sending::{self, AT_ONCE, Meeting, Planned, SendToGuests, Wish},
    jobs,
    web::{self, Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// POST /convenings/{id}/outbox
pub(super) async fn send(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<SendForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let asked = Asked {
        notify: form.notify.clone(),
        ask: form.ask.clone(),
    };
    let planned = planned(&desk, &meeting, asked.wish()).await?;
    let mut errors = FieldErrors::default();
    let changed = form.seen != digest(&meeting, &planned);
    let guests = chosen(&meeting, &planned, &form);
    if guests.is_empty() && !changed {
        errors.add("group", "Choose at least one group with somebody in it");
    }
    if meeting.organizer(&desk.app.settings).is_err() && meeting.settings.is_some() {
        errors.add(
            "group",
            "Invitations need a domain that replies reach: an administrator sets ROUNDTABLE_REPLY_DOMAIN",
        );
    }
    if changed || !errors.is_empty() || !closed(&meeting, &planned).is_empty() {
        let view = View {
            form: &form,
            changed,
            errors,
        };
        let mut answer = web::page(&page(&desk, &meeting, planned, view).await?)?;
        *answer.status_mut() = if changed {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return Ok(answer);
    }
    let count = guests.len();
    write(&desk, &meeting, (guests, &form, asked.wish())).await?;
    let mails = if count == 1 {
        "1 mail is".to_owned()
    } else {
        format!("{count} mails are")
    };
    let told = match form.when.as_str() {
        "hours" => format!("{mails} in the outbox and leave in each guest’s working hours."),
        _ => format!("{mails} in the outbox and leave now."),
    };
    Ok(flash_to(
        &format!("{}/invitations", path_of(meeting.id())),
        &told,
    ))
}

/// The guests of the chosen groups who are not left out.
fn chosen(meeting: &Meeting, planned: &[Planned], form: &SendForm) -> Vec<InvitationId> {
    let skipped: BTreeSet<InvitationId> =
        form.skip.iter().filter_map(|id| id.parse().ok()).collect();
    let wanted = |each: &&Planned| {
        let kind = each.mail(meeting);
        kind.is_some_and(|kind| form.group.iter().any(|code| code == kind.as_str()))
            && !skipped.contains(&each.guest.id)
    };
    planned
        .iter()
        .filter(wanted)
        .map(|each| each.guest.id)
        .collect()
}

/// A hundred guests at once; more as jobs.
async fn write(
    desk: &Desk,
    meeting: &Meeting,
    (guests, form, wish): (Vec<InvitationId>, &SendForm, Wish),
) -> Result<()> {
    let now = desk.app.now();
    let as_job = guests.len() > AT_ONCE;
    let orders: Vec<SendToGuests> = guests
        .chunks(AT_ONCE)
        .map(|some| SendToGuests {
            convening: meeting.id(),
            guests: some.to_vec(),
            wish,
            in_working_hours: form.when == "hours",
            by: desk.user.name.clone(),
            by_user: Some(desk.user.id),
            ordered_at: now,
            as_job,
        })
        .collect();
    let settings = desk.app.settings.clone();
    desk.app
        .db
        .write(async |txn| {
            if let [only] = orders.as_slice() {
                sending::send(txn, &settings, only, now).await?;
                return anyhow::Ok(());
            }
            for order in &orders {
                jobs::enqueue(txn, order, now).await?;
            }
            anyhow::Ok(())
        })
        .await?;
    Ok(())
}
