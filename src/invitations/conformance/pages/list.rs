//! The calendar mails that were sent, a test to oneself, and what the records of the domain should say.

use askama::Template;
use axum::response::Response;
use sea_orm::DbErr;
use serde::Deserialize;

use super::super::{
    jobs::{SendTestInvitation, TestStep},
    rules::{Hint, hints},
    store,
};
use crate::{
    accounts::when,
    audit::{self, Act},
    jobs,
    values::MailState,
    web::{
        self, AdminsDesk, AppError, Form, Paging, Query, Result, Shell,
        views::{Link, PagerView},
    },
};

const ROWS: u64 = 50;

struct Line {
    href: String,
    subject: String,
    method: String,
    state: &'static str,
    kind: &'static str,
    icon: &'static str,
    made: String,
}

#[derive(Template)]
#[template(path = "invitations/conformance/list.html")]
struct ListPage {
    shell: Shell,
    crumbs: Vec<Link>,
    lines: Vec<Line>,
    pager: PagerView,
    own_address: String,
    steps: [TestStep; 3],
    domain: String,
    hints: Vec<Hint>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

/// GET /admin/conformance
pub(super) async fn list(
    AdminsDesk(desk): AdminsDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let paging = Paging::read(&asked.page, ROWS);
    let (found, total) = store::page(desk.db(), paging).await?;
    let domain = store::newest_domain(desk.db()).await?;
    let domain = domain.unwrap_or_else(|| desk.app.settings.host().to_owned());
    let line = |(id, subject, method, _, state, made): store::Line| {
        let (kind, icon) = match state {
            MailState::Queued => ("wait", "clock"),
            MailState::Sent => ("ok", "check"),
            MailState::Failed => ("bad", "alert"),
        };
        Line {
            href: format!("/admin/conformance/mails/{id}"),
            subject,
            method: method.unwrap_or_default(),
            state: state.label(),
            kind,
            icon,
            made: when(&desk.user, made),
        }
    };
    web::page(&ListPage {
        shell: desk.shell("admin", "Calendar conformance"),
        crumbs: super::crumbs(false),
        lines: found.into_iter().map(line).collect(),
        pager: paging.pager(total, "/admin/conformance", "mails"),
        own_address: desk.user.email.to_string(),
        steps: TestStep::ALL,
        hints: hints(&domain),
        domain,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TestForm {
    step: String,
}

/// POST /admin/conformance/test
pub(super) async fn test(
    AdminsDesk(desk): AdminsDesk,
    Form(form): Form<TestForm>,
) -> Result<Response> {
    let step = TestStep::ALL
        .into_iter()
        .find(|step| step.code() == form.step)
        .ok_or_else(|| AppError::Invalid("There is no such test.".to_owned()))?;
    let now = desk.app.now();
    let job = SendTestInvitation {
        user: desk.user.id,
        step,
    };
    let act = Act {
        action: "tested",
        kind: "account",
        id: desk.user.id.to_string(),
        summary: format!("Asked for a test {}", step.label()),
        before: None,
        after: None,
    };
    desk.app
        .db
        .write(async |txn| {
            jobs::enqueue(txn, &job, now).await?;
            audit::record(txn, &desk.actor(), act, now).await?;
            Ok::<_, DbErr>(())
        })
        .await?;
    let told = format!(
        "A test {} is on its way to {}.",
        step.label(),
        desk.user.email
    );
    Ok(web::flash_to("/admin/conformance", &told))
}
