//! What staff write around the facts of a kind of mail.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{crumbs, load, path_of};
use crate::{
    invitations::{
        ledger,
        sending::{self, Meeting, PLACEHOLDERS},
    },
    values::InvitationMailKind as Kind,
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell, flash_to,
        views::Link,
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TextForm {
    kind: String,
    subject: String,
    body: String,
}

#[derive(Template)]
#[template(path = "invitations/text.html")]
struct TextPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    kind: Kind,
    form: TextForm,
    placeholders: &'static [(&'static str, &'static str)],
    errors: FieldErrors,
}

/// GET /convenings/{id}/outbox/text
pub(super) async fn text(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(mut form): Query<TextForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let kind: Kind = AppError::found(form.kind.parse().ok())?;
    let text = ledger::text(desk.db(), meeting.id(), kind).await?;
    (form.subject, form.body) = (text.subject, text.body);
    web::page(&text_page(
        &desk,
        &meeting,
        kind,
        (form, FieldErrors::default()),
    ))
}

fn text_page(
    desk: &Desk,
    meeting: &Meeting,
    kind: Kind,
    (form, errors): (TextForm, FieldErrors),
) -> TextPage {
    let shell = desk.shell("convenings", format!("Text: {}", kind.label()));
    let mut crumbs = crumbs(meeting);
    let path = path_of(meeting.id());
    crumbs.push(Link::new("Review and send", format!("{path}/outbox")));
    TextPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs,
        path,
        kind,
        form,
        placeholders: &PLACEHOLDERS,
        errors,
    }
}

/// POST /convenings/{id}/outbox/text
pub(super) async fn keep_text(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let kind: Kind = AppError::found(form.kind.parse().ok())?;
    let text = match sending::read(&form.subject, &form.body) {
        Ok(text) => text,
        Err((subject, body)) => {
            let mut errors = FieldErrors::default();
            for (field, wrong) in [("subject", subject), ("body", body)] {
                if let Some(wrong) = wrong {
                    errors.add(field, wrong);
                }
            }
            let page = text_page(&desk, &meeting, kind, (form, errors));
            return web::page_invalid(&page);
        }
    };
    let (now, actor) = (desk.app.now(), desk.actor());
    desk.app
        .db
        .write(async |txn| ledger::keep_text(txn, meeting.id(), (kind, &text), &actor, now).await)
        .await?;
    Ok(flash_to(
        &format!("{}/outbox", path_of(meeting.id())),
        "The text is saved. Nothing was sent.",
    ))
}
