//! One calendar mail: what each rule says of it, and the message itself.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    super::{
        rules::{Sent, check},
        store,
    },
    Row, rows, summary,
};
use crate::{
    accounts::when,
    entities::outbound_mails,
    ids::MailId,
    web::{self, AdminsDesk, AppError, Result, Shell, views::Link},
};

/// The most of a message that the page shows; the download has all of it.
const SHOWN: usize = 64 * 1024;

#[derive(Template)]
#[template(path = "invitations/conformance/show.html")]
struct ShowPage {
    shell: Shell,
    crumbs: Vec<Link>,
    subject: String,
    to: String,
    made: String,
    summary: String,
    rows: Vec<Row>,
    /// Empty until it has left.
    mime: String,
    download: String,
}

async fn load(desk: &web::Desk, id: &str) -> Result<outbound_mails::Model> {
    let id: MailId = id.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::by_id(desk.db(), id).await?)
}

/// GET /admin/conformance/mails/{mail}
pub(super) async fn show(AdminsDesk(desk): AdminsDesk, Path(id): Path<String>) -> Result<Response> {
    let mail = load(&desk, &id).await?;
    let mime = mail.mime.unwrap_or_default();
    let rows = if mime.is_empty() {
        Vec::new()
    } else {
        rows(check(&Sent::read(&mime)))
    };
    web::page(&ShowPage {
        shell: desk.shell("admin", &mail.subject),
        crumbs: super::crumbs(true),
        to: mail.recipient.to_string(),
        made: when(&desk.user, mail.created_at),
        summary: summary(&rows),
        rows,
        mime: mime.chars().take(SHOWN).collect(),
        download: format!("/admin/conformance/mails/{}/eml", mail.id),
        subject: mail.subject,
    })
}

/// GET /admin/conformance/mails/{mail}/eml
pub(super) async fn download(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let mail = load(&desk, &id).await?;
    let mime = AppError::found(mail.mime)?;
    let name = format!("{}.eml", mail.message_id);
    Ok(web::download(mime, "message/rfc822", &name))
}
