//! The demo's mailbox: every mail the site would have sent, newest first. For administrators: a
//! sign-in link lies open in it, and whoever reads another's is them.

use std::path::Path as FilePath;

use askama::Template;
use axum::{extract::Path, response::Response};

use crate::{
    accounts::when,
    ids::MailId,
    operations::{
        mailbox::{Letter, letter, letters},
        rules::{Piece, paragraphs},
    },
    web::{AdminsDesk, AppError, Desk, Result, Shell, page, views::Link},
};

struct Row {
    subject: String,
    href: String,
    to: String,
    sent: String,
}

#[derive(Template)]
#[template(path = "operations/mailbox.html")]
struct MailboxPage {
    shell: Shell,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "operations/letter.html")]
struct LetterPage {
    shell: Shell,
    crumbs: Vec<Link>,
    subject: String,
    from: String,
    to: String,
    sent: String,
    paragraphs: Vec<Vec<Vec<Piece>>>,
}

/// The demo's folder, or the 404 page: elsewhere mail is nobody's to read.
fn folder(desk: &Desk) -> Result<&FilePath> {
    AppError::found(desk.app.settings.demo_mailbox.as_deref())
}

fn sent(desk: &Desk, letter: &Letter) -> String {
    letter
        .sent
        .map_or_else(|| "No date".to_owned(), |at| when(&desk.user, at))
}

pub(super) async fn list(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    let rows = letters(folder(&desk)?)
        .await?
        .into_iter()
        .map(|letter| Row {
            href: format!("/demo/mailbox/{}", letter.id),
            sent: sent(&desk, &letter),
            subject: letter.subject,
            to: letter.to,
        })
        .collect();
    page(&MailboxPage {
        shell: desk.shell("mailbox", "Demo mailbox"),
        rows,
    })
}

pub(super) async fn show(
    AdminsDesk(desk): AdminsDesk,
    Path(name): Path<String>,
) -> Result<Response> {
    let folder = folder(&desk)?;
    let id: MailId = name.parse().map_err(|_| AppError::NotFound)?;
    let letter = AppError::found(letter(folder, id).await?)?;
    page(&LetterPage {
        shell: desk.shell("mailbox", letter.subject.clone()),
        crumbs: vec![Link::new("Demo mailbox", "/demo/mailbox")],
        sent: sent(&desk, &letter),
        paragraphs: paragraphs(&letter.text, &desk.app.settings.base_url),
        subject: letter.subject,
        from: letter.from,
        to: letter.to,
    })
}
