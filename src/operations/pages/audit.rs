//! Who changed what, newest first.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    accounts::when,
    operations::{rules::kind_in_words, store},
    web::{
        AdminsDesk, Paging, Query, Result, Shell, page,
        views::{Link, PagerView},
    },
};

const ROWS: u64 = 50;

struct Row {
    at: String,
    actor: String,
    summary: String,
    kind: String,
    /// What was there before and after, as it was written down; empty if nothing was.
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "operations/audit.html")]
struct AuditPage {
    shell: Shell,
    crumbs: Vec<Link>,
    rows: Vec<Row>,
    pager: PagerView,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AuditQuery {
    page: String,
}

pub(super) async fn list(
    AdminsDesk(desk): AdminsDesk,
    Query(query): Query<AuditQuery>,
) -> Result<Response> {
    let paging = Paging::read(&query.page, ROWS);
    let (found, total) = store::audit_log(desk.db(), paging.page - 1, ROWS).await?;
    let rows = found
        .into_iter()
        .map(|entry| Row {
            at: when(&desk.user, entry.at),
            actor: entry.actor,
            summary: entry.summary,
            kind: kind_in_words(&entry.subject_kind),
            before: entry.before.unwrap_or_default(),
            after: entry.after.unwrap_or_default(),
        })
        .collect();
    page(&AuditPage {
        shell: desk.shell("admin", "Audit log"),
        crumbs: vec![Link::new("Administration", "/admin")],
        rows,
        pager: paging.pager(total, "/admin/audit", "entries"),
    })
}
